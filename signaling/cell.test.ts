import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startCell } from './cell.ts';
import { RawConnection, upgradeRequest } from './testing/raw-connection.ts';
import { selfSignedCertificate } from './testing/self-signed.ts';
import { EMPTY, startTestCell } from './testing/test-cell.ts';
import { TestClient } from './testing/test-client.ts';
import { waitUntil, withDeadline } from './testing/wait.ts';

describe('starting', () => {
  it('says where it listens', async () => {
    const cell = await startTestCell();
    expect(cell.port).toBeGreaterThan(0);
    expect(cell.url).toBe(`http://127.0.0.1:${cell.port}`);
    expect(cell.address).toEqual({ host: '127.0.0.1', port: cell.port });
    expect(cell.stats()).toEqual({ ...EMPTY, connections: 0 });
  });

  it('names an address that opens when it listens on all', async () => {
    const cell = await startTestCell({ host: '0.0.0.0' });
    expect(cell.url).toBe(`http://127.0.0.1:${cell.port}`);
    expect((await fetch(`${cell.url}/livez`)).status).toBe(200);
  });

  it('fails on a port in use, with a sentence', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => {
      other.close();
    });
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(startCell({ port })).rejects.toMatchObject({
      code: 'port-in-use',
      message: `Port ${port} on 127.0.0.1 is in use by another program.`,
    });
  });

  it.each([
    { options: { host: '203.0.113.1', port: 0 }, code: 'bad-address' },
    { options: { port: 65_536 }, code: 'bad-port' },
    { options: { port: 0.5 }, code: 'bad-port' },
    {
      options: { port: 0, tls: { cert: 'not a certificate', key: 'nor a key' } },
      code: 'bad-certificate',
    },
    {
      options: {
        port: 0,
        tls: { cert: selfSignedCertificate().cert, key: selfSignedCertificate().key },
      },
      code: 'bad-certificate',
    },
  ])('fails with $code', async ({ options, code }) => {
    await expect(startCell(options)).rejects.toMatchObject({ name: 'CellStartError', code });
  });
});

describe('with a certificate', () => {
  it('serves https and wss', async () => {
    const tls = selfSignedCertificate();
    const cell = await startTestCell({ tls });
    expect(cell.url).toMatch(/^https:/);
    const trust = { ca: tls.cert, servername: 'localhost' };
    const anna = await TestClient.connect(cell.url, trust);
    const ben = await TestClient.connect(cell.url, trust);
    await anna.subscribe('board');
    await ben.subscribe('board');
    anna.publish('board', 'hello');
    await waitUntil(() => ben.published.includes('hello'));
    // Plain text at a TLS port ends that connection only.
    const plain = await RawConnection.open(cell.url);
    plain.write(upgradeRequest());
    await plain.closed();
    await ben.roundTrip();
    await anna.leave();
    await ben.leave();
    await waitUntil(() => cell.stats().connections === 0);
  });
});

describe('a further address', () => {
  it('leads to the same rooms', async () => {
    const cell = await startTestCell();
    const further = await cell.listen({ host: '127.0.0.1', port: 0 });
    expect(further.url).not.toBe(cell.url);
    const anna = await TestClient.connect(cell.url);
    const ben = await TestClient.connect(further.url);
    await anna.subscribe('board');
    await ben.subscribe('board');
    anna.publish('board', 'hello');
    await waitUntil(() => ben.published.includes('hello'));
    expect(cell.stats()).toEqual({ sockets: 2, sessions: 2, rooms: 1, connections: 2 });
  });

  it('closes alone, with those who came through it', async () => {
    const cell = await startTestCell();
    const further = await cell.listen({ host: '127.0.0.1', port: 0 });
    const anna = await TestClient.connect(cell.url);
    const ben = await TestClient.connect(further.url);
    await Promise.all([further.close(), further.close()]);
    expect(await ben.closed()).toEqual({ code: 1001, reason: 'server-stopping' });
    await anna.roundTrip();
    await expect(fetch(further.url)).rejects.toThrow();
    expect(cell.stats().sockets).toBe(1);
  });

  it('fails like the first one', async () => {
    const cell = await startTestCell();
    await expect(cell.listen({ host: '127.0.0.1', port: cell.port })).rejects.toMatchObject({
      code: 'port-in-use',
    });
    await cell.stop();
    await expect(cell.listen({ host: '127.0.0.1', port: 0 })).rejects.toMatchObject({
      code: 'stopped',
    });
  });

  it('does not stay when the cell stops meanwhile', async () => {
    const cell = await startTestCell();
    const opening = cell.listen({ host: '127.0.0.1', port: 0 });
    await Promise.all([expect(opening).rejects.toMatchObject({ code: 'stopped' }), cell.stop()]);
    expect(cell.stats().connections).toBe(0);
  });
});

describe('stopping', () => {
  it('drains: not ready, nobody new, sockets closed with 1001, then silence', async () => {
    const cell = await startTestCell({ limits: { closeGraceMs: 400 } });
    const polite = await TestClient.connect(cell.url);
    await polite.subscribe('board');
    const mute = await RawConnection.open(cell.url);
    mute.write(upgradeRequest());
    await mute.answered();
    const stopped = cell.stop();
    expect(await polite.closed()).toEqual({ code: 1001, reason: 'server-stopping' });
    // The mute one is still given its time.
    expect((await fetch(`${cell.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${cell.url}/livez`)).status).toBe(200);
    await expect(TestClient.connect(cell.url)).rejects.toThrow('503');
    await stopped;
    expect(cell.stats()).toEqual({ ...EMPTY, connections: 0 });
    await expect(fetch(`${cell.url}/livez`)).rejects.toThrow();
  });

  it('ends in bounded time whatever hangs, and may be asked for again', async () => {
    const cell = await startTestCell({
      limits: { closeGraceMs: 200, stopTimeoutMs: 600 },
      routes: [{ method: 'GET', path: '/never', handler: () => new Promise(() => undefined) }],
    });
    const hanging = await RawConnection.open(cell.url);
    hanging.write('GET /never HTTP/1.1\r\nhost: cell.test\r\n\r\n');
    const mute = await RawConnection.open(cell.url);
    mute.write(upgradeRequest());
    await mute.answered();
    await withDeadline(Promise.all([cell.stop(), cell.stop()]), 'the stop', 2_000);
    await cell.stop();
    expect(cell.stats()).toEqual({ ...EMPTY, connections: 0 });
  });

  it('frees the port for the next one', async () => {
    const first = await startTestCell();
    await TestClient.connect(first.url);
    await first.stop();
    const second = await startTestCell({ port: first.port });
    await TestClient.connect(second.url);
  });
});
