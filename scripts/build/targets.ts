import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as viteBuild } from 'vite';
import { copyPackages } from './copy-packages.ts';
import { compressFolder } from './web-client-files.ts';

/** The repository's folder, with a trailing separator. */
export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

export const BUILD_TARGETS = ['desktop', 'web', 'cell'] as const;
export type BuildTarget = (typeof BUILD_TARGETS)[number];

export interface TargetDescription {
  /** What a person is told is being built. */
  readonly label: string;
  /** Files and folders that go into it, relative to the repository. */
  readonly sources: readonly string[];
  /** Files that exist once it is built, relative to the repository. */
  readonly outputs: readonly string[];
}

export const TARGETS: Readonly<Record<BuildTarget, TargetDescription>> = {
  desktop: {
    label: 'the desktop app',
    sources: [
      'src-main',
      'src-renderer',
      'signaling',
      'resources/icons',
      'electron.vite.config.ts',
      'vite.shared.ts',
      'package-lock.json',
    ],
    outputs: ['out/main/index.cjs', 'out/preload/index.cjs', 'out/renderer/index.html'],
  },
  web: {
    label: 'the web client',
    sources: [
      'src-renderer',
      'resources/icons',
      'src-main/desktop-api.ts',
      'signaling/protocol.ts',
      'signaling/protocol',
      'vite.config.ts',
      'vite.shared.ts',
      'scripts/build/web-client-files.ts',
      'package-lock.json',
    ],
    outputs: ['out/web/index.html', 'out/web/service-worker.js', 'out/web/manifest.webmanifest'],
  },
  cell: {
    label: 'the cell',
    sources: ['signaling', 'package-lock.json'],
    outputs: ['out/cell/main.js', 'out/cell/node_modules/classic-level/package.json'],
  },
};

export function isBuildTarget(name: string): name is BuildTarget {
  return BUILD_TARGETS.some((target) => target === name);
}

/**
 * Builds one target into `out/`.
 *
 * @throws when a bundler refuses, or when it succeeded without writing what the target promises
 */
export async function buildTarget(target: BuildTarget): Promise<void> {
  const logLevel = 'warn';
  switch (target) {
    case 'desktop': {
      const { build } = await import('electron-vite');
      await build({
        root: REPOSITORY,
        configFile: join(REPOSITORY, 'electron.vite.config.ts'),
        logLevel,
      });
      break;
    }
    case 'web':
      await viteBuild({ configFile: join(REPOSITORY, 'vite.config.ts'), logLevel });
      await compressFolder(join(REPOSITORY, 'out/web'));
      break;
    case 'cell':
      await buildCell(join(REPOSITORY, 'out/cell'));
      break;
  }
  for (const output of TARGETS[target].outputs) await stat(join(REPOSITORY, output));
}

/** Packages with a native library: they stand beside the bundle. */
const NATIVE_PACKAGES = ['classic-level'];

/** Makes a folder that runs with Node alone, its packages included. */
export async function buildCell(outDir: string): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  await viteBuild({
    configFile: false,
    root: REPOSITORY,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: 'signaling/main.ts',
      outDir,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        external: ['bufferutil', 'utf-8-validate', ...NATIVE_PACKAGES],
        output: { format: 'es', entryFileNames: 'main.js', codeSplitting: false },
      },
    },
  });
  await copyPackages(
    NATIVE_PACKAGES,
    join(REPOSITORY, 'node_modules'),
    join(outDir, 'node_modules'),
  );
}
