import { describe, expect, it } from 'vitest';
import { askLauncherToShare } from './web.ts';

describe('opening the host of a page to the network', () => {
  const answered = (response: Response) => askLauncherToShare(async () => response);

  it('answers the launcher’s origins', async () => {
    const result = { ok: true, origins: ['http://192.168.1.5:47601'] };
    expect(await answered(Response.json(result))).toEqual(result);
  });

  it('passes on why the launcher could not', async () => {
    const result = { ok: false, code: 'no-network', message: 'This computer is on no network.' };
    expect(await answered(Response.json(result))).toEqual(result);
  });

  it('is sent as the request that the launcher accepts', async () => {
    const sent: RequestInit[] = [];
    await askLauncherToShare(async (_path, init) => {
      sent.push(init ?? {});
      return new Response(null, { status: 404 });
    });
    expect(sent).toEqual([
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' },
    ]);
  });

  it.each([
    ['has no such route', new Response(null, { status: 404 })],
    ['takes no POST', new Response(null, { status: 405 })],
    ['answers everything with a page', new Response('<!doctype html>')],
    ['answers other JSON', Response.json({ ok: 'yes' })],
  ])('is not supported by a server that %s', async (_what, response) => {
    expect(await answered(response)).toMatchObject({ ok: false, code: 'not-supported' });
  });

  it('fails with a reason when the host is gone or refuses', async () => {
    expect(
      await askLauncherToShare(async () => {
        throw new TypeError('Failed to fetch');
      }),
    ).toMatchObject({ code: 'failed', message: 'Failed to fetch' });
    expect(await answered(new Response(null, { status: 403 }))).toMatchObject({ code: 'failed' });
  });
});
