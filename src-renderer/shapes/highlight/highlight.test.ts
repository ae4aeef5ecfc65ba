import { describe, expect, it } from 'vitest';
import { PALETTE_NAMES } from '../../board/element.ts';
import { hitElement, inkBoundsOf } from '../element-geometry.ts';
import { paintElement } from '../paint-element.ts';
import { highlightColor, THEMES } from '../palette.ts';
import { RecordingContext } from '../testing/recording-context.ts';
import { shapeElement } from '../testing/shape-element.ts';

const mark = shapeElement({
  type: 'highlight',
  color: 'yellow',
  box: { x: 0, y: 0, width: 100, height: 0 },
  points: [0, 0, 0.5, 100, 0, 0.5],
});

describe('a highlight', () => {
  it.each([
    ['light', 'multiply'],
    ['dark', 'lighten'],
  ] as const)('lets what it lies on be read in the %s theme', (name, operation) => {
    const ctx = new RecordingContext();
    const blends: string[] = [];
    ctx.stroke = () => blends.push(ctx.globalCompositeOperation);
    paintElement(ctx, mark, THEMES[name], { paths: null });
    expect(blends).toEqual([operation]);
    expect(ctx.globalCompositeOperation).toBe('source-over');
    expect(ctx.calls('strokeStyle')).toEqual([
      `strokeStyle ${highlightColor('yellow', THEMES[name])}`,
    ]);
  });

  it('is as light on the bare canvas as where nothing is under it yet, which is what tiles show', () => {
    const { canvas } = THEMES.dark;
    for (const color of PALETTE_NAMES) {
      const ink = highlightColor(color, THEMES.dark);
      for (const at of [1, 3, 5]) {
        const channel = (of: string): number => Number.parseInt(of.slice(at, at + 2), 16);
        expect(channel(ink)).toBeGreaterThanOrEqual(channel(canvas));
      }
    }
  });

  it('is broad, and hit all over', () => {
    const ctx = new RecordingContext();
    paintElement(ctx, mark, THEMES.light, { paths: null });
    expect(ctx.calls('lineWidth')).toEqual(['lineWidth 20']);
    expect(hitElement(mark, { x: 50, y: 9 }, 0, false)).toBe(true);
    expect(hitElement(mark, { x: 50, y: 12 }, 0, false)).toBe(false);
    expect(inkBoundsOf(mark).maxY).toBeGreaterThanOrEqual(10);
  });
});
