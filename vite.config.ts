import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { webClientFiles } from './scripts/build/web-client-files.ts';
import { sharedRendererConfig, syncSeams } from './vite.shared.ts';

/** The guest web client, served by the cell at `/`. The Electron renderer shares everything but `outDir`. */
export default defineConfig({
  ...sharedRendererConfig,
  root: 'src-renderer',
  base: './',
  plugins: [syncSeams(), react(), webClientFiles('resources/icons')],
  build: {
    outDir: '../out/web',
    emptyOutDir: true,
    minify: true,
    target: 'es2022',
    rolldownOptions: {
      input: {
        index: 'src-renderer/index.html',
        'service-worker': 'src-renderer/offline/service-worker.ts',
      },
      output: {
        // Its address stays, so that browsers find the next version of it.
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? 'service-worker.js' : 'assets/[name]-[hash].js',
      },
    },
  },
});
