import { describe, expect, it } from 'vitest';
import { boundsTouchElement, hitElement } from '../element-geometry.ts';
import { paintElement } from '../paint-element.ts';
import { THEMES } from '../palette.ts';
import { RecordingContext } from '../testing/recording-context.ts';
import { shapeElement } from '../testing/shape-element.ts';
import { signedDistanceToEllipse } from './ellipse-geometry.ts';

describe('an ellipse', () => {
  it('is painted in its box', () => {
    const ctx = new RecordingContext();
    paintElement(ctx, shapeElement({ type: 'ellipse' }), THEMES.light, { paths: null });
    expect(ctx.calls('ellipse')).toEqual(['ellipse 50 30 50 30 0 0 6.28']);
  });

  it('measures its distance as a dense polygon does', () => {
    const box = { x: -80, y: -20, width: 160, height: 40 };
    for (const point of [
      { x: 90, y: 30 },
      { x: 10, y: 5 },
      { x: -75, y: 12 },
      { x: 0, y: -60 },
      { x: 200, y: 0 },
    ]) {
      let nearest = Number.POSITIVE_INFINITY;
      for (let i = 0; i < 20_000; i += 1) {
        const angle = (i / 20_000) * Math.PI * 2;
        const dx = 80 * Math.cos(angle) - point.x;
        const dy = 20 * Math.sin(angle) - point.y;
        nearest = Math.min(nearest, Math.hypot(dx, dy));
      }
      expect(Math.abs(signedDistanceToEllipse(point, box))).toBeCloseTo(nearest, 1);
    }
  });

  it('is missed in the corner of its box and hit on its curve', () => {
    const ellipse = shapeElement({ type: 'ellipse', fill: 'blue' });
    expect(hitElement(ellipse, { x: 3, y: 3 }, 2, false)).toBe(false);
    expect(hitElement(ellipse, { x: 50, y: 30 }, 0, false)).toBe(true);
    const hollow = shapeElement({ type: 'ellipse' });
    expect(hitElement(hollow, { x: 50, y: 30 }, 4, false)).toBe(false);
    expect(hitElement(hollow, { x: 50, y: 0 }, 0, false)).toBe(true);
    expect(boundsTouchElement(ellipse, { minX: 0, minY: 0, maxX: 8, maxY: 6 })).toBe(false);
  });

  it('survives being flat', () => {
    const flat = shapeElement({ type: 'ellipse', box: { x: 0, y: 0, width: 100, height: 0 } });
    expect(hitElement(flat, { x: 50, y: 1 }, 0, false)).toBe(true);
    expect(hitElement(flat, { x: 50, y: 20 }, 0, false)).toBe(false);
  });
});
