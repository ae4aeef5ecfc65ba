import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  APP_CONTENT_SECURITY_POLICY,
  APP_ORIGIN,
  createAppFileHandler,
  isAppUrl,
  PRIVILEGED_SCHEMES,
} from './app-scheme.ts';

let folder = '';
let ask: (path: string, method?: string) => Promise<Response>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drawbridge-scheme-'));
  await mkdir(join(folder, 'renderer/assets'), { recursive: true });
  await writeFile(join(folder, 'renderer/index.html'), '<!doctype html>');
  await writeFile(join(folder, 'renderer/assets/a.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  const handle = createAppFileHandler(join(folder, 'renderer'));
  ask = (path, method = 'GET') =>
    handle(new Request(path.startsWith('/') ? APP_ORIGIN + path : path, { method }));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the app’s scheme', () => {
  it('is a secure context with an origin', () => {
    expect(PRIVILEGED_SCHEMES).toHaveLength(1);
    expect(PRIVILEGED_SCHEMES[0]?.privileges).toMatchObject({ standard: true, secure: true });
    expect(PRIVILEGED_SCHEMES[0]?.privileges).not.toHaveProperty('bypassCSP');
  });

  it('serves the renderer with its policy and types', async () => {
    const page = await ask('/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toBe(APP_CONTENT_SECURITY_POLICY);
    expect((await ask('/assets/a.js')).headers.get('content-type')).toContain('javascript');
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%00',
    '/absent',
    '/assets',
  ])('serves nothing at %s', async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('secret');
  });

  it('fails, rather than show a page of its own, when the start page is missing', async () => {
    const handle = createAppFileHandler(join(folder, 'elsewhere'));
    expect((await handle(new Request(`${APP_ORIGIN}/`))).type).toBe('error');
    expect((await handle(new Request(`${APP_ORIGIN}/assets/a.js`))).status).toBe(404);
  });

  it('serves no other host, and takes no writes', async () => {
    expect((await ask('drawbridge-app://other/index.html')).status).toBe(404);
    expect((await ask('/', 'POST')).status).toBe(405);
  });

  it('allows neither inline scripts nor eval', () => {
    const scripts = APP_CONTENT_SECURITY_POLICY.split('; ').find((part) =>
      part.startsWith('script-src'),
    );
    expect(scripts).toBe("script-src 'self'");
  });

  it.each([
    ['drawbridge-app://app/', true],
    ['drawbridge-app://app/index.html#board=x', true],
    ['drawbridge-app://app.evil/', false],
    ['https://app/', false],
    ['file:///etc/passwd', false],
    ['not a url', false],
  ])('takes %s for its own: %s', (url, expected) => {
    expect(isAppUrl(url)).toBe(expected);
  });
});
