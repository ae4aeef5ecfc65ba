import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { sharedRendererConfig, syncSeams } from './vite.shared.ts';

/** The guest web client, served by the cell at `/`. The Electron renderer shares everything but `outDir`. */
export default defineConfig({
  ...sharedRendererConfig,
  root: 'src-renderer',
  base: './',
  plugins: [syncSeams(), react()],
  build: { outDir: '../out/web', emptyOutDir: true, minify: true, target: 'es2022' },
});
