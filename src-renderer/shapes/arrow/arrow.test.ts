import { describe, expect, it } from 'vitest';
import { HEADS } from '../../board/registers.ts';
import { containsBounds } from '../../geometry/box.ts';
import { inkBoundsOf } from '../element-geometry.ts';
import { paintElement } from '../paint-element.ts';
import { THEMES } from '../palette.ts';
import { RecordingContext } from '../testing/recording-context.ts';
import { shapeElement } from '../testing/shape-element.ts';
import { headsOf } from './arrow-geometry.ts';

const right = shapeElement({
  type: 'arrow',
  box: { x: 0, y: 0, width: 100, height: 0 },
  points: [0, 0, 0.5, 100, 0, 0.5],
});

const paint = (element: typeof right): RecordingContext => {
  const ctx = new RecordingContext();
  paintElement(ctx, element, THEMES.light, { paths: null });
  return ctx;
};

/** Where a painter went. */
const places = (ctx: RecordingContext): { x: number; y: number }[] =>
  ctx.calls('moveTo', 'lineTo', 'quadraticCurveTo').map((call) => {
    const numbers = call.split(' ').slice(1).map(Number);
    return { x: numbers.at(-2) ?? 0, y: numbers.at(-1) ?? 0 };
  });

describe('an arrow', () => {
  it('has an open head at its last point, symmetric about its shaft', () => {
    const [shaftStart, shaftEnd, left, tip, aside] = places(paint(right));
    expect([shaftStart, shaftEnd, tip]).toEqual([
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 0 },
    ]);
    expect(left?.x).toBeCloseTo(aside?.x ?? 0);
    expect(left?.y).toBeCloseTo(-(aside?.y ?? 0));
    expect(left?.x).toBeLessThan(100);
  });

  it.each(HEADS)('stays in its ink bounds with "%s" at both ends', (head) => {
    const both = { ...right, startHead: head, endHead: head };
    for (const { x, y } of places(paint(both))) {
      expect(containsBounds(inkBoundsOf(both), { minX: x, minY: y, maxX: x, maxY: y })).toBe(true);
    }
    expect(headsOf(both)).toHaveLength(head === 'none' ? 0 : 2);
  });

  it('is one path with open heads, so that a translucent one is not darker where they meet', () => {
    expect(paint(right).calls('stroke', 'fill')).toEqual(['stroke']);
  });

  it('ends its shaft within a closed head', () => {
    const ctx = paint({ ...right, endHead: 'triangle' });
    expect(ctx.calls('stroke', 'fill')).toEqual(['stroke', 'fill']);
    const end = places(ctx)[1];
    const { length = 0 } = headsOf(right)[0] ?? {};
    expect(end?.x).toBeLessThan(100 - length / 2);
    expect(end?.x).toBeGreaterThan(100 - length);
  });

  it('looks back for its direction when it ends in equal points', () => {
    const doubled = { ...right, points: [0, 0, 0.5, 100, 0, 0.5, 100, 0, 0.5] };
    expect(headsOf(doubled)).toEqual(headsOf(right));
  });

  it('has no head without a length', () => {
    expect(headsOf({ ...right, points: [5, 5, 0.5, 5, 5, 0.5] })).toEqual([]);
  });
});
