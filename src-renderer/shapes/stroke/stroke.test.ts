import { describe, expect, it } from 'vitest';
import { strokeOutline } from '../../ink/outline.ts';
import { hitElement, inkBoundsOf } from '../element-geometry.ts';
import { paintElement } from '../paint-element.ts';
import { PALETTE, THEMES } from '../palette.ts';
import { RecordingContext } from '../testing/recording-context.ts';
import { shapeElement } from '../testing/shape-element.ts';

const diagonal = shapeElement({
  type: 'stroke',
  box: { x: 0, y: 0, width: 100, height: 60 },
  points: [0, 0, 0.5, 50, 30, 0.5, 100, 60, 0.5],
  size: 8,
});

describe('a stroke', () => {
  it('is one filled outline in its colour', () => {
    const ctx = new RecordingContext();
    paintElement(ctx, { ...diagonal, color: 'teal' }, THEMES.dark, { paths: null });
    expect(ctx.calls('fillStyle', 'beginPath', 'closePath', 'fill', 'stroke')).toEqual([
      `fillStyle ${PALETTE.teal.dark}`,
      'beginPath',
      'closePath',
      'fill',
    ]);
  });

  it('is hit along its line with half its width, not in its box', () => {
    expect(hitElement(diagonal, { x: 50, y: 33 }, 0, false)).toBe(true);
    expect(hitElement(diagonal, { x: 50, y: 40 }, 0, false)).toBe(false);
    expect(hitElement(diagonal, { x: 90, y: 5 }, 0, true)).toBe(false);
    expect(hitElement(diagonal, { x: 50, y: 40 }, 6, false)).toBe(true);
  });

  it.each(['real', 'simulated', 'off'] as const)(
    'never paints beyond its ink bounds: %s',
    (pressure) => {
      const points = Array.from({ length: 40 }, (_, i) => [i * 0.7, Math.sin(i / 3) * 9, 1]).flat();
      const ys = points.filter((_, i) => i % 3 === 1);
      const minY = Math.min(...ys);
      const box = { x: 0, y: minY, width: 39 * 0.7, height: Math.max(...ys) - minY };
      const element = shapeElement({ type: 'stroke', points, box, size: 14, pressure });
      const bounds = inkBoundsOf(element);
      for (const [x, y] of strokeOutline(points, element)) {
        expect(x).toBeGreaterThanOrEqual(bounds.minX);
        expect(x).toBeLessThanOrEqual(bounds.maxX);
        expect(y).toBeGreaterThanOrEqual(bounds.minY);
        expect(y).toBeLessThanOrEqual(bounds.maxY);
      }
    },
  );
});
