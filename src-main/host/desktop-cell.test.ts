import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type BuiltInCell, startBuiltInCell } from './built-in-cell.ts';
import { startDesktopCell } from './desktop-cell.ts';
import { tellReady } from './ready-file.ts';

const cells: (BuiltInCell | null)[] = [];
afterEach(async () => {
  for (const cell of cells.splice(0)) await cell?.stop();
});

describe('the cell of the desktop app', () => {
  it('moves beside a port that is taken', async () => {
    const first = await startBuiltInCell({ port: 0 });
    const second = await startDesktopCell({ firstPort: first.port }, () => undefined);
    cells.push(first, second);
    expect(second?.port).toBeGreaterThan(first.port);
  });

  it('is done without when it cannot listen, and says why', async () => {
    const codes: string[] = [];
    const cell = await startDesktopCell({ firstPort: 70_000 }, (error) => codes.push(error.code));
    expect(cell).toBeNull();
    expect(codes).toEqual(['bad-port']);
  });
});

describe('telling the launcher', () => {
  it('writes the file that it named, and nothing when it named none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'drawbridge-ready-'));
    const file = join(folder, 'ready');
    await tellReady({});
    await tellReady({ DRAWBRIDGE_READY_FILE: '' });
    await tellReady({ DRAWBRIDGE_READY_FILE: file });
    expect(await readFile(file, 'utf8')).toBe('ready\n');
    await rm(folder, { recursive: true });
  });
});
