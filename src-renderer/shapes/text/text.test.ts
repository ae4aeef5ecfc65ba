import { describe, expect, it } from 'vitest';
import { boundsTouchElement, hitElement, inkBoundsOf } from '../element-geometry.ts';
import { paintElement } from '../paint-element.ts';
import { THEMES } from '../palette.ts';
import type { ShapeElement } from '../shape.ts';
import { RecordingContext } from '../testing/recording-context.ts';
import { shapeElement } from '../testing/shape-element.ts';
import { ESTIMATED_CHARACTER_WIDTH } from './measure-text.ts';
import { baselineOf, LABEL_FONT_SIZE, lineHeightOf } from './text-font.ts';

const text = shapeElement({ type: 'text', text: 'One\nTwo', size: 20 });

function painted(element: ShapeElement): RecordingContext {
  const ctx = new RecordingContext();
  paintElement(ctx, element, THEMES.light, { paths: null });
  return ctx;
}
const first = Math.round(baselineOf(20) * 100) / 100;
const second = Math.round((baselineOf(20) + lineHeightOf(20)) * 100) / 100;

describe('a text', () => {
  it('is written line by line from the top left of its box', () => {
    const ctx = painted(text);
    expect(ctx.calls('fillText')).toEqual([`fillText One 0 ${first}`, `fillText Two 0 ${second}`]);
    expect(ctx.font).toContain('20px');
  });

  it('is broken at its width when it wraps', () => {
    const wide = 4 * 20 * ESTIMATED_CHARACTER_WIDTH;
    const box = { x: 0, y: 0, width: wide, height: 60 };
    const ctx = painted({ ...text, text: 'one two', wraps: true, box });
    expect(ctx.calls('fillText')).toEqual([`fillText one 0 ${first}`, `fillText two 0 ${second}`]);
  });

  it('stands at the right when it is read from there', () => {
    const ctx = painted({ ...text, text: 'שלום', wraps: true });
    expect(ctx.calls('fillText')).toEqual([`fillText שלום 100 ${first}`]);
    expect(ctx.textAlign).toBe('right');
  });

  it('is left out while a field shows it', () => {
    expect(painted({ ...text, inField: true }).calls('fillText')).toEqual([]);
  });

  it('is hit anywhere in its box', () => {
    expect(hitElement(text, { x: 90, y: 55 }, 0, false)).toBe(true);
    expect(hitElement(text, { x: 120, y: 30 }, 2, false)).toBe(false);
    expect(boundsTouchElement(text, { minX: 10, minY: 10, maxX: 12, maxY: 12 })).toBe(true);
  });
});

describe('a label', () => {
  const box = { x: 0, y: 0, width: 200, height: 100 };
  const middle = Math.round((50 - lineHeightOf(20) / 2 + baselineOf(20)) * 100) / 100;

  it.each(['rectangle', 'ellipse'] as const)('is centred in a %s', (type) => {
    const ctx = painted(shapeElement({ type, box, text: 'Hi' }));
    expect(ctx.calls('fillText')).toEqual([`fillText Hi 100 ${middle}`]);
    expect(ctx.textAlign).toBe('center');
    expect(ctx.font).toContain(`${LABEL_FONT_SIZE}px`);
  });

  it('is broken so that it stays in its shape', () => {
    const text = 'a label that is longer than its shape';
    const lines = (type: 'rectangle' | 'ellipse'): string[] =>
      painted(shapeElement({ type, box, text }))
        .calls('fillText')
        .map((call) => call.replace(/^fillText | 100 .*$/g, ''));
    expect(lines('rectangle')).toEqual(['a label that is', 'longer than its', 'shape']);
    expect(lines('ellipse')).toEqual(['a label that', 'is longer', 'than its', 'shape']);
  });

  it('belongs to what is hit, touched and repainted', () => {
    const small = shapeElement({
      type: 'rectangle',
      box: { x: 0, y: 0, width: 60, height: 10 },
      text: 'one two three four',
    });
    expect(hitElement(small, { x: 30, y: -30 }, 0, false)).toBe(true);
    expect(hitElement({ ...small, text: '' }, { x: 30, y: -30 }, 0, true)).toBe(false);
    expect(boundsTouchElement(small, { minX: 28, minY: -32, maxX: 32, maxY: -28 })).toBe(true);
    expect(inkBoundsOf(small).minY).toBeLessThan(-40);
  });

  it.each(['line', 'arrow'] as const)('stands half way along a %s, in a gap of it', (type) => {
    // 300 to the right, then 100 down: half way is at (200, 0).
    const points = [0, 0, 0.5, 300, 0, 0.5, 300, 100, 0.5];
    const line = shapeElement({ type, points, text: 'Hi' });
    const ctx = painted(line);
    const y = Math.round((-lineHeightOf(20) / 2 + baselineOf(20)) * 100) / 100;
    expect(ctx.calls('fillText')).toEqual([`fillText Hi 200 ${y}`]);
    expect(ctx.calls('clip')).toHaveLength(1);
    expect(painted({ ...line, text: '' }).calls('clip')).toHaveLength(0);
    // The gap stays while the label is in a field.
    expect(painted({ ...line, inField: true }).calls('clip', 'fillText')).toEqual(['clip']);
    expect(hitElement(line, { x: 200, y: 8 }, 0, false)).toBe(true);
  });

  it('turns with its shape', () => {
    const ctx = painted(shapeElement({ type: 'rectangle', box, text: 'Hi', rotation: 90 }));
    expect(ctx.trace.indexOf('rotate 1.57')).toBeLessThan(
      ctx.trace.findIndex((line) => line.startsWith('fillText')),
    );
  });
});
