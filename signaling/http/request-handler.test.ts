import { describe, expect, it } from 'vitest';
import { cellConfigSchema } from '../protocol.ts';
import { RawConnection } from '../testing/raw-connection.ts';
import { startTestCell } from '../testing/test-cell.ts';
import type { CellRoute } from './cell-route.ts';

describe('health', () => {
  it('is live and ready while listening', async () => {
    const { url } = await startTestCell();
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([200, 'ready\n']);
    expect(ready.headers.get('cache-control')).toBe('no-store');
    expect((await fetch(`${url}/readyz`, { method: 'POST' })).status).toBe(405);
  });
});

describe('the configuration', () => {
  it('names the product, the protocol and the ICE servers, to any origin', async () => {
    const iceServers = [
      { urls: 'stun:stun.example.org:3478' },
      { urls: ['turn:turn.example.org'], username: 'guest', credential: 'pass' },
    ];
    const { url } = await startTestCell({ iceServers });
    const response = await fetch(`${url}/v1/config`);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(cellConfigSchema.parse(await response.json())).toEqual({
      product: 'drawbridge',
      protocol: 1,
      protocols: [1, 2],
      mailbox: { quotaBytes: 64 * 1024 * 1024, keptForMs: 30 * 24 * 60 * 60_000, durable: false },
      iceServers,
    });
  });

  it.each([[{ urls: 'https://example.org' }], [{ urls: [] }], [{ urls: 'turn:turn.example.org' }]])(
    'refuses to start with %j',
    async (server) => {
      await expect(startTestCell({ iceServers: [server] })).rejects.toMatchObject({
        code: 'bad-ice-servers',
      });
    },
  );
});

describe('routes of the embedding host', () => {
  const echo: CellRoute = {
    method: 'POST',
    path: '/v1/host/echo',
    maxBodyBytes: 10,
    handler: ({ body, query }) => ({
      status: 201,
      headers: { 'content-type': 'text/plain' },
      body: `${query.get('greet')} ${body.toString()}`,
    }),
  };
  const status: CellRoute = {
    method: 'GET',
    path: '/v1/host/echo',
    handler: async () => ({ status: 204 }),
  };
  const broken: CellRoute = {
    method: 'GET',
    path: '/v1/host/broken',
    handler: () => {
      throw new Error('with a secret in it');
    },
  };
  const start = () => startTestCell({ routes: [echo, status, broken] });

  it('are asked by method and path', async () => {
    const { url } = await start();
    const post = await fetch(`${url}/v1/host/echo?greet=hello`, { method: 'POST', body: 'world' });
    expect([post.status, await post.text()]).toEqual([201, 'hello world']);
    expect((await fetch(`${url}/v1/host/echo`)).status).toBe(204);
    expect((await fetch(`${url}/v1/host/echo/more`)).status).toBe(404);
    const put = await fetch(`${url}/v1/host/echo`, { method: 'PUT' });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'POST, GET']);
  });

  it('never get more than their cap', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/v1/host/echo`, { method: 'POST', body: 'x'.repeat(11) });
    expect(response.status).toBe(413);
    // Without a length the excess shows only while it arrives.
    const chunked = await RawConnection.open(url);
    chunked.write('POST /v1/host/echo HTTP/1.1\r\nhost: cell.test\r\n');
    chunked.write('transfer-encoding: chunked\r\n\r\n');
    chunked.write('6\r\nxxxxxx\r\n6\r\nxxxxxx\r\n');
    expect(await chunked.answered()).toBe(413);
    await chunked.closed();
  });

  it('fail with 500 and without the cause', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/v1/host/broken`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  });
});
