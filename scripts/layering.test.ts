import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import {
  CHECKED_ROOTS,
  checkLayering,
  describeReport,
  forbidden,
  importsOf,
  layerOf,
} from './layering.ts';

const folders: string[] = [];

async function repositoryWith(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'drawbridge-layering-'));
  folders.push(root);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  return root;
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

describe('what counts as an import', () => {
  it('sees static, type-only, re-exported, dynamic and required modules', () => {
    const source = `
      import type { A } from './a.ts';
      import './b.ts';
      export * from './c.ts';
      export { d } from './d.ts';
      type E = import('./e.ts').E;
      const load = () => import('./f.ts');
      const g = require('./g.ts');
      export const text = "import './not-an-import.ts'";
    `;
    expect(
      importsOf('x.ts', source)
        .map((site) => site.specifier)
        .sort(),
    ).toEqual(['./a.ts', './b.ts', './c.ts', './d.ts', './e.ts', './f.ts', './g.ts']);
  });

  it('reads type assertions in .ts and elements in .tsx', () => {
    expect(importsOf('x.ts', "const a = <string>b; import './y.ts';")).toHaveLength(1);
    expect(importsOf('x.tsx', "const a = <br/>; import './y.ts';")).toHaveLength(1);
  });
});

describe('the table', () => {
  it('finds the closest layer', () => {
    expect(layerOf('signaling/protocol.ts')).toBe('signaling/protocol.ts');
    expect(layerOf('signaling/rooms/room.ts')).toBe('signaling');
    expect(layerOf('elsewhere/a.ts')).toBeUndefined();
  });

  it.each([
    ['src-renderer/geometry/box.ts', 'src-renderer/board/document.ts'],
    ['src-renderer/board/document.ts', 'src-renderer/sync/session.ts'],
    ['src-renderer/sync/session.ts', 'src-renderer/canvas/editor.ts'],
    ['src-renderer/sync/session.ts', 'signaling/cell.ts'],
    ['src-renderer/platform/web.ts', 'src-main/main.ts'],
    ['src-renderer/ui/panel.tsx', 'src-renderer/app/session.ts'],
    ['signaling/cell.ts', 'src-renderer/sync/session.ts'],
    ['signaling/protocol.ts', 'signaling/cell.ts'],
    ['src-main/main.ts', 'src-renderer/board/document.ts'],
    ['src-renderer/new-folder/a.ts', 'src-renderer/board/document.ts'],
  ])('refuses %s → %s', (from, to) => {
    expect(forbidden(from, to)).toEqual(expect.any(String));
  });

  it.each([
    ['src-renderer/board/document.ts', 'src-renderer/geometry/box.ts'],
    ['src-renderer/sync/session.ts', 'signaling/protocol.ts'],
    ['src-renderer/platform/desktop.ts', 'src-main/desktop-api.ts'],
    ['src-renderer/app/session.ts', 'src-renderer/ui/panel.tsx'],
    ['src-main/host/built-in-cell.ts', 'signaling/cell.ts'],
    ['src-renderer/ui/panel.tsx', 'package.json'],
  ])('allows %s → %s', (from, to) => {
    expect(forbidden(from, to)).toBeUndefined();
  });
});

describe('a whole repository', () => {
  it('passes when every import goes down', async () => {
    const root = await repositoryWith({
      'src-renderer/geometry/box.ts': 'export const a = 1;',
      'src-renderer/board/document.ts': "import { a } from '../geometry/box.ts'; export { a };",
    });
    expect(describeReport(await checkLayering(root))).toEqual({
      passed: true,
      lines: ['layering: 2 files, 1 imports, 0 problems'],
    });
  });

  it.each([
    ["import { b } from '../board/document.ts';", 'static'],
    ["export * from '../board/document.ts';", 're-exported'],
    ["export const later = () => import('../board/document.ts');", 'dynamic'],
    ["import { app } from 'electron';", 'electron'],
    ["import { net } from 'electron/main';", "electron's subpath"],
  ])('fails on a planted wrong import (%s)', async (source) => {
    const root = await repositoryWith({
      'src-renderer/board/document.ts': 'export const b = 1;',
      'src-renderer/geometry/box.ts': source,
    });
    const { passed, lines } = describeReport(await checkLayering(root));
    expect(passed).toBe(false);
    expect(lines[0]).toMatch(/^src-renderer\/geometry\/box\.ts:1 /);
  });

  it('fails when it could not read a file', async () => {
    const root = await repositoryWith({
      'src-renderer/geometry/box.ts': 'export const a = 1;',
      'src-renderer/geometry/point.ts': 'export const b = 1;',
    });
    const report = await checkLayering(root, async (file) => {
      if (file.endsWith('point.ts')) throw new Error('unreadable');
      return 'export const a = 1;';
    });
    const { passed, lines } = describeReport(report);
    expect(passed).toBe(false);
    expect(lines).toContain('read 1 of 2 files: the check saw too little');
  });

  it('fails when there was nothing to read', async () => {
    expect(describeReport(await checkLayering(await repositoryWith({}))).passed).toBe(false);
  });

  it('sees every file of this repository, counted another way', async () => {
    const root = fileURLToPath(new URL('..', import.meta.url));
    const counted = CHECKED_ROOTS.filter((name) => existsSync(join(root, name))).flatMap((name) =>
      readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).filter((file) =>
        /\.tsx?$/.test(file),
      ),
    );
    expect(counted).toContain('layering.ts');
    const { filesSeen } = await checkLayering(root);
    expect(filesSeen).toBe(counted.length);
  });
});
