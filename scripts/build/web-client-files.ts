import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const MANIFEST = 'manifest.webmanifest';
const SERVICE_WORKER = 'service-worker.js';
const ICONS = ['drawbridge.png', 'drawbridge.svg'] as const;
/** Fonts of scripts that a person may never see are kept when they are used. */
const ALWAYS_NEEDED = /\.(?:js|css)$|latin-wght-normal/;
const COMPRESSIBLE = /\.(?:js|css|html|svg|webmanifest)$/;
/** Below this the headers outweigh what is saved. */
const COMPRESS_FROM_BYTES = 1_024;

const manifest = {
  name: 'Drawbridge',
  short_name: 'Drawbridge',
  id: './',
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#ffffff',
  theme_color: '#5b5bd6',
  icons: [
    { src: './drawbridge.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: './drawbridge.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
  ],
};

/**
 * What a web client needs besides its pages: a manifest with icons, so that it can be installed, and
 * in its service worker the names of the files that it keeps to start without a network.
 *
 * @param iconsFolder where the icons are
 */
export function webClientFiles(iconsFolder: string): Plugin {
  return {
    name: 'drawbridge-web-client-files',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'link', attrs: { rel: 'manifest', href: `./${MANIFEST}` }, injectTo: 'head' },
      { tag: 'meta', attrs: { name: 'theme-color', content: manifest.theme_color } },
    ],
    async generateBundle(_options, bundle) {
      for (const icon of ICONS) {
        const source = await readFile(join(iconsFolder, icon));
        this.emitFile({ type: 'asset', fileName: icon, source });
      }
      this.emitFile({ type: 'asset', fileName: MANIFEST, source: JSON.stringify(manifest) });
      const names = Object.keys(bundle).filter((name) => name.startsWith('assets/'));
      const needed = names.filter((name) => ALWAYS_NEEDED.test(name)).toSorted();
      const worker = bundle[SERVICE_WORKER];
      if (worker?.type !== 'chunk') throw new Error('the service worker was not built');
      const index = bundle['index.html'];
      const page = index?.type === 'asset' ? index.source : '';
      const version = createHash('sha256').update(names.join()).update(page).update(worker.code);
      worker.code = worker.code
        .replace('PRECACHED_FILES', JSON.stringify(['./', ...needed.map((name) => `./${name}`)]))
        .replace('BUILD_VERSION', JSON.stringify(version.digest('hex').slice(0, 16)));
    },
  };
}

/** Writes compressed copies beside the files of a folder, for a server that has no time for it. */
export async function compressFolder(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !COMPRESSIBLE.test(entry.name)) continue;
    const bytes = await readFile(path);
    if (bytes.length < COMPRESS_FROM_BYTES) continue;
    const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params }));
    const level = constants.Z_BEST_COMPRESSION;
    await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level }));
  }
}
