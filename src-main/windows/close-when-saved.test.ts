import { describe, expect, it } from 'vitest';
import { type ClosingWindow, closeWhenSaved } from './close-when-saved.ts';

function closing({ hasPage = true, limitMs = 60_000 } = {}) {
  const happened: string[] = [];
  let onClose: (event: { preventDefault(): void }) => void = () => undefined;
  let isDestroyed = false;
  const window: ClosingWindow = {
    on: (_event, listener) => {
      onClose = listener;
    },
    hide: () => happened.push('hidden'),
    destroy: () => {
      isDestroyed = true;
      happened.push('destroyed');
    },
    isDestroyed: () => isDestroyed,
  };
  const ready = closeWhenSaved(window, {
    askPage: () => {
      happened.push('asked');
      return hasPage;
    },
    onSilent: () => happened.push('silent'),
    limitMs,
  });
  const close = (): void => {
    let isPrevented = false;
    onClose({
      preventDefault: () => {
        isPrevented = true;
      },
    });
    if (!isPrevented) happened.push('closed at once');
  };
  return { happened, ready, close };
}

describe('a window that is closed', () => {
  it('goes out of sight at once, and away when its page is ready', () => {
    const { happened, ready, close } = closing();
    close();
    expect(happened).toEqual(['asked', 'hidden']);
    ready();
    expect(happened).toEqual(['asked', 'hidden', 'destroyed']);
  });

  it('asks its page once, however often it is closed', () => {
    const { happened, close } = closing();
    close();
    close();
    expect(happened).toEqual(['asked', 'hidden']);
  });

  it('does not wait for a page that is silent', async () => {
    const { happened, ready, close } = closing({ limitMs: 20 });
    close();
    await expect.poll(() => happened).toEqual(['asked', 'hidden', 'silent', 'destroyed']);
    ready();
    expect(happened).toHaveLength(4);
  });

  it('closes at once when there is no page to ask', () => {
    const { happened, close } = closing({ hasPage: false });
    close();
    expect(happened).toEqual(['asked', 'closed at once']);
  });

  it('stays when a page says that it is ready, and nobody closes it', () => {
    const { happened, ready } = closing();
    ready();
    expect(happened).toEqual([]);
  });
});
