import { defineConfig } from '@playwright/test';
import { findChromium } from './tests/support/chromium.ts';
import { chromiumArguments } from './tests/support/launch.ts';
import { PATIENCE_MS } from './tests/support/patience.ts';

const executablePath = findChromium();

/**
 * End-to-end tests in a real Chromium, attacks and broken networks among them. Two files at a time: most of a test is
 * waiting for browsers, networks and time limits. For figures, `--workers=1` on a quiet machine.
 */
export default defineConfig({
  testDir: 'tests',
  testMatch: [
    '**/tests/e2e/**/*.spec.ts',
    '**/tests/security/**/*.spec.ts',
    '**/tests/chaos/**/*.spec.ts',
  ],
  outputDir: 'test-results',
  workers: 2,
  retries: 0,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  timeout: 4 * PATIENCE_MS,
  expect: { timeout: PATIENCE_MS },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    // Requests, console and actions; filming every page would take longer than the tests.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      args: chromiumArguments(),
      ...(executablePath === undefined ? {} : { executablePath }),
    },
  },
});
