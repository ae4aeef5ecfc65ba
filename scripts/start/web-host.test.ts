import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWindow, serve } from './web-host.ts';

const stops: (() => unknown)[] = [];
let webRoot = '';
beforeEach(async () => {
  webRoot = await mkdtemp(join(tmpdir(), 'drawbridge-web-'));
  await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>Drawbridge</title>');
  stops.push(() => rm(webRoot, { recursive: true }));
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function serving(port: number, portGiven = true) {
  const result = await serve({ port, portGiven }, webRoot);
  if (result.kind === 'serving') stops.push(() => result.cell.stop());
  return result;
}

describe('serving the app', () => {
  it('serves the built web client together with a cell', async () => {
    const result = await serving(0);
    if (result.kind !== 'serving') throw new Error(result.kind);
    expect(await (await fetch(`${result.cell.origin}/`)).text()).toContain('Drawbridge');
    expect((await fetch(`${result.cell.origin}/v1/host`)).status).toBe(200);
  });

  it('finds the Drawbridge that runs already', async () => {
    const first = await serving(0);
    if (first.kind !== 'serving') throw new Error(first.kind);
    expect(await serving(first.cell.port, false)).toEqual({
      kind: 'running',
      origin: first.cell.origin,
    });
  });

  it('names a foreign program on its port, and takes no other port', async () => {
    const other = createServer((_request, response) => {
      response.writeHead(401, { server: 'gunicorn' }).end();
    });
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    stops.push(() => new Promise((done) => other.close(done)));
    const { port } = other.address() as AddressInfo;
    const result = await serving(port, false);
    expect(result).toMatchObject({ kind: 'refused' });
    const message = result.kind === 'refused' ? result.message : '';
    expect(message).toContain('answers HTTP 401 with "gunicorn"');
    expect(message).toContain('--port');
  });
});

describe('opening a window', () => {
  it('prints the address where there is no display', async () => {
    const said: string[] = [];
    const environment = { platform: 'linux', env: {}, home: '/', uid: 1000 } as const;
    expect(await openWindow(environment, 'http://127.0.0.1:1', (line) => said.push(line))).toBe(
      undefined,
    );
    expect(said).toEqual(['There is no display: open http://127.0.0.1:1 in a browser.']);
  });
});
