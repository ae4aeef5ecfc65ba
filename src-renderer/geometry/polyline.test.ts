import { describe, expect, it } from 'vitest';
import { areaTouchesPolygon, distanceToPolyline, polylineTouchesPolygon } from './polyline.ts';

const square = (x: number, y: number, side: number) => [
  { x, y },
  { x: x + side, y },
  { x: x + side, y: y + side },
  { x, y: y + side },
];

describe('polylines', () => {
  it('measures the distance to the nearest segment, not to the nearest point', () => {
    expect(distanceToPolyline({ x: 50, y: 7 }, [0, 0, 1, 100, 0, 1], 3)).toBe(7);
    expect(distanceToPolyline({ x: 110, y: 0 }, [0, 0, 1, 100, 0, 1], 3)).toBe(10);
    expect(distanceToPolyline({ x: 3, y: 4 }, [0, 0], 2)).toBe(5);
    expect(distanceToPolyline({ x: 3, y: 4 }, [], 2)).toBe(Number.POSITIVE_INFINITY);
  });

  it('touches a polygon that it passes through without a point inside', () => {
    expect(polylineTouchesPolygon([-50, 5, 50, 5], 2, square(0, 0, 10))).toBe(true);
    expect(polylineTouchesPolygon([-50, 15, 50, 15], 2, square(0, 0, 10))).toBe(false);
    expect(polylineTouchesPolygon([3, 3], 2, square(0, 0, 10))).toBe(true);
  });

  it('does not touch a polygon that lies wholly within its loop, while an area does', () => {
    const loop = [0, 0, 100, 0, 100, 100, 0, 100, 0, 0];
    expect(polylineTouchesPolygon(loop, 2, square(40, 40, 10))).toBe(false);
    expect(areaTouchesPolygon(loop, 2, square(40, 40, 10))).toBe(true);
    expect(areaTouchesPolygon(loop, 2, square(140, 40, 10))).toBe(false);
  });
});
