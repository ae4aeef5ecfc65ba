import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type BuiltInCell, type BuiltInCellOptions, startBuiltInCell } from './built-in-cell.ts';
import { hostRoutes, isFromThisComputer } from './host-routes.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function start(options: BuiltInCellOptions = {}): Promise<BuiltInCell> {
  const cell = await startBuiltInCell({ port: 0, routes: hostRoutes, ...options });
  stops.push(() => cell.stop());
  return cell;
}

const share = (cell: BuiltInCell, headers: Record<string, string>, base = cell.origin) =>
  fetch(`${base}/v1/host/share-on-network`, { method: 'POST', headers, body: '{}' });

describe('the built-in cell', () => {
  it('answers on this computer as a cell', async () => {
    const cell = await start();
    expect(cell.origin).toBe(`http://127.0.0.1:${cell.port}`);
    const config = await (await fetch(`${cell.origin}/v1/config`)).json();
    expect(config).toMatchObject({ product: 'drawbridge' });
    expect(cell.network()).toEqual({ shared: false, origins: [] });
  });

  it('refuses a port that is in use, with a code', async () => {
    const first = await start();
    await expect(startBuiltInCell({ port: first.port })).rejects.toMatchObject({
      code: 'port-in-use',
    });
  });

  it('opens to the network on request, and names this computer’s addresses', async () => {
    const cell = await start({ addresses: () => ['127.0.0.1'] });
    const result = await cell.shareOnNetwork();
    expect(result).toMatchObject({ ok: true });
    const [origin] = cell.network().origins;
    expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${origin}/livez`)).status).toBe(200);
    expect(await cell.shareOnNetwork()).toEqual(result);
  });

  it('moves to a neighbouring port when the same one is taken on the network', async () => {
    const cell = await start({ addresses: () => ['192.0.2.7'] });
    const other = createServer();
    await new Promise<void>((done) => other.listen(cell.port + 1, '0.0.0.0', done));
    stops.push(() => new Promise((done) => other.close(done)));
    const result = await cell.shareOnNetwork();
    expect(result.ok).toBe(true);
    expect(result.ok && result.origins[0]).not.toBe(`http://192.0.2.7:${cell.port + 1}`);
  });

  it('says so when there is no network', async () => {
    const cell = await start({ addresses: () => [] });
    expect(await cell.shareOnNetwork()).toMatchObject({ ok: false, code: 'no-network' });
    expect(cell.network().shared).toBe(false);
  });
});

describe('the host’s routes', () => {
  const JSON_TYPE = { 'content-type': 'application/json' };

  it('describe the host', async () => {
    const cell = await start();
    expect(await (await fetch(`${cell.origin}/v1/host`)).json()).toEqual({
      host: 'launcher',
      network: { shared: false, origins: [] },
    });
  });

  it('share on the network for the page that they serve', async () => {
    const cell = await start({ addresses: () => ['192.0.2.7'] });
    const answer = await share(cell, { ...JSON_TYPE, origin: cell.origin });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ ok: true });
    expect(cell.network().shared).toBe(true);
  });

  it.each([
    ['no origin', JSON_TYPE],
    ['a foreign origin', { ...JSON_TYPE, origin: 'https://evil.example' }],
    ['an opaque origin', { ...JSON_TYPE, origin: 'null' }],
    ['a loopback origin of another port', { ...JSON_TYPE, origin: 'http://127.0.0.1:1' }],
  ])('refuse a request with %s', async (_case, headers) => {
    const cell = await start({ addresses: () => ['192.0.2.7'] });
    expect((await share(cell, headers)).status).toBe(403);
    expect(cell.network().shared).toBe(false);
  });

  it('refuse a form', async () => {
    const cell = await start({ addresses: () => ['192.0.2.7'] });
    const form = { 'content-type': 'text/plain', origin: cell.origin };
    expect((await share(cell, form)).status).toBe(403);
    expect(cell.network().shared).toBe(false);
  });

  it('are there for this computer only', () => {
    const request = (remoteAddress: string | undefined, host: string) => ({
      remoteAddress,
      headers: { host },
    });
    expect(isFromThisComputer(request('127.0.0.1', '127.0.0.1:47600'))).toBe(true);
    expect(isFromThisComputer(request('::ffff:127.0.0.1', 'localhost:47600'))).toBe(true);
    expect(isFromThisComputer(request('::1', '[::1]:47600'))).toBe(true);
    expect(isFromThisComputer(request('192.168.1.9', '127.0.0.1:47600'))).toBe(false);
    expect(isFromThisComputer(request(undefined, '127.0.0.1:47600'))).toBe(false);
    expect(isFromThisComputer(request('127.0.0.1', 'rebound.example:47600'))).toBe(false);
    expect(isFromThisComputer(request('127.0.0.1', '127.0.0.1.evil.example'))).toBe(false);
  });
});
