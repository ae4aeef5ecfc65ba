import { describe, expect, it } from 'vitest';
import { type ChromiumSystem, findChromium, installCommands } from './chromium.ts';

function system(files: readonly string[], change: Partial<ChromiumSystem> = {}): ChromiumSystem {
  return {
    platform: 'linux',
    env: {},
    uid: 1000,
    exists: (path) => files.includes(path),
    playwrightPath: () => '/cache/playwright/chrome',
    ...change,
  };
}

describe('the browser for tests', () => {
  it('is the one that was named', () => {
    const env = { DRAWBRIDGE_CHROMIUM: '/opt/chrome' };
    expect(findChromium(system(['/opt/chrome', '/usr/bin/chromium'], { env }))).toBe('/opt/chrome');
  });

  it('is no other one when the named one is missing', () => {
    const env = { DRAWBRIDGE_CHROMIUM: '/opt/chrome' };
    expect(() => findChromium(system(['/usr/bin/chromium'], { env }))).toThrow('/opt/chrome');
  });

  it('is the system’s Chromium, then Chrome, then Edge, then Playwright’s own', () => {
    const order = [
      '/usr/bin/chromium',
      '/usr/bin/google-chrome',
      '/usr/bin/microsoft-edge',
      '/cache/playwright/chrome',
    ];
    for (const [index, expected] of order.entries()) {
      expect(findChromium(system(order.slice(index).reverse()))).toBe(expected);
    }
    expect(findChromium(system([]))).toBeUndefined();
  });

  it('is found on macOS and Windows', () => {
    const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findChromium(system([mac], { platform: 'darwin' }))).toBe(mac);
    const edge = 'C:\\P\\Microsoft\\Edge\\Application\\msedge.exe';
    const env = { 'PROGRAMFILES(X86)': 'C:\\P' };
    expect(findChromium(system([edge], { platform: 'win32', env }))).toBe(edge);
  });
});

describe('installing one', () => {
  const labels = (change: Partial<ChromiumSystem>) =>
    installCommands(system(['/usr/bin/apt-get'], change)).map(({ label }) => label);

  it('uses the package manager only as root on Debian or Ubuntu', () => {
    expect(labels({ uid: 0 })).toEqual(['playwright install chromium', 'apt-get install chromium']);
    expect(labels({})).toEqual(['playwright install chromium']);
    expect(labels({ uid: 0, platform: 'darwin' })).toEqual(['playwright install chromium']);
  });
});
