import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

/**
 * Bundles a module of a bench for a page, as one script.
 *
 * @param entry beside `importMeta`
 */
export async function pageBundle(
  entry: string,
  importMetaUrl: string,
  plugins: Plugin[] = [],
): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    plugins,
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { dedupe: ['yjs', 'lib0', 'y-protocols'] },
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: {
        entry: fileURLToPath(new URL(entry, importMetaUrl)),
        formats: ['iife'],
        name: 'benchPage',
      },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  for (const output of outputs) {
    if (!('output' in output)) continue;
    const [chunk] = output.output;
    return chunk.code;
  }
  throw new Error(`nothing was built of ${entry}`);
}
