import { describe, expect, it } from 'vitest';
import { rotatedCorners } from '../../geometry/box.ts';
import { ESTIMATED_CHARACTER_WIDTH } from './measure-text.ts';
import { storedTextBox, textBox } from './text-area.ts';
import { lineHeightOf } from './text-font.ts';

const size = 20;
const at = { x: 100, y: 50, width: 0, height: 0 };

describe('the box of a text element', () => {
  it('is as large as its lines while it has no width of its own', () => {
    expect(textBox('ab\ncde', { box: at, rotation: 0, size })).toEqual({
      x: 100,
      y: 50,
      width: 3 * size * ESTIMATED_CHARACTER_WIDTH,
      height: 2 * lineHeightOf(size),
    });
  });

  it('keeps its width and is as high as the lines that are broken at it', () => {
    const box = textBox('one two three', {
      box: { ...at, width: 60, height: 7 },
      rotation: 0,
      size,
    });
    expect(box).toEqual({ x: 100, y: 50, width: 60, height: 3 * lineHeightOf(size) });
  });

  it('has room for a caret while it is empty', () => {
    expect(textBox('', { box: at, rotation: 0, size })).toMatchObject({
      width: 6,
      height: lineHeightOf(size),
    });
  });

  it.each([0, 30, 90, 200])('turned by %s degrees stays in place at its top left', (rotation) => {
    for (const box of [at, { ...at, width: 60, height: 40 }]) {
      const [before] = rotatedCorners(box, rotation);
      for (const text of ['a', 'one two three', 'a\nb\nc']) {
        const [after] = rotatedCorners(textBox(text, { box, rotation, size }), rotation);
        expect(after.x).toBeCloseTo(before.x);
        expect(after.y).toBeCloseTo(before.y);
      }
    }
  });

  it('is stored so that it comes back the same', () => {
    for (const rotation of [0, 75]) {
      const seen = textBox('some text', { box: at, rotation, size });
      const stored = storedTextBox(seen, rotation, false);
      expect(stored).toMatchObject({ width: 0, height: 0 });
      const again = textBox('some text', { box: stored, rotation, size });
      expect(again.x).toBeCloseTo(seen.x);
      expect(again.y).toBeCloseTo(seen.y);
      expect(again.width).toBe(seen.width);
    }
  });
});
