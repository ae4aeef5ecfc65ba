import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { sharedRendererConfig, syncSeams } from './vite.shared.ts';

/**
 * The desktop app. Everything is bundled (packages are development dependencies), so that a
 * packaged app carries no `node_modules`. The preload is one CommonJS file, since a sandboxed
 * preload can load neither an ES module nor a second chunk.
 */
export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      outDir: 'out/main',
      minify: false,
      sourcemap: true,
      lib: { entry: 'src-main/main.ts', formats: ['cjs'] },
      rolldownOptions: {
        // ws reaches for these two native helpers when they happen to be installed; ours are not.
        external: ['bufferutil', 'utf-8-validate'],
        output: { entryFileNames: 'index.cjs', codeSplitting: false },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      outDir: 'out/preload',
      minify: false,
      lib: { entry: 'src-main/preload.ts', formats: ['cjs'] },
      rolldownOptions: { output: { entryFileNames: 'index.cjs', codeSplitting: false } },
    },
  },
  renderer: {
    ...sharedRendererConfig,
    root: 'src-renderer',
    base: './',
    plugins: [syncSeams(), react()],
    build: {
      outDir: 'out/renderer',
      emptyOutDir: true,
      minify: true,
      rolldownOptions: { input: 'src-renderer/index.html' },
    },
  },
});
