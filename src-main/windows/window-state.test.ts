import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  DEFAULT_WINDOW_STATE,
  fitToDisplays,
  parseWindowState,
  WindowStateFile,
} from './window-state.ts';

const STATE = { bounds: { x: 10, y: 20, width: 1000, height: 700 }, maximized: true };
const DISPLAY = { x: 0, y: 0, width: 1920, height: 1080 };

describe('the stored window', () => {
  it('comes back as it was', () => {
    expect(parseWindowState(JSON.stringify(STATE))).toEqual(STATE);
  });

  it.each([
    '',
    'null',
    '{',
    '[]',
    '{"bounds":{"x":"a"}}',
    '{"bounds":{"x":0,"y":0,"width":-5,"height":1e99},"maximized":false}',
    '{"bounds":{"x":0.5,"y":0,"width":100,"height":100},"maximized":false}',
    '{"bounds":{"x":0,"y":0,"width":100,"height":100},"maximized":"yes"}',
    '\u0000\u0001',
  ])('is the default one when the file holds %j', (text) => {
    expect(parseWindowState(text)).toEqual(DEFAULT_WINDOW_STATE);
  });
});

describe('fitting the window to the displays', () => {
  it('keeps one that is visible', () => {
    expect(fitToDisplays(STATE, [DISPLAY])).toEqual(STATE);
  });

  it.each([
    ['beside every display', { x: 3000, y: 20 }],
    ['above the display, its title bar out of reach', { x: 10, y: -300 }],
    ['only just within', { x: 1900, y: 20 }],
  ])('places one anew that is %s', (_where, at) => {
    const fitted = fitToDisplays({ ...STATE, bounds: { ...STATE.bounds, ...at } }, [DISPLAY]);
    expect(fitted.bounds).toEqual({ width: 1000, height: 700 });
  });

  it('keeps one on a second display, and enlarges one that is too small', () => {
    const second = { x: 1920, y: 0, width: 1920, height: 1080 };
    const small = { bounds: { x: 2000, y: 0, width: 50, height: 50 }, maximized: false };
    expect(fitToDisplays(small, [DISPLAY, second]).bounds).toEqual({
      x: 2000,
      y: 0,
      width: 900,
      height: 600,
    });
  });
});

describe('the file of the window', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'drawbridge-state-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is written and read again', () => {
    const errors: unknown[] = [];
    const file = new WindowStateFile(join(folder, 'window.json'), (error) => errors.push(error));
    expect(file.read()).toEqual(DEFAULT_WINDOW_STATE);
    file.write(STATE);
    expect(file.read()).toEqual(STATE);
    expect(errors).toEqual([]);
  });

  it('tells of a failure, and goes on', async () => {
    const errors: unknown[] = [];
    await writeFile(join(folder, 'file'), '');
    const file = new WindowStateFile(join(folder, 'file', 'window.json'), (e) => errors.push(e));
    file.write(STATE);
    expect(file.read()).toEqual(DEFAULT_WINDOW_STATE);
    expect(errors.length).toBeGreaterThan(0);
  });
});
