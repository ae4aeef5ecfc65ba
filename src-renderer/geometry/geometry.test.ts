import { describe, expect, it } from 'vitest';
import { normalizeDegrees, rotatePoint } from './angle.ts';
import {
  boundsOfBox,
  boxFromCorners,
  boxFromPoints,
  containsBounds,
  containsPoint,
  inflateBox,
  intersects,
  rotatedBounds,
  rotatedBoxContains,
  unionBounds,
} from './box.ts';
import {
  distanceBetweenSegments,
  distanceToSegment,
  segmentIntersectsBounds,
  segmentsIntersect,
} from './segment.ts';

const at = (x: number, y: number) => ({ x, y });

describe('angles', () => {
  it.each([
    [0, 0],
    [360, 0],
    [-90, 270],
    [725, 5],
    [-0, 0],
    [-1e-17, 0],
  ])('%d degrees are %d', (given, expected) => {
    expect(normalizeDegrees(given)).toBe(expected);
  });

  it('turn clockwise, as the y axis points down', () => {
    const turned = rotatePoint(at(1, 0), at(0, 0), 90);
    expect(turned.x).toBeCloseTo(0);
    expect(turned.y).toBeCloseTo(1);
  });
});

describe('boxes', () => {
  it('span two corners in whichever order', () => {
    expect(boxFromCorners(at(5, 1), at(2, 4))).toEqual({ x: 2, y: 1, width: 3, height: 3 });
  });

  it('surround points, and there is none around none', () => {
    expect(boxFromPoints([at(1, 5), at(-1, 2)])).toEqual({ x: -1, y: 2, width: 2, height: 3 });
    expect(boxFromPoints([])).toBeUndefined();
  });

  it('have wider bounds when turned', () => {
    const bounds = rotatedBounds({ x: 0, y: 0, width: 10, height: 0 }, 90);
    expect(bounds.minX).toBeCloseTo(5);
    expect(bounds.maxX).toBeCloseTo(5);
    expect(bounds.minY).toBeCloseTo(-5);
    expect(bounds.maxY).toBeCloseTo(5);
  });

  it('hold a point where they lie after turning', () => {
    const box = { x: 0, y: 0, width: 10, height: 2 };
    expect(rotatedBoxContains(box, 90, at(5, 5))).toBe(true);
    expect(rotatedBoxContains(box, 90, at(1, 1))).toBe(false);
  });

  it('meet at a shared edge and not beyond', () => {
    const bounds = boundsOfBox({ x: 0, y: 0, width: 10, height: 10 });
    expect(intersects(bounds, boundsOfBox({ x: 10, y: 10, width: 1, height: 1 }))).toBe(true);
    expect(intersects(bounds, boundsOfBox({ x: 10.1, y: 0, width: 1, height: 1 }))).toBe(false);
    expect(containsPoint(bounds, at(10, 0))).toBe(true);
    expect(containsPoint(bounds, at(10.1, 0))).toBe(false);
    expect(containsBounds(bounds, boundsOfBox({ x: 0, y: 0, width: 10, height: 10 }))).toBe(true);
    expect(containsBounds(bounds, boundsOfBox({ x: 1, y: 1, width: 10, height: 1 }))).toBe(false);
  });

  it('unite and grow', () => {
    const united = unionBounds([
      { minX: 0, minY: 0, maxX: 1, maxY: 1 },
      { minX: 5, minY: -1, maxX: 6, maxY: 0 },
    ]);
    expect(united).toEqual({ minX: 0, minY: -1, maxX: 6, maxY: 1 });
    expect(unionBounds([])).toBeUndefined();
    expect(inflateBox({ x: 0, y: 0, width: 2, height: 2 }, 1)).toEqual({
      x: -1,
      y: -1,
      width: 4,
      height: 4,
    });
  });
});

describe('segments', () => {
  it('are as far away as their nearest point', () => {
    expect(distanceToSegment(at(5, 3), at(0, 0), at(10, 0))).toBe(3);
    expect(distanceToSegment(at(13, 4), at(0, 0), at(10, 0))).toBe(5);
    expect(distanceToSegment(at(3, 4), at(0, 0), at(0, 0))).toBe(5);
  });

  it('meet when they cross, touch or overlap', () => {
    expect(segmentsIntersect(at(0, 0), at(4, 4), at(0, 4), at(4, 0))).toBe(true);
    expect(segmentsIntersect(at(0, 0), at(4, 0), at(4, 0), at(4, 4))).toBe(true);
    expect(segmentsIntersect(at(0, 0), at(4, 0), at(2, 0), at(6, 0))).toBe(true);
    expect(segmentsIntersect(at(0, 0), at(4, 0), at(5, 0), at(6, 0))).toBe(false);
    expect(segmentsIntersect(at(0, 0), at(4, 0), at(0, 1), at(4, 1))).toBe(false);
    expect(distanceBetweenSegments(at(0, 0), at(4, 0), at(0, 1), at(4, 1))).toBe(1);
  });

  it('pass through bounds without an end inside', () => {
    const bounds = { minX: 0, minY: 0, maxX: 2, maxY: 2 };
    expect(segmentIntersectsBounds(at(-1, 1), at(3, 1), bounds)).toBe(true);
    expect(segmentIntersectsBounds(at(-1, 3), at(3, 3), bounds)).toBe(false);
    expect(segmentIntersectsBounds(at(-1, 2.5), at(0.4, 4), bounds)).toBe(false);
  });
});
