import { describe, expect, it } from 'vitest';
import { hitElement } from '../element-geometry.ts';
import { paintElement } from '../paint-element.ts';
import { THEMES } from '../palette.ts';
import { RecordingContext } from '../testing/recording-context.ts';
import { shapeElement } from '../testing/shape-element.ts';

const bent = shapeElement({ type: 'line', points: [0, 0, 0.5, 100, 0, 0.5, 100, 60, 0.5] });

describe('a line', () => {
  it('goes through all its points with round ends', () => {
    const ctx = new RecordingContext();
    paintElement(ctx, bent, THEMES.light, { paths: null });
    expect(ctx.calls('moveTo', 'lineTo')).toEqual(['moveTo 0 0', 'lineTo 100 0', 'lineTo 100 60']);
    expect(ctx.lineCap).toBe('round');
  });

  it('is hit on its segments only', () => {
    expect(hitElement(bent, { x: 100, y: 30 }, 0, false)).toBe(true);
    expect(hitElement(bent, { x: 50, y: 30 }, 2, true)).toBe(false);
  });

  it('is the diagonal of its box where it has no points', () => {
    expect(hitElement(shapeElement({ type: 'line' }), { x: 50, y: 30 }, 0, false)).toBe(true);
  });
});
