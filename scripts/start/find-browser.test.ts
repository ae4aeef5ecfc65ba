import { describe, expect, it } from 'vitest';
import type { Environment } from './environment.ts';
import { type FileView, findBrowsers } from './find-browser.ts';

const linux: Environment = {
  platform: 'linux',
  env: { PATH: '/home/ada/bin:/usr/bin' },
  home: '/home/ada',
  uid: 1000,
};

function disk(files: Record<string, string>, links: Record<string, string> = {}): FileView {
  return {
    exists: (path) => path in files,
    realPath: (path) => links[path] ?? path,
    head: (path) => files[path] ?? '',
  };
}

describe('finding a browser on Linux', () => {
  it('finds none on an empty system', () => {
    expect(findBrowsers(linux, disk({}))).toEqual([]);
  });

  it('prefers Chromium, then Chrome, Edge and Brave', () => {
    const files = disk({
      '/usr/bin/brave-browser': 'ELF',
      '/usr/bin/microsoft-edge': 'ELF',
      '/usr/bin/google-chrome': 'ELF',
      '/usr/bin/chromium': 'ELF',
    });
    expect(findBrowsers(linux, files).map(({ name }) => name)).toEqual([
      'Chromium',
      'Chrome',
      'Edge',
      'Brave',
    ]);
  });

  it('searches PATH first, and the usual folders without one', () => {
    const files = disk({ '/home/ada/bin/chromium': 'ELF', '/usr/bin/chromium': 'ELF' });
    expect(findBrowsers(linux, files)[0]?.path).toBe('/home/ada/bin/chromium');
    expect(findBrowsers({ ...linux, env: {} }, files)[0]?.path).toBe('/usr/bin/chromium');
  });

  it('takes a distribution’s own wrapper script for what it is', () => {
    const files = disk({ '/usr/bin/chromium': '#!/bin/sh\nexec /usr/lib/chromium/chromium "$@"' });
    expect(findBrowsers(linux, files)[0]).toMatchObject({ snap: false });
  });

  it.each([
    ['its folder', disk({ '/snap/bin/chromium': 'ELF' })],
    ['a link', disk({ '/usr/bin/chromium': 'ELF' }, { '/usr/bin/chromium': '/usr/bin/snap' })],
    [
      'the script that runs it',
      disk({ '/usr/bin/chromium-browser': '#!/bin/sh\nexec /snap/bin/chromium "$@"' }),
    ],
  ])('recognises Snap by %s', (_how, files) => {
    expect(findBrowsers(linux, files)).toMatchObject([{ name: 'Chromium', snap: true }]);
  });
});

describe('finding a browser elsewhere', () => {
  it('looks into both application folders of macOS', () => {
    const files = disk({
      '/Users/ada/Applications/Google Chrome.app/Contents/MacOS/Google Chrome': '',
    });
    const mac: Environment = { platform: 'darwin', env: {}, home: '/Users/ada', uid: 501 };
    expect(findBrowsers(mac, files)).toMatchObject([{ name: 'Chrome', snap: false }]);
  });

  it('looks into the program folders of Windows', () => {
    const path = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    const windows: Environment = {
      platform: 'win32',
      env: { PROGRAMFILES: 'C:\\Program Files', 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' },
      home: 'C:\\Users\\ada',
      uid: undefined,
    };
    expect(findBrowsers(windows, disk({ [path]: '' }))).toEqual([
      { name: 'Edge', path, snap: false },
    ]);
  });
});
