import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BuiltInCell } from '../host/built-in-cell.ts';
import { createRequestHandlers, type DesktopServices } from './desktop-requests.ts';
import { filtersOfAccept, filtersOfName } from './file-filters.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drawbridge-requests-'));
});
afterEach(() => rm(folder, { recursive: true }));

const CELL: BuiltInCell = {
  origin: 'http://127.0.0.1:47600',
  port: 47_600,
  network: () => ({ shared: false, origins: [] }),
  shareOnNetwork: async () => ({ ok: true, origins: ['http://10.0.0.7:47600'] }),
  stop: async () => undefined,
};

function handlers(change: Partial<DesktopServices> = {}) {
  return createRequestHandlers({
    cell: Promise.resolve(CELL),
    writeClipboard: () => undefined,
    showSaveDialog: async () => ({ canceled: true, filePath: '' }),
    showOpenDialog: async () => ({ canceled: true, filePaths: [] }),
    setTitle: () => undefined,
    setMenu: () => undefined,
    setTheme: () => undefined,
    takeOpenLinks: () => [],
    readyToClose: () => undefined,
    ...change,
  });
}

describe('the built-in cell, asked by the renderer', () => {
  it('tells its origin and opens to the network', async () => {
    expect(await handlers().cellOrigin()).toBe(CELL.origin);
    expect(await handlers().shareOnNetwork()).toMatchObject({ ok: true });
  });

  it('is missed without a crash when it could not start', async () => {
    const without = handlers({ cell: Promise.resolve(null) });
    expect(await without.cellOrigin()).toBeNull();
    expect(await without.shareOnNetwork()).toMatchObject({ ok: false, code: 'failed' });
  });
});

describe('saving a file', () => {
  const bytes = new Uint8Array([1, 2, 3]);

  it('writes it whole where the person says, and leaves nothing else', async () => {
    const filePath = join(folder, 'board.drawbridge');
    await writeFile(filePath, 'old');
    const showSaveDialog = async () => ({ canceled: false, filePath });
    expect(await handlers({ showSaveDialog }).saveFile('board.drawbridge', bytes, '')).toEqual({
      ok: true,
    });
    expect(new Uint8Array(await readFile(filePath))).toEqual(bytes);
    expect(await readdir(folder)).toEqual(['board.drawbridge']);
  });

  it('can be cancelled', async () => {
    expect(await handlers().saveFile('a.png', bytes, '')).toMatchObject({ code: 'cancelled' });
  });

  it('says why it failed, and leaves nothing behind', async () => {
    await mkdir(join(folder, 'taken'));
    const showSaveDialog = async () => ({ canceled: false, filePath: join(folder, 'taken') });
    const result = await handlers({ showSaveDialog }).saveFile('taken', bytes, '');
    expect(result).toMatchObject({ ok: false, code: 'failed', message: expect.any(String) });
    expect(await readdir(folder)).toEqual(['taken']);
  });
});

describe('picking a file', () => {
  it('answers its name and bytes, not where it lies', async () => {
    await writeFile(join(folder, 'a.png'), 'png');
    const showOpenDialog = async () => ({ canceled: false, filePaths: [join(folder, 'a.png')] });
    const picked = await handlers({ showOpenDialog }).pickFile('.png');
    expect(picked?.name).toBe('a.png');
    expect(new TextDecoder().decode(picked?.bytes)).toBe('png');
  });

  it('answers null when none was picked', async () => {
    expect(await handlers().pickFile('.png')).toBeNull();
  });
});

describe('the filters of a dialog', () => {
  it('come from extensions and media types', () => {
    expect(filtersOfAccept('.drawbridge, image/jpeg')[0]?.extensions).toEqual([
      'drawbridge',
      'jpg',
      'jpeg',
    ]);
    expect(filtersOfAccept('nonsense')).toEqual([]);
    expect(filtersOfName('board.svg')).toEqual([{ name: '*.svg', extensions: ['svg'] }]);
    expect(filtersOfName('board')).toEqual([]);
  });
});
