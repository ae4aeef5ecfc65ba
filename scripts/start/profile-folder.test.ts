import { describe, expect, it } from 'vitest';
import type { Environment } from './environment.ts';
import { profileFolder, usedBefore } from './profile-folder.ts';

const linux: Environment = { platform: 'linux', env: {}, home: '/home/ada', uid: 1000 };
const chromium = { name: 'Chromium', path: '/usr/bin/chromium', snap: false } as const;
const brave = { name: 'Brave', path: '/usr/bin/brave', snap: false } as const;

describe('the profile folder', () => {
  it('follows the data folder of the system', () => {
    expect(profileFolder(linux, chromium)).toBe(
      '/home/ada/.local/share/drawbridge/browser-chromium',
    );
    expect(profileFolder({ ...linux, env: { XDG_DATA_HOME: '/data' } }, chromium)).toBe(
      '/data/drawbridge/browser-chromium',
    );
    expect(
      profileFolder({ ...linux, platform: 'darwin', home: '/Users/ada' }, { ...chromium }),
    ).toBe('/Users/ada/Library/Application Support/Drawbridge/browser-chromium');
    expect(
      profileFolder(
        { platform: 'win32', env: { LOCALAPPDATA: 'C:\\L' }, home: 'C:\\ada', uid: undefined },
        chromium,
      ),
    ).toBe('C:\\L\\Drawbridge\\browser-chromium');
  });

  it('ignores a relative XDG_DATA_HOME, as its specification asks', () => {
    expect(profileFolder({ ...linux, env: { XDG_DATA_HOME: 'data' } }, chromium)).toContain(
      '/home/ada/.local/share/',
    );
  });

  it('has no hidden part for a Snap browser', () => {
    const folder = profileFolder(
      { ...linux, env: { XDG_DATA_HOME: '/home/ada/.local/share' } },
      { ...chromium, snap: true },
    );
    expect(folder).toBe('/home/ada/Drawbridge/browser-chromium');
    expect(folder).not.toContain('/.');
  });
});

describe('which browser to take', () => {
  it('is the one that has boards already', () => {
    const folder = profileFolder(linux, brave);
    expect(usedBefore(linux, [chromium, brave], (path) => path === folder)).toEqual([
      brave,
      chromium,
    ]);
  });

  it('is the preferred one on first use', () => {
    expect(usedBefore(linux, [chromium, brave], () => false)).toEqual([chromium, brave]);
  });
});
