import { describe, expect, it } from 'vitest';
import { RawConnection, upgradeRequest } from '../testing/raw-connection.ts';
import { startTestCell } from '../testing/test-cell.ts';
import { TestClient } from '../testing/test-client.ts';
import { waitUntil } from '../testing/wait.ts';

const QUICK = { headersTimeoutMs: 200, requestTimeoutMs: 400, checkIntervalMs: 50 };

describe('connections that take their time', () => {
  it('are cut when the headers do not come', async () => {
    const limits = { ...QUICK, requestTimeoutMs: 3_600_000 };
    const cell = await startTestCell({ limits });
    const slow = await RawConnection.open(cell.url);
    slow.write('GET / HTTP/1.1\r\nhost: cell.test\r\n');
    const drip = setInterval(() => slow.write('x-a: b\r\n'), 20);
    try {
      await slow.closed();
      expect(slow.status).toBe(408);
    } finally {
      clearInterval(drip);
    }
    await waitUntil(() => cell.stats().connections === 0);
  });

  it('are cut in the middle of asking for an upgrade', async () => {
    const cell = await startTestCell({ limits: QUICK });
    const half = await RawConnection.open(cell.url);
    half.write(upgradeRequest().slice(0, -4));
    await half.closed();
    expect(cell.stats()).toMatchObject({ sockets: 0, connections: 0 });
  });

  it('are cut when they say nothing at all', async () => {
    const cell = await startTestCell({ limits: { idleTimeoutMs: 200 } });
    const silent = await RawConnection.open(cell.url);
    await silent.closed();
    await waitUntil(() => cell.stats().connections === 0);
  });

  it('are cut when the body does not come', async () => {
    const cell = await startTestCell({
      limits: QUICK,
      routes: [
        { method: 'POST', path: '/slow', maxBodyBytes: 100, handler: () => ({ status: 204 }) },
      ],
    });
    const slow = await RawConnection.open(cell.url);
    slow.write('POST /slow HTTP/1.1\r\nhost: cell.test\r\ncontent-length: 50\r\n\r\nabc');
    await slow.closed();
    await waitUntil(() => cell.stats().connections === 0);
  });

  it('do not lose a WebSocket that is quiet for longer', async () => {
    const cell = await startTestCell({ limits: { ...QUICK, idleTimeoutMs: 200 } });
    const client = await TestClient.connect(cell.url);
    const silent = await RawConnection.open(cell.url);
    await silent.closed();
    await client.roundTrip();
  });
});

describe('connections that talk nonsense', () => {
  it.each(['\u0000\u0001\u0002\r\n\r\n', 'HELO cell\r\n\r\n', `GET /${'x'.repeat(40_000)}`])(
    'are refused: %#',
    async (text) => {
      const cell = await startTestCell();
      const connection = await RawConnection.open(cell.url);
      connection.write(text);
      await connection.closed();
      expect(connection.status).toBe(400);
      expect((await fetch(`${cell.url}/livez`)).status).toBe(200);
    },
  );
});

describe('asking for a WebSocket', () => {
  it.each(['/', '/v1/signal/', '/v1/signal/more', '/v1/config', '//v1/signal', '/V1/SIGNAL'])(
    'is refused at %s',
    async (path) => {
      const cell = await startTestCell();
      await expect(TestClient.connect(cell.url, { path })).rejects.toThrow('404');
      await waitUntil(() => cell.stats().connections === 0);
    },
  );

  it('is possible with a query, as stock clients may have one', async () => {
    const cell = await startTestCell();
    const client = await TestClient.connect(cell.url, { path: '/v1/signal?from=elsewhere' });
    await client.roundTrip();
  });

  it('is refused without a key', async () => {
    const cell = await startTestCell();
    const connection = await RawConnection.open(cell.url);
    connection.write(upgradeRequest().replace(/sec-websocket-key.*\r\n/, ''));
    expect(await connection.answered()).toBe(400);
    await waitUntil(() => cell.stats().connections === 0);
  });

  it('is refused politely when the cell is full, and possible again later', async () => {
    const cell = await startTestCell({ limits: { maxSockets: 2, retryAfterSeconds: 7 } });
    const first = await TestClient.connect(cell.url);
    await TestClient.connect(cell.url);
    const refused = await RawConnection.open(cell.url);
    refused.write(upgradeRequest());
    expect(await refused.answered()).toBe(503);
    expect(refused.text).toContain('retry-after: 7');
    expect((await fetch(`${cell.url}/readyz`)).status).toBe(200);
    await first.leave();
    await waitUntil(() => cell.stats().sockets === 1);
    await TestClient.connect(cell.url);
  });

  it('gets no compression, whose memory is for the sender to choose', async () => {
    const cell = await startTestCell();
    const client = await TestClient.connect(cell.url, { perMessageDeflate: true });
    expect(client.socket.extensions).toBe('');
  });

  it('is plain HTTP without the header', async () => {
    const cell = await startTestCell();
    expect((await fetch(`${cell.url}/v1/signal`)).status).toBe(404);
  });
});
