import { defineConfig } from 'vitest/config';
import { sharedRendererConfig, syncSeams } from './vite.shared.ts';

export default defineConfig({
  ...sharedRendererConfig,
  plugins: [syncSeams()],
  test: {
    include: [
      '{src-main,src-renderer,signaling,scripts}/**/*.test.{ts,tsx}',
      'tests/{cell,convergence,i18n,security,support}/**/*.test.ts',
    ],
    environment: 'node',
    // y-webrtc must pass through Vite, or its imports of simple-peer and lib0/websocket would not reach ours.
    server: { deps: { inline: ['y-webrtc'] } },
    testTimeout: 20_000,
  },
});
