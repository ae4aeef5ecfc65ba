import { describe, expect, it } from 'vitest';
import { fetchCellConfig, isMixedContent, signalUrl } from './cell-config.ts';

const answering =
  (status: number, body: string): typeof fetch =>
  async () =>
    new Response(body, { status });
const config = { product: 'drawbridge', protocol: 1, iceServers: [{ urls: 'stun:cell.example' }] };

describe("a cell's configuration", () => {
  it('names the ICE servers to use', async () => {
    expect(
      await fetchCellConfig('https://cell.example', answering(200, JSON.stringify(config))),
    ).toEqual({ ok: true, config });
  });

  it.each([
    ['is down', async () => Promise.reject(new TypeError('Failed to fetch')), 'unreachable'],
    ['is overloaded', answering(503, 'busy'), 'refused'],
    ['is another web server', answering(200, '<!doctype html>'), 'not-a-cell'],
    ['knows no such address', answering(404, '{}'), 'not-a-cell'],
    ['is another product', answering(200, '{"product":"other"}'), 'bad-answer'],
    ['answers rubbish', answering(200, JSON.stringify({ ...config, iceServers: 7 })), 'bad-answer'],
    [
      'is newer than we are',
      answering(200, JSON.stringify({ ...config, protocol: 2 })),
      'newer-protocol',
    ],
  ])('of a cell that %s gives a code, not an exception', async (_name, fetchFunction, code) => {
    expect(await fetchCellConfig('https://cell.example', fetchFunction)).toMatchObject({
      ok: false,
      code,
    });
  });

  it('tells the signaling address', () => {
    expect(signalUrl('https://cell.example')).toBe('wss://cell.example/v1/signal');
    expect(signalUrl('http://127.0.0.1:4444')).toBe('ws://127.0.0.1:4444/v1/signal');
  });

  it('knows what a browser will not allow', () => {
    expect(isMixedContent('http://10.0.0.5:4444', 'https:')).toBe(true);
    expect(isMixedContent('http://127.0.0.1:4444', 'https:')).toBe(false);
    expect(isMixedContent('https://cell.example', 'https:')).toBe(false);
    expect(isMixedContent('http://10.0.0.5:4444', 'drawbridge-app:')).toBe(false);
  });
});
