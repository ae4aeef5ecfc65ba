import { describe, expect, it } from 'vitest';
import { ESTIMATED_CHARACTER_WIDTH } from './measure-text.ts';
import { placeText, type TextArea } from './text-area.ts';
import { caretBox, indexAtPoint } from './text-caret.ts';
import { lineHeightOf } from './text-font.ts';

const size = 10;
const character = size * ESTIMATED_CHARACTER_WIDTH;
const height = lineHeightOf(size);
const area: TextArea = { size, align: 'start', wrapWidth: 7 * character, at: { x: 100, y: 50 } };
const text = 'one two three';

describe('a caret', () => {
  it.each([
    [0, 0, 0],
    [3, 3, 0],
    [7, 7, 0],
    [8, 0, 1],
    [13, 5, 1],
  ])('at %s is %s characters into line %s', (index, column, row) => {
    const placed = placeText(text, area);
    expect(placed.layout.lines).toHaveLength(2);
    const caret = caretBox(placed, text, index);
    expect(caret.x).toBeCloseTo(100 + column * character);
    expect(caret.y).toBeCloseTo(50 + row * height);
    expect(caret.height).toBe(height);
  });

  it('is put where a point is nearest to', () => {
    const placed = placeText(text, area);
    const at = (column: number, row: number): number =>
      indexAtPoint(placed, text, { x: 100 + column * character, y: 50 + (row + 0.5) * height });
    expect(at(-5, 0)).toBe(0);
    expect(at(2.4, 0)).toBe(2);
    expect(at(2.6, 0)).toBe(3);
    expect(at(50, 0)).toBe(7);
    expect(at(1, 1)).toBe(9);
    expect(at(1, -3)).toBe(1);
    expect(at(50, 9)).toBe(13);
  });

  it('starts at the right in what is read from there, and in the middle of what is centred', () => {
    const rtl = placeText('שלום', { ...area, wrapWidth: 100 });
    expect(caretBox(rtl, 'שלום', 0).x).toBeCloseTo(200);
    expect(caretBox(rtl, 'שלום', 4).x).toBeCloseTo(200 - 4 * character);
    const centred = placeText('abcd', { ...area, align: 'center' });
    expect(caretBox(centred, 'abcd', 2).x).toBeCloseTo(100);
    expect(indexAtPoint(centred, 'abcd', { x: 100, y: 50 })).toBe(2);
  });

  it('is at the start of an empty text', () => {
    const empty = placeText('', area);
    expect(caretBox(empty, '', 0)).toEqual({ x: 100, y: 50, width: 0, height });
    expect(indexAtPoint(empty, '', { x: 500, y: 500 })).toBe(0);
  });
});
