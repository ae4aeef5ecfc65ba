import { defineConfig } from '@playwright/test';
import { findChromium } from './tests/support/chromium.ts';
import { chromiumArguments } from './tests/support/launch.ts';

const executablePath = findChromium();

/**
 * End-to-end tests in a real Chromium, attacks and broken networks among them. One at a time: they measure times, and
 * machines are small.
 */
export default defineConfig({
  testDir: 'tests',
  testMatch: [
    '**/tests/e2e/**/*.spec.ts',
    '**/tests/security/**/*.spec.ts',
    '**/tests/chaos/**/*.spec.ts',
  ],
  outputDir: 'test-results',
  workers: 1,
  retries: 0,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      args: chromiumArguments(),
      ...(executablePath === undefined ? {} : { executablePath }),
    },
  },
});
