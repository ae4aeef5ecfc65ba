import { defineConfig } from '@playwright/test';
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
  workers: '50%',
  fullyParallel: true,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  projects: [
    { name: 'stand-in', use: { host: 'stand-in' } },
    ...(process.env[ELECTRON_VARIABLE] === undefined
      ? []
      : [{ name: 'electron', grep: /@both/, use: { host: 'electron' as const } }]),
  ],
});
