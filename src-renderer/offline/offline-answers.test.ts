import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerFor, type OfflineOptions, PAGE_TIMEOUT_MS } from './offline-answers.ts';

const ROOT = 'https://board.example.org/';
const ASSET = `${ROOT}assets/index-abcdefgh.js`;

function scene(stored: Record<string, string>, network: (url: string) => Promise<Response>) {
  const kept = new Map(Object.entries(stored));
  const asked: string[] = [];
  const options: OfflineOptions = {
    root: ROOT,
    store: {
      read: async (url) => {
        const text = kept.get(url);
        return text === undefined ? undefined : new Response(text);
      },
      write: async (url, response) => {
        kept.set(url, await response.text());
      },
    },
    fetch: (request) => {
      asked.push(request.url);
      return network(request.url);
    },
  };
  const ask = async (url: string, mode = 'navigate', method = 'GET') => {
    const request = new Request(url, { method });
    Object.defineProperty(request, 'mode', { value: mode });
    const answer = answerFor(request, options);
    return answer && (await answer).text();
  };
  return { ask, asked, kept };
}

const offline = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));

describe('the web client without a network', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('shows the page of the network where that answers, also with a board in the address', async () => {
    const { ask } = scene({ [ROOT]: 'old' }, async () => new Response('new'));
    expect(await ask(ROOT)).toBe('new');
    expect(await ask(`${ROOT}?x=1#v1.room`)).toBe('new');
  });

  it('shows the stored page where there is none, or an error of a proxy', async () => {
    expect(await scene({ [ROOT]: 'stored' }, offline).ask(ROOT)).toBe('stored');
    const broken = scene({ [ROOT]: 'stored' }, async () => new Response('', { status: 502 }));
    expect(await broken.ask(ROOT)).toBe('stored');
  });

  it('shows the stored page where the network says nothing for three seconds', async () => {
    const { ask } = scene({ [ROOT]: 'stored' }, () => new Promise(() => undefined));
    const answer = ask(ROOT);
    await vi.advanceTimersByTimeAsync(PAGE_TIMEOUT_MS);
    expect(await answer).toBe('stored');
  });

  it('takes its files from the store, and keeps those that it lacks', async () => {
    const { ask, asked, kept } = scene({ [ASSET]: 'code' }, async () => new Response('font'));
    expect(await ask(ASSET, 'no-cors')).toBe('code');
    expect(asked).toEqual([]);
    const font = `${ROOT}assets/inter-abcdefgh.woff2`;
    expect(await ask(font, 'no-cors')).toBe('font');
    expect(kept.get(font)).toBe('font');
  });

  it('has nothing to do with what the cell answers', async () => {
    const { ask } = scene({ [ROOT]: 'page' }, offline);
    for (const path of ['v1/config', 'v1/events', 'livez', 'metrics', 'admin', 'launch']) {
      expect(await ask(ROOT + path)).toBeUndefined();
    }
    expect(await ask('https://elsewhere.example.org/assets/x.js')).toBeUndefined();
    expect(await ask(ROOT, 'cors')).toBeUndefined();
    expect(await ask(ROOT, 'navigate', 'POST')).toBeUndefined();
  });
});
