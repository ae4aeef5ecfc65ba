import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RawConnection } from '../testing/raw-connection.ts';
import { startTestCell } from '../testing/test-cell.ts';
import { relativeFileOf } from './static-files.ts';

const SECRET = 'not for guests';
let folder = '';
let webRoot = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drawbridge-static-'));
  webRoot = join(folder, 'web');
  await mkdir(join(webRoot, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), SECRET);
  await writeFile(join(webRoot, '.hidden'), SECRET);
  await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>Drawbridge</title>');
  await writeFile(join(webRoot, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(webRoot, 'assets/index-D4f_9a-Q.js'), 'export {};');
  await writeFile(join(webRoot, 'assets/plain.css'), 'a{}');
});
afterEach(() => rm(folder, { recursive: true }));

const start = () => startTestCell({ webRoot });

/** One request as it is, without the tidying of paths that `fetch` does. */
async function request(url: string, line: string): Promise<RawConnection> {
  const connection = await RawConnection.open(url);
  connection.write(`${line} HTTP/1.1\r\nhost: cell.test\r\nconnection: close\r\n\r\n`);
  await connection.closed();
  return connection;
}

describe('the web client', () => {
  it('is served with its types', async () => {
    const { url } = await start();
    const typeOf = async (path: string): Promise<string | null> => {
      const response = await fetch(url + path);
      expect(response.status).toBe(200);
      return response.headers.get('content-type');
    };
    expect(await typeOf('/')).toBe('text/html; charset=utf-8');
    expect(await typeOf('/index.html')).toBe('text/html; charset=utf-8');
    expect(await typeOf('/?utm=1')).toBe('text/html; charset=utf-8');
    expect(await typeOf('/favicon.svg')).toBe('image/svg+xml');
    expect(await typeOf('/assets/index-D4f_9a-Q.js')).toBe('text/javascript; charset=utf-8');
    expect(await typeOf('/assets/plain.css')).toBe('text/css; charset=utf-8');
  });

  it('is sent compressed to those who take that, where the build has made such files', async () => {
    const code = 'export const text = "much of it";'.repeat(100);
    const [brotli, gzipped] = [brotliCompressSync(code), gzipSync(code)];
    await writeFile(join(webRoot, 'assets/large-D4f_9a-Q.js'), code);
    await writeFile(join(webRoot, 'assets/large-D4f_9a-Q.js.br'), brotli);
    await writeFile(join(webRoot, 'assets/large-D4f_9a-Q.js.gz'), gzipped);
    const { url } = await start();
    const get = async (accepted: string) => {
      const path = `${url}/assets/large-D4f_9a-Q.js`;
      const response = await fetch(path, { headers: { 'accept-encoding': accepted } });
      const { headers } = response;
      expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
      expect(headers.get('vary')).toBe('accept-encoding');
      expect(await response.text()).toBe(code);
      return [headers.get('content-encoding'), Number(headers.get('content-length'))];
    };
    expect(await get('gzip, deflate, br')).toEqual(['br', brotli.length]);
    expect(await get('gzip;q=0.5, br;q=0')).toEqual(['gzip', gzipped.length]);
    expect(await get('identity')).toEqual([null, code.length]);
    const page = await fetch(url, { headers: { 'accept-encoding': 'br' } });
    expect(page.headers.get('content-encoding')).toBeNull();
  });

  it('comes with strict headers', async () => {
    const { url } = await start();
    const { headers } = await fetch(url);
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'self'; script-src 'self';/,
    );
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    // Another page may ask the cell that a link names.
    const config = await fetch(`${url}/v1/config`);
    expect(config.headers.get('cross-origin-resource-policy')).toBeNull();
  });

  it('is kept for good where the name has a hash, and asked for again elsewhere', async () => {
    const { url } = await start();
    const cachingOf = async (path: string) =>
      (await fetch(url + path)).headers.get('cache-control');
    expect(await cachingOf('/')).toBe('no-cache');
    expect(await cachingOf('/assets/plain.css')).toBe('no-cache');
    expect(await cachingOf('/assets/index-D4f_9a-Q.js')).toBe(
      'public, max-age=31536000, immutable',
    );
  });

  it('answers 304 until a file changes', async () => {
    const { url } = await start();
    const etag = (await fetch(url)).headers.get('etag') ?? '';
    const again = () => fetch(url, { headers: { 'if-none-match': etag } });
    expect((await again()).status).toBe(304);
    await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>Drawbridge 2</title>');
    expect((await again()).status).toBe(200);
  });

  it('carries the security headers on every answer', async () => {
    const { url } = await start();
    for (const path of ['/', '/nothing', '/livez', '/v1/config']) {
      const { headers } = await fetch(url + path);
      expect(headers.get('content-security-policy')).toContain("script-src 'self';");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('answers HEAD without a body, and other methods with 405', async () => {
    const { url } = await start();
    const head = await fetch(url, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(0);
    expect(await head.text()).toBe('');
    const post = await fetch(url, { method: 'POST', body: 'x'.repeat(100_000) });
    expect(post.status).toBe(405);
    expect(post.headers.get('allow')).toBe('GET, HEAD');
  });

  it.each(['/nothing', '/assets', '/assets/', '/favicon.svg/', '/index.html.map'])(
    'has no %s',
    async (path) => {
      const { url } = await start();
      expect((await fetch(url + path)).status).toBe(404);
    },
  );
});

describe('files outside of the web client', () => {
  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '//secret.txt',
    '/./../secret.txt',
    '/.hidden',
    '/assets/%00',
    '/%',
    '/C:/secret.txt',
    '/link.txt',
    '/linked/secret.txt',
  ])('are not served: %s', async (path) => {
    await symlink(join(folder, 'secret.txt'), join(webRoot, 'link.txt'));
    await symlink(folder, join(webRoot, 'linked'));
    const { url } = await start();
    const answer = await request(url, `GET ${path}`);
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain(SECRET);
  });

  it.each(['GET http://cell.test/', 'GET *', 'OPTIONS *'])(
    'are not named by other forms of a target: %s',
    async (line) => {
      const { url } = await start();
      expect((await request(url, line)).status).toBe(400);
    },
  );

  it('have no relative path', () => {
    expect(relativeFileOf('/a/b.js')).toBe('a/b.js');
    expect(relativeFileOf('/')).toBe('index.html');
    for (const path of ['', 'a', '/a//b', '/a/../b', '/%2E%2E', '/a\\b', '/a\0b', '/%E0%A4%A']) {
      expect(relativeFileOf(path)).toBeUndefined();
    }
  });
});

describe('without a built web client', () => {
  it.each([{ options: {} }, { options: { webRoot: '/nonexistent/web' } }])(
    'the start page says how to build it',
    async ({ options }) => {
      const { url } = await startTestCell(options);
      const response = await fetch(url);
      expect(response.status).toBe(503);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await response.text()).toContain('npm run build');
      expect((await fetch(`${url}/other.js`)).status).toBe(404);
    },
  );
});
