import { describe, expect, it } from 'vitest';
import { APP_ORIGIN, APP_URL } from './app-scheme.ts';
import { isNavigationAllowed } from './navigation.ts';
import { isPermissionGranted } from './permissions.ts';

describe('permissions', () => {
  it.each(['local-network-access', 'local-network', 'loopback-network'])(
    'let the app reach cells nearby: %s',
    (permission) => {
      expect(isPermissionGranted(permission, APP_URL)).toBe(true);
      expect(isPermissionGranted(permission, APP_ORIGIN)).toBe(true);
    },
  );

  it.each([
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'display-capture',
    'hid',
    'serial',
    'usb',
    'openExternal',
    'fileSystem',
    'unknown',
    'something-of-a-later-version',
  ])('deny %s', (permission) => {
    expect(isPermissionGranted(permission, APP_URL)).toBe(false);
  });

  it('are for the app’s own pages alone', () => {
    expect(isPermissionGranted('clipboard-sanitized-write', APP_URL)).toBe(true);
    for (const url of ['https://evil.example/', 'null', '', 'drawbridge-app://other/']) {
      expect(isPermissionGranted('clipboard-sanitized-write', url)).toBe(false);
    }
  });
});

describe('navigation', () => {
  it('stays within the app', () => {
    expect(isNavigationAllowed(`${APP_URL}#new`)).toBe(true);
    for (const url of [
      'https://example.org/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:text/html,x',
      'drawbridge://join?cell=x',
    ]) {
      expect(isNavigationAllowed(url)).toBe(false);
    }
  });
});
