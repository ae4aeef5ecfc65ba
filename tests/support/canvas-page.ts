import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { sharedRendererConfig, syncSeams } from '../../vite.shared.ts';
import { type CellProcess, startCellProcess } from './cell.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/**
 * Builds a page with the canvas alone, open at `window.canvasPage` to its test or bench, and serves it
 * under the cell's own content security policy.
 */
export async function serveCanvasPage(): Promise<CellProcess> {
  const outDir = path('../../out/canvas-page');
  await build({
    ...sharedRendererConfig,
    configFile: false,
    root: path('./canvas-page'),
    base: './',
    plugins: [syncSeams(), react()],
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, minify: false, target: 'es2022' },
  });
  return startCellProcess(0, ['--web-root', outDir]);
}
