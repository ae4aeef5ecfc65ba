import { describe, expect, it } from 'vitest';
import { boundsTouchElement, hitElement, inkBoundsOf } from '../element-geometry.ts';
import { paintElement } from '../paint-element.ts';
import { PALETTE, THEMES } from '../palette.ts';
import { RecordingContext } from '../testing/recording-context.ts';
import { shapeElement } from '../testing/shape-element.ts';

const paint = (given: Parameters<typeof shapeElement>[0], theme = THEMES.light) => {
  const ctx = new RecordingContext();
  paintElement(ctx, shapeElement(given), theme, { paths: null });
  return ctx;
};

describe('a rectangle', () => {
  it('is a stroked outline in its colour, without a fill unless it has one', () => {
    const ctx = paint({ type: 'rectangle', color: 'red' });
    expect(ctx.calls('fill')).toEqual([]);
    expect(ctx.calls('strokeStyle', 'lineWidth', 'stroke')).toEqual([
      `strokeStyle ${PALETTE.red.light}`,
      'lineWidth 4',
      'stroke',
    ]);
  });

  it('fills with the soft partner, by theme, and keeps a fixed colour as it is', () => {
    expect(paint({ type: 'rectangle', fill: 'red' }, THEMES.dark).calls('fillStyle')).toEqual([
      `fillStyle ${PALETTE.red.softDark}`,
    ]);
    expect(paint({ type: 'rectangle', fill: '#123456' }, THEMES.dark).calls('fillStyle')).toEqual([
      'fillStyle #123456',
    ]);
  });

  it('is turned about its middle', () => {
    const ctx = paint({ type: 'rectangle', rotation: 90 });
    expect(ctx.calls('save', 'translate', 'rotate', 'restore')).toEqual([
      'save',
      'translate 50 30',
      'rotate 1.57',
      'translate -50 -30',
      'restore',
    ]);
  });

  it('writes its label into the middle', () => {
    expect(paint({ type: 'rectangle', text: 'a\nb' }).calls('fillText')).toEqual([
      'fillText a 50 24.28',
      'fillText b 50 50.28',
    ]);
  });

  it('is hit at its outline, and inside when it is filled or counts as solid', () => {
    const hollow = shapeElement({ type: 'rectangle' });
    expect(hitElement(hollow, { x: 100, y: 30 }, 0, false)).toBe(true);
    expect(hitElement(hollow, { x: 103, y: 30 }, 0, false)).toBe(false);
    expect(hitElement(hollow, { x: 50, y: 30 }, 0, false)).toBe(false);
    expect(hitElement(hollow, { x: 50, y: 30 }, 0, true)).toBe(true);
    expect(hitElement({ ...hollow, fill: 'blue' }, { x: 50, y: 30 }, 0, false)).toBe(true);
  });

  it('is hit where it is after turning', () => {
    const turned = shapeElement({ type: 'rectangle', rotation: 90 });
    // 100 by 60 about (50, 30) stands upright: x from 20 to 80, y from -20 to 80.
    expect(hitElement(turned, { x: 50, y: -20 }, 0, false)).toBe(true);
    expect(hitElement(turned, { x: 100, y: 30 }, 0, false)).toBe(false);
    const bounds = inkBoundsOf(turned);
    expect(bounds.minY).toBeLessThanOrEqual(-22);
    expect(bounds.maxX).toBeLessThan(90);
  });

  it('is not touched by a marquee inside its empty middle', () => {
    const hollow = shapeElement({ type: 'rectangle' });
    const inside = { minX: 40, minY: 20, maxX: 60, maxY: 40 };
    expect(boundsTouchElement(hollow, inside)).toBe(false);
    expect(boundsTouchElement({ ...hollow, fill: 'blue' }, inside)).toBe(true);
    expect(boundsTouchElement(hollow, { ...inside, maxX: 120 })).toBe(true);
  });
});
