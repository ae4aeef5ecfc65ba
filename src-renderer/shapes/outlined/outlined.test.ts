import { describe, expect, it } from 'vitest';
import { ELEMENT_TYPES } from '../../board/element.ts';
import { boundsOfBox, containsBounds, inflate } from '../../geometry/box.ts';
import { boundsTouchElement, hitElement, inkBoundsOf } from '../element-geometry.ts';
import { placedTextOf, seenBoxOf, storedBoxOf } from '../element-text.ts';
import { paintElement } from '../paint-element.ts';
import { PALETTE, THEMES } from '../palette.ts';
import { SHAPES } from '../registry.ts';
import type { ShapeElement } from '../shape.ts';
import { STYLE_TRAITS } from '../style-traits.ts';
import { RecordingContext } from '../testing/recording-context.ts';
import { shapeElement } from '../testing/shape-element.ts';
import { lengthOfFlat } from './flatten.ts';

const OUTLINED = ELEMENT_TYPES.filter((type) => STYLE_TRAITS[type].fill);
const BOX = { x: 100, y: 200, width: 160, height: 120 };

const paint = (element: ShapeElement): RecordingContext => {
  const ctx = new RecordingContext();
  paintElement(ctx, element, THEMES.light, { paths: null });
  return ctx;
};

/** All coordinates that a painter went to. */
function reached(ctx: RecordingContext): { x: number; y: number }[] {
  return ctx.calls('moveTo', 'lineTo', 'bezierCurveTo').map((call) => {
    const numbers = call.split(' ').slice(1).map(Number);
    return { x: numbers.at(-2) ?? 0, y: numbers.at(-1) ?? 0 };
  });
}

describe.each(OUTLINED)('a %s', (type) => {
  const shape = shapeElement({ type, box: BOX });
  const centre = { x: 180, y: 260 };

  it('is stroked as one line, and filled only when it has a fill', () => {
    expect(paint(shape).calls('stroke', 'fill')).toEqual(['stroke']);
    const filled = paint({ ...shape, fill: 'teal' });
    expect(filled.calls('stroke', 'fill')).toEqual(['fill', 'stroke']);
    expect(filled.calls('fillStyle')).toEqual([`fillStyle ${PALETTE.teal.softLight}`]);
  });

  it('stays in its box, and in its ink bounds however it is drawn', () => {
    const nearly = inflate(boundsOfBox(BOX), 0.01);
    for (const { x, y } of reached(paint(shape))) {
      expect(containsBounds(nearly, { minX: x, minY: y, maxX: x, maxY: y })).toBe(true);
    }
    for (const dash of ['dashed', 'dotted', 'sketch'] as const) {
      for (const id of ['a', 'b', 'c', 'd', 'e']) {
        const drawn = { ...shape, id, dash, size: 9 };
        for (const { x, y } of reached(paint(drawn))) {
          const point = { minX: x, minY: y, maxX: x, maxY: y };
          expect(containsBounds(inkBoundsOf(drawn), point)).toBe(true);
        }
      }
    }
  });

  it('is hit on its outline, and in its middle only when filled or meant as a whole', () => {
    expect(hitElement(shape, centre, 2, false)).toBe(false);
    expect(hitElement(shape, centre, 2, true)).toBe(true);
    expect(hitElement({ ...shape, fill: 'red' }, centre, 2, false)).toBe(true);
    expect(hitElement({ ...shape, fill: 'red' }, { x: 40, y: 260 }, 8, true)).toBe(false);
    // From the middle to the right there is a place where its line is.
    const onTheWay = Array.from({ length: 90 }, (_, i) => ({ x: 180 + i, y: 262 }));
    expect(onTheWay.some((point) => hitElement(shape, point, 1, false))).toBe(true);
  });

  it('is not touched by a marquee in its empty middle, but by one over its edge', () => {
    const inside = { minX: 178, minY: 258, maxX: 182, maxY: 262 };
    expect(boundsTouchElement(shape, inside)).toBe(false);
    expect(boundsTouchElement({ ...shape, fill: 'red' }, inside)).toBe(true);
    expect(boundsTouchElement(shape, { ...inside, maxX: 400 })).toBe(true);
  });

  it('keeps its fill from under its stroke where it is translucent', () => {
    const ctx = paint({ ...shape, fill: 'red', opacity: 0.5, size: 10, radius: 0 });
    expect(ctx.calls('fill')).toHaveLength(1);
    const beforeFill = new RecordingContext();
    beforeFill.trace.push(...ctx.trace.slice(0, ctx.trace.indexOf('fill')));
    const points = reached(beforeFill);
    if (type === 'ellipse') return;
    // Further inside than half of the stroke, less the hair by which the two overlap.
    for (const { x } of points) expect(x).toBeGreaterThan(BOX.x + 4);
    for (const { y } of points) expect(y).toBeLessThan(BOX.y + BOX.height - 4);
  });

  it('is higher than it is stored when its label needs that, and only then', () => {
    const stored = { type, box: BOX, rotation: 0, size: 4 };
    expect(seenBoxOf(stored, '')).toBe(BOX);
    expect(seenBoxOf(stored, 'a')).toEqual(BOX);
    const text = 'many words '.repeat(12);
    const box = seenBoxOf(stored, text);
    expect(box).toMatchObject({ x: 100, y: 200, width: 160 });
    expect(box.height).toBeGreaterThan(200);
    const placed = placedTextOf({ ...shape, box, text });
    const label = boundsOfBox(placed?.box ?? BOX);
    expect(containsBounds(boundsOfBox(box), label)).toBe(true);
    // All of the label is inside of the outline.
    for (const y of [label.minY, label.maxY]) {
      const corner = { x: (label.minX + label.maxX) / 2, y };
      expect(hitElement({ ...shape, box, text: '' }, corner, 0, true)).toBe(true);
    }
  });

  it('is stored as high as before when it is only moved, and anew when it is resized', () => {
    const text = 'many words '.repeat(12);
    const seen = seenBoxOf({ type, box: BOX, rotation: 30, size: 4 }, text);
    const before = { seen, stored: BOX };
    const moved = { ...shape, rotation: 30, text, box: { ...seen, x: seen.x + 50 } };
    const stored = storedBoxOf(moved, before);
    expect(stored.height).toBeCloseTo(BOX.height);
    expect(stored.x).toBeCloseTo(BOX.x + 50);
    expect(stored.y).toBeCloseTo(BOX.y);
    const resized = { ...moved, box: { ...seen, height: 900 } };
    expect(storedBoxOf(resized, before)).toEqual(resized.box);
  });
});

describe('a line', () => {
  it('has dashes or dots that end where it does', () => {
    const line = shapeElement({ type: 'line', points: [0, 0, 0.5, 100, 0, 0.5] });
    const dashes = (dash: ShapeElement['dash']): number[] =>
      (paint({ ...line, dash }).calls('setLineDash')[0] ?? '').split(' ').slice(1).map(Number);
    const [on = 0, off = 0] = dashes('dashed');
    const periods = (100 - on) / (on + off);
    expect(periods).toBeCloseTo(Math.round(periods), 1);
    expect(dashes('dotted')[0]).toBe(0);
    expect(dashes('solid')).toEqual([]);
    // Whoever paints next has whole lines.
    expect(
      paint({ ...line, dash: 'dotted' })
        .calls('setLineDash')
        .at(-1),
    ).toBe('setLineDash');
  });

  it('has a whole head where it is an arrow of dashes', () => {
    const arrow = shapeElement({ type: 'arrow', dash: 'dashed', points: [0, 0, 0.5, 100, 0, 0.5] });
    const calls = paint(arrow).calls('setLineDash', 'stroke');
    expect(calls.slice(1)).toEqual(['stroke', 'setLineDash', 'stroke']);
  });
});

describe('a line as by hand', () => {
  const by = (id: string): string[] =>
    paint(shapeElement({ type: 'rectangle', id, dash: 'sketch' })).trace;

  it('is the same for an element everywhere and at any time, and another for others', () => {
    expect(by('one')).toEqual(by('one'));
    expect(by('one')).not.toEqual(by('two'));
  });

  it('does not hide that it is a line of that length', () => {
    const points = reached(paint(shapeElement({ type: 'diamond', dash: 'sketch' })));
    const length = lengthOfFlat(points.flatMap(({ x, y }) => [x, y]));
    const side = Math.hypot(50, 30);
    // Twice around.
    expect(length).toBeGreaterThan(4 * side);
    expect(length).toBeLessThan(16 * side);
  });
});

describe('a hatched fill', () => {
  const hatched = (box = BOX): RecordingContext =>
    paint(shapeElement({ type: 'hexagon', box, fill: 'green', fillStyle: 'hatch' }));

  it('rules the inside with weaker lines of the fill’s colour, and leaves the context as it was', () => {
    const ctx = hatched();
    expect(ctx.calls('strokeStyle')[0]).toBe(`strokeStyle ${PALETTE.green.light}`);
    expect(ctx.calls('save', 'clip', 'restore')).toEqual(['save', 'clip', 'restore']);
    expect(ctx.calls('stroke')).toHaveLength(2);
  });

  it('has no more lines for a wall than anybody can see', () => {
    const huge = hatched({ x: 0, y: 0, width: 1e6, height: 1e6 });
    expect(huge.calls('moveTo').length).toBeLessThan(500);
  });
});

describe('a rectangle', () => {
  it('has corners as round as it says, at most half of its shorter side', () => {
    const first = (radius: number): string =>
      paint(shapeElement({ type: 'rectangle', radius })).calls('moveTo')[0] ?? '';
    expect(first(0)).toBe('moveTo 0 0');
    expect(first(20)).toBe('moveTo 20 0');
    expect(first(10_000)).toBe('moveTo 30 0');
    const corner = { x: 1, y: 1 };
    const filled = shapeElement({ type: 'rectangle', fill: 'red' });
    expect(hitElement({ ...filled, radius: 0 }, corner, 0, false)).toBe(true);
    expect(hitElement({ ...filled, radius: 30 }, corner, 0, false)).toBe(false);
  });
});

describe('the kinds of elements', () => {
  it('are known by their own names', () => {
    for (const [name, { type }] of Object.entries(SHAPES)) expect(type).toBe(name);
  });
});
