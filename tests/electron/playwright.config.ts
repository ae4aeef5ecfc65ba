import { defineConfig } from '@playwright/test';
import { PATIENCE_MS } from '../support/patience.ts';
import { ELECTRON_VARIABLE } from './harness/electron-app.ts';
import type { Host } from './harness/test.ts';

/**
 * The built desktop app: in the stand-in, which needs nothing but a Chromium, and the scenes with
 * `@both` in Electron itself where the gate names its executable. What only Electron can prove is
 * in docs/testing.md.
 */
export default defineConfig<object, { host: Host }>({
  testDir: 'scenes',
  outputDir: '../../test-results/electron',
  // Each scene has processes, ports and folders of its own, and none measures time.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 3 * PATIENCE_MS,
  expect: { timeout: PATIENCE_MS },
  reporter: [['list']],
  projects: [
    { name: 'stand-in', use: { host: 'stand-in' } },
    ...(process.env[ELECTRON_VARIABLE] === undefined
      ? []
      : [{ name: 'electron', grep: /@both/, use: { host: 'electron' as const } }]),
  ],
});
