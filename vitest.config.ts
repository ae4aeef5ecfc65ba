import { defineConfig } from 'vitest/config';
import type { InlineConfig } from 'vitest/node';
import { sharedRendererConfig, syncSeams } from './vite.shared.ts';

/** They replace modules or what is global, so each of them has a worker of its own. */
const REPLACE_GLOBALS = [
  'tests/convergence/open-and-close.test.ts',
  'tests/convergence/session.test.ts',
  'tests/convergence/sync-fuzz.test.ts',
  'src-renderer/app/keep-copy.test.ts',
  'src-renderer/storage/storage.test.ts',
  'src-renderer/canvas/tiles/local-rasterizer.test.ts',
];

const base = { ...sharedRendererConfig, plugins: [syncSeams()] };
const test = {
  environment: 'node',
  pool: 'threads',
  // y-webrtc must pass through Vite, or its imports of simple-peer and lib0/websocket would not reach ours.
  server: { deps: { inline: ['y-webrtc'] } },
  testTimeout: 30_000,
} satisfies InlineConfig;

export default defineConfig({
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
          exclude: REPLACE_GLOBALS,
          // Loading the modules anew for each file took two thirds of the time.
          isolate: false,
        },
      },
      { ...base, test: { ...test, name: 'alone', include: REPLACE_GLOBALS } },
    ],
  },
});
