import { readFile } from 'node:fs/promises';
import { sep } from 'node:path';
import { defineConfig } from 'vitest/config';
import type { InlineConfig } from 'vitest/node';
import { listSourceFiles } from './scripts/support/source-files.ts';
import { sharedRendererConfig, syncSeams } from './vite.shared.ts';

const FOLDERS = ['src-main', 'src-renderer', 'signaling', 'scripts', 'tests'];
const REPLACES =
  /vi\.(stubGlobal|mock|doMock)\(|standInPage\(|from 'fake-indexeddb|import 'fake-indexeddb|globalThis, '|globalThis\.\w+ = /;

/** Tests that replace modules or what is global: each of them has a worker of its own. */
async function testsThatReplace(): Promise<string[]> {
  const files = await listSourceFiles(FOLDERS, ['.ts', '.tsx']);
  const tests = files.filter((file) => /\.test\.tsx?$/.test(file));
  const texts = await Promise.all(tests.map((file) => readFile(file, 'utf8')));
  return tests
    .filter((_, index) => REPLACES.test(texts[index] ?? ''))
    .map((file) => file.split(sep).join('/'));
}

const base = { ...sharedRendererConfig, plugins: [syncSeams()] };
const test = {
  environment: 'node',
  pool: 'threads',
  // y-webrtc must pass through Vite, or its imports of simple-peer and lib0/websocket would not reach ours.
  server: { deps: { inline: ['y-webrtc'] } },
  testTimeout: 30_000,
} satisfies InlineConfig;

export default defineConfig(async () => {
  const alone = await testsThatReplace();
  return {
    test: {
      projects: [
        {
          ...base,
          test: {
            ...test,
            name: 'shared',
            include: [
              '{src-main,src-renderer,signaling,scripts}/**/*.test.{ts,tsx}',
              'tests/{cell,convergence,i18n,security,support}/**/*.test.ts',
            ],
            exclude: alone,
            // Loading the modules anew for each file took two thirds of the time.
            isolate: false,
          },
        },
        { ...base, test: { ...test, name: 'alone', include: alone } },
      ],
    },
  };
});
