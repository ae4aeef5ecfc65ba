import { describe, expect, it } from 'vitest';
import { inkBoundsOf } from '../element-geometry.ts';
import { paintElement } from '../paint-element.ts';
import { THEMES } from '../palette.ts';
import { RecordingContext } from '../testing/recording-context.ts';
import { shapeElement } from '../testing/shape-element.ts';
import { arrowHead } from './arrow-geometry.ts';

const right = shapeElement({
  type: 'arrow',
  box: { x: 0, y: 0, width: 100, height: 0 },
  points: [0, 0, 0.5, 100, 0, 0.5],
});

describe('an arrow', () => {
  it('has a head at its last point, symmetric about its shaft', () => {
    const head = arrowHead(right);
    expect(head?.[1]).toEqual({ x: 100, y: 0 });
    expect(head?.[0].x).toBeCloseTo(head?.[2].x ?? 0);
    expect(head?.[0].y).toBeCloseTo(-(head?.[2].y ?? 0));
    expect(head?.[0].x).toBeLessThan(100);
  });

  it('paints shaft and head within its ink bounds', () => {
    const ctx = new RecordingContext();
    paintElement(ctx, right, THEMES.light, { paths: null });
    // As one: a translucent one must not be darker where they meet.
    expect(ctx.calls('stroke')).toHaveLength(1);
    const head = arrowHead(right);
    expect(Math.abs(head?.[0].y ?? 0)).toBeLessThan(inkBoundsOf(right).maxY);
  });

  it('looks back for its direction when it ends in equal points', () => {
    const doubled = { ...right, points: [0, 0, 0.5, 100, 0, 0.5, 100, 0, 0.5] };
    expect(arrowHead(doubled)).toEqual(arrowHead(right));
  });

  it('has no head without a length', () => {
    expect(arrowHead({ ...right, points: [5, 5, 0.5, 5, 5, 0.5] })).toBeNull();
  });
});
