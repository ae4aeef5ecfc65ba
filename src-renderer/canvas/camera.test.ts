import { describe, expect, it } from 'vitest';
import {
  fitCamera,
  MAX_ZOOM,
  MIN_ZOOM,
  nextZoomStep,
  revealing,
  toBoard,
  toScreen,
  visibleBounds,
  zoomAround,
} from './camera.ts';

const SQUARE = { width: 1000, height: 1000 };
const bounds = (minX: number, minY: number, size: number) => ({
  minX,
  minY,
  maxX: minX + size,
  maxY: minY + size,
});

describe('revealing a part of the board', () => {
  const camera = { x: 0, y: 0, zoom: 1 };

  it('leaves a view that shows it', () => {
    expect(revealing(camera, SQUARE, bounds(400, 400, 100))).toEqual(camera);
  });

  it('moves no farther than to have it in view with a margin', () => {
    const revealed = revealing(camera, SQUARE, bounds(1500, 400, 100));
    expect(revealed.y).toBe(0);
    expect(revealed.x).toBeGreaterThan(600);
    expect(revealed.x).toBeLessThan(750);
  });

  it('shows the middle of what is too large', () => {
    expect(revealing(camera, SQUARE, bounds(-3000, 0, 4000)).x).toBe(-1500);
  });

  it('does nothing before the canvas has a size', () => {
    expect(revealing(camera, { width: 0, height: 0 }, bounds(9, 9, 9))).toEqual(camera);
  });
});

describe('the camera', () => {
  it('keeps the board point under the pointer when it zooms', () => {
    const camera = { x: 10, y: -20, zoom: 0.8 };
    const pointer = { x: 300, y: 200 };
    const before = toBoard(camera, pointer);
    const after = toBoard(zoomAround(camera, 3.3, pointer), pointer);
    expect(after.x).toBeCloseTo(before.x);
    expect(after.y).toBeCloseTo(before.y);
  });

  it('stays within its zoom limits', () => {
    expect(zoomAround({ x: 0, y: 0, zoom: 1 }, 100, { x: 0, y: 0 }).zoom).toBe(MAX_ZOOM);
    expect(zoomAround({ x: 0, y: 0, zoom: 1 }, 0.001, { x: 0, y: 0 }).zoom).toBe(MIN_ZOOM);
  });

  it('goes from board to screen and back', () => {
    const camera = { x: 7, y: 9, zoom: 2.5 };
    expect(toBoard(camera, toScreen(camera, { x: 40, y: 50 }))).toEqual({ x: 40, y: 50 });
  });

  it('fits content into the middle without zooming beyond 100 %', () => {
    const viewport = { width: 1000, height: 800 };
    const small = fitCamera({ minX: 90, minY: 90, maxX: 110, maxY: 110 }, viewport);
    expect(small).toEqual({ x: -400, y: -300, zoom: 1 });
    const wide = fitCamera({ minX: 0, minY: 0, maxX: 10_000, maxY: 100 }, viewport);
    const seen = visibleBounds(wide, viewport);
    expect(seen.minX).toBeLessThan(0);
    expect(seen.maxX).toBeGreaterThan(10_000);
  });

  it('steps through fixed zoom levels', () => {
    expect(nextZoomStep(1, 1)).toBe(1.5);
    expect(nextZoomStep(1, -1)).toBe(0.75);
    expect(nextZoomStep(0.9, 1)).toBe(1);
    expect(nextZoomStep(16, 1)).toBe(16);
    expect(nextZoomStep(0.05, -1)).toBe(0.05);
  });
});
