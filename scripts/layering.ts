import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { listSourceFiles } from './support/source-files.ts';
import {
  type AstNode,
  isNode,
  lineOf,
  parseSource,
  stringLiteral,
  walk,
} from './support/syntax-tree.ts';

/**
 * Which folder may import which, as one table: the architecture's single direction, kept by a test.
 * A layer is the longest key that a path starts with. `*` allows everything below the same root.
 */
export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'src-renderer/geometry': [],
  'src-renderer/ink': ['src-renderer/geometry'],
  'src-renderer/board': ['src-renderer/ink', 'src-renderer/geometry'],
  /** What is a picture's file and what is its name. */
  'src-renderer/pictures': [],
  'src-renderer/shapes': ['src-renderer/board', 'src-renderer/ink', 'src-renderer/geometry'],
  'src-renderer/canvas': [
    'src-renderer/pictures',
    'src-renderer/shapes',
    'src-renderer/board',
    'src-renderer/ink',
    'src-renderer/geometry',
  ],
  'src-renderer/tools': [
    'src-renderer/canvas',
    'src-renderer/shapes',
    'src-renderer/board',
    'src-renderer/ink',
    'src-renderer/geometry',
  ],
  'src-renderer/commands': [
    'src-renderer/tools',
    'src-renderer/canvas',
    'src-renderer/shapes',
    'src-renderer/board',
    'src-renderer/ink',
    'src-renderer/geometry',
  ],
  'src-renderer/formats': [
    'src-renderer/pictures',
    'src-renderer/shapes',
    'src-renderer/board',
    'src-renderer/ink',
    'src-renderer/geometry',
  ],
  /** How a big update is cut and taken in turns: the same from storage as from the network. */
  'src-renderer/sync/peer-link/update-slices.ts': ['src-renderer/sync/peer-link/limits.ts'],
  'src-renderer/sync/peer-link/limits.ts': [],
  'src-renderer/sync/peer-link/next-turn.ts': [],
  'src-renderer/storage': [
    'src-renderer/board',
    'src-renderer/pictures',
    'src-renderer/sync/peer-link/update-slices.ts',
    'src-renderer/sync/peer-link/next-turn.ts',
  ],
  'src-renderer/sync': [
    'src-renderer/pictures',
    'src-renderer/sync/peer-link/update-slices.ts',
    'src-renderer/sync/peer-link/limits.ts',
    'src-renderer/sync/peer-link/next-turn.ts',
    'src-renderer/board',
    'src-renderer/ink',
    'src-renderer/geometry',
    'signaling/protocol.ts',
    'signaling/protocol',
  ],
  'src-renderer/offline': [],
  'src-renderer/platform': ['src-main/desktop-api.ts', 'src-main/desktop-channels.ts'],
  'src-renderer/ui': [
    'src-renderer/commands',
    'src-renderer/tools',
    'src-renderer/canvas',
    'src-renderer/shapes',
    'src-renderer/board',
    'src-renderer/ink',
    'src-renderer/geometry',
    'src-renderer/pictures',
    'src-renderer/formats',
    'src-renderer/sync',
    'src-renderer/storage',
    'src-renderer/platform',
  ],
  /** The composition: it alone may know every part. */
  'src-renderer/app': ['src-renderer', 'src-main/desktop-api.ts', 'signaling/protocol.ts'],
  'src-renderer/main.tsx': ['src-renderer'],
  'signaling/protocol.ts': ['signaling/protocol'],
  'signaling/protocol': [],
  signaling: ['signaling/protocol.ts', 'signaling/protocol'],
  'src-main': ['signaling'],
  scripts: ['src-main', 'signaling', 'tests/support'],
  tests: ['src-main', 'src-renderer', 'signaling', 'scripts'],
  bench: ['src-main', 'src-renderer', 'signaling', 'scripts', 'tests/support'],
};

/** Roots that the check covers; each `.ts` and `.tsx` below them has a layer. */
export const CHECKED_ROOTS = [
  'src-renderer',
  'src-main',
  'signaling',
  'scripts',
  'tests',
  'bench',
] as const;

/** Packages that only the named roots may import. */
const PACKAGE_HOMES: Readonly<Record<string, readonly string[]>> = { electron: ['src-main'] };

/** A test may stand in a layer and still need its neighbours' builders. */
const TEST_FILE = /\.test\.tsx?$/;

export interface ImportSite {
  readonly specifier: string;
  /** 1-based. */
  readonly line: number;
}

export interface LayeringProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface LayeringReport {
  readonly filesSeen: number;
  readonly filesOnDisk: number;
  readonly importsSeen: number;
  readonly problems: readonly LayeringProblem[];
}

/** Every module specifier of a source: imports, re-exports, dynamic imports, `import('x').T`, `require`. */
export function importsOf(file: string, source: string): ImportSite[] {
  const found: ImportSite[] = [];
  walk(parseSource(file, source), (node) => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) found.push({ specifier, line: lineOf(source, node) });
  });
  return found;
}

function specifierOf(node: AstNode): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return stringLiteral(node.source);
    case 'TSExternalModuleReference':
      return stringLiteral(node.expression);
    case 'CallExpression': {
      const { callee } = node;
      const called = isNode(callee) && callee.type === 'Identifier' ? callee.name : undefined;
      return called === 'require' && Array.isArray(node.arguments)
        ? stringLiteral(node.arguments[0])
        : undefined;
    }
    default:
      return undefined;
  }
}

function isWithin(path: string, folderOrFile: string): boolean {
  return path === folderOrFile || path.startsWith(`${folderOrFile}/`);
}

/** The layer of a repository-relative path: the longest key of the table that holds it. */
export function layerOf(path: string): string | undefined {
  let best: string | undefined;
  for (const layer of Object.keys(LAYERS)) {
    if (isWithin(path, layer) && (best === undefined || layer.length > best.length)) best = layer;
  }
  return best;
}

/** Why `from` may not import `target`, or `undefined` when it may. Both are repository-relative. */
export function forbidden(from: string, target: string): string | undefined {
  const layer = layerOf(from);
  if (layer === undefined) return 'this file belongs to no layer: add its folder to the table';
  if (isWithin(target, layer)) return undefined;
  const targetLayer = layerOf(target);
  if (targetLayer === undefined) {
    return CHECKED_ROOTS.some((root) => isWithin(target, root))
      ? `${target} belongs to no layer: add its folder to the table`
      : undefined;
  }
  const allowed = LAYERS[layer] ?? [];
  if (allowed.some((entry) => isWithin(target, entry))) return undefined;
  if (TEST_FILE.test(from) && isWithin(target, 'tests/support')) return undefined;
  return `${layer} must not import ${targetLayer} (${target})`;
}

/** The package of a bare specifier (`electron/main` → `electron`), or `undefined` for a path or a builtin. */
export function packageOf(specifier: string): string | undefined {
  if (/^[./]/.test(specifier) || specifier.includes(':')) return undefined;
  const [first = '', second] = specifier.split('/');
  return first.startsWith('@') && second !== undefined ? `${first}/${second}` : first;
}

function problemOf(root: string, file: string, specifier: string): string | undefined {
  const from = relative(root, file).split(sep).join('/');
  if (specifier.startsWith('.')) {
    const bare = specifier.replace(/\?.*$/, '');
    return forbidden(
      from,
      relative(root, resolve(dirname(file), bare))
        .split(sep)
        .join('/'),
    );
  }
  if (specifier.startsWith('/')) return `absolute import of ${specifier}`;
  const name = packageOf(specifier);
  const homes = name === undefined ? undefined : PACKAGE_HOMES[name];
  return homes === undefined || homes.some((home) => isWithin(from, home))
    ? undefined
    : `only ${homes.join(', ')} may import the package ${name}`;
}

/**
 * Checks every source below the repository's roots.
 *
 * @param root the repository's folder
 * @param read reads one file; a file it cannot read is a problem, so that nothing is passed over
 */
export async function checkLayering(
  root: string,
  read: (file: string) => Promise<string> = (file) => readFile(file, 'utf8'),
): Promise<LayeringReport> {
  const files = await listSourceFiles(
    CHECKED_ROOTS.map((name) => join(root, name)),
    ['.ts', '.tsx'],
  );
  const problems: LayeringProblem[] = [];
  let filesSeen = 0;
  let importsSeen = 0;
  for (const file of files) {
    const name = relative(root, file).split(sep).join('/');
    try {
      const imports = importsOf(file, await read(file));
      filesSeen += 1;
      importsSeen += imports.length;
      for (const { specifier, line } of imports) {
        const message = problemOf(root, file, specifier);
        if (message !== undefined) problems.push({ file: name, line, message });
      }
      if (layerOf(name) === undefined) {
        problems.push({ file: name, line: 1, message: 'belongs to no layer of the table' });
      }
    } catch (error) {
      problems.push({ file: name, line: 1, message: `could not be read as source: ${error}` });
    }
  }
  return { filesSeen, filesOnDisk: files.length, importsSeen, problems };
}

/** One line per problem, and a closing line; empty problems and every file seen mean that it passed. */
export function describeReport(report: LayeringReport): { passed: boolean; lines: string[] } {
  const lines = report.problems.map(({ file, line, message }) => `${file}:${line} ${message}`);
  const sawAll = report.filesOnDisk > 0 && report.filesSeen === report.filesOnDisk;
  if (!sawAll) {
    lines.push(`read ${report.filesSeen} of ${report.filesOnDisk} files: the check saw too little`);
  }
  const passed = sawAll && report.problems.length === 0;
  lines.push(
    `layering: ${report.filesSeen} files, ${report.importsSeen} imports, ${report.problems.length} problems`,
  );
  return { passed, lines };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const { passed, lines } = describeReport(await checkLayering(root));
  console.log(lines.join('\n'));
  process.exitCode = passed ? 0 : 1;
}
