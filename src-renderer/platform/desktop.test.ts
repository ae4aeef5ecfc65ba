import { describe, expect, it } from 'vitest';
import type { DesktopApi } from '../../src-main/desktop-api.ts';
import { createDesktopPlatform } from './desktop.ts';

function desktop() {
  const waiting: string[] = [];
  const onLink = new Set<() => void>();
  const titles: string[] = [];
  const onClosing = new Set<() => void>();
  const told: string[] = [];
  const api: DesktopApi = {
    cellOrigin: async () => 'http://127.0.0.1:47600',
    shareOnNetwork: async () => ({ ok: true, origins: [] }),
    copyText: async () => true,
    saveFile: async () => ({ ok: true }),
    pickFile: async () => null,
    setTitle: async (title) => {
      titles.push(title);
      return null;
    },
    setMenu: async () => null,
    setTheme: async () => null,
    takeOpenLinks: async () => waiting.splice(0),
    onCommand: () => () => undefined,
    onOpenLink: (listener) => {
      onLink.add(listener);
      return () => onLink.delete(listener);
    },
    onClosing: (listener) => {
      onClosing.add(listener);
      return () => onClosing.delete(listener);
    },
    readyToClose: async () => {
      told.push('ready to close');
      return null;
    },
  };
  const page = { title: '' };
  return {
    titles,
    told,
    page,
    close: () => {
      for (const listener of onClosing) listener();
    },
    platform: createDesktopPlatform(api, page),
    open(link: string) {
      waiting.push(link);
      for (const listener of onLink) listener();
    },
  };
}

describe('the platform of the desktop app', () => {
  it('hands over links that came before anybody listened, and later ones, each once', async () => {
    const { platform, open } = desktop();
    open('drawbridge://join?cell=a');
    const links: string[] = [];
    const stop = platform.onOpenLink((link) => links.push(link));
    open('drawbridge://join?cell=b');
    await expect
      .poll(() => links)
      .toEqual(['drawbridge://join?cell=a', 'drawbridge://join?cell=b']);
    stop();
    open('drawbridge://join?cell=c');
    await Promise.resolve();
    expect(links).toHaveLength(2);
  });

  it('lets the window close once what must be done before is done, or has failed', async () => {
    const { platform, told, close } = desktop();
    let finish: () => void = () => undefined;
    const stop = platform.onClosing(
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );
    close();
    expect(told).toEqual([]);
    finish();
    await expect.poll(() => told).toEqual(['ready to close']);
    stop();
    platform.onClosing(() => Promise.reject(new Error('disk full')));
    close();
    await expect.poll(() => told).toHaveLength(2);
  });

  it('names the window and the page', () => {
    const { platform, titles, page } = desktop();
    platform.setTitle('Ideas – Drawbridge');
    expect(page.title).toBe('Ideas – Drawbridge');
    expect(titles).toEqual(['Ideas – Drawbridge']);
  });
});
