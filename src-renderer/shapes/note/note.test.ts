import { describe, expect, it } from 'vitest';
import { PALETTE_NAMES } from '../../board/element.ts';
import { boundsOfBox, containsBounds } from '../../geometry/box.ts';
import { contrast } from '../contrast.ts';
import { hitElement, inkBoundsOf } from '../element-geometry.ts';
import { placedTextOf, seenBoxOf, textColorOf } from '../element-text.ts';
import { paintElement } from '../paint-element.ts';
import { noteColor, THEMES } from '../palette.ts';
import { RecordingContext } from '../testing/recording-context.ts';
import { shapeElement } from '../testing/shape-element.ts';
import { AUTHOR_STRIP } from './note-geometry.ts';

const BOX = { x: 0, y: 0, width: 200, height: 200 };
const note = shapeElement({ type: 'note', box: BOX, color: 'yellow', size: 24 });

const paint = (element: typeof note): RecordingContext => {
  const ctx = new RecordingContext();
  paintElement(ctx, element, THEMES.light, { paths: null });
  return ctx;
};

describe('a sticky note', () => {
  it('is paper of its colour over a shadow that stays in its bounds, without a stroke', () => {
    const ctx = paint(note);
    expect(ctx.calls('stroke')).toEqual([]);
    expect(ctx.calls('fillStyle').at(-1)).toBe(`fillStyle ${noteColor('yellow', THEMES.light)}`);
    for (const call of ctx.calls('lineTo')) {
      const [x = 0, y = 0] = call.split(' ').slice(1).map(Number);
      expect(containsBounds(inkBoundsOf(note), { minX: x, minY: y, maxX: x, maxY: y })).toBe(true);
    }
  });

  it('has its author\u2019s name at the foot, and none where nobody is named', () => {
    expect(paint({ ...note, author: 'Ada' }).calls('fillText')).toEqual(['fillText Ada 16 188']);
    expect(paint(note).calls('fillText')).toEqual([]);
  });

  it.each(PALETTE_NAMES)('can be read in both themes when it is %s', (color) => {
    for (const theme of [THEMES.light, THEMES.dark]) {
      const ink = textColorOf({ ...note, color }, theme);
      expect(contrast(ink, noteColor(color, theme))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('grows with its text, and keeps the author\u2019s name free', () => {
    const stored = { type: 'note', box: BOX, rotation: 0, size: 24 } as const;
    expect(seenBoxOf(stored, 'short')).toBe(BOX);
    const text = 'much to say '.repeat(20);
    const box = seenBoxOf(stored, text);
    expect(box).toMatchObject({ x: 0, y: 0, width: 200 });
    const placed = placedTextOf({ ...note, box, text });
    const label = boundsOfBox(placed?.box ?? BOX);
    expect(label.minY).toBeGreaterThanOrEqual(0);
    expect(label.maxY).toBeLessThanOrEqual(box.height - AUTHOR_STRIP);
  });

  it('is hit anywhere on its paper', () => {
    expect(hitElement(note, { x: 100, y: 100 }, 0, false)).toBe(true);
    expect(hitElement(note, { x: 205, y: 100 }, 2, true)).toBe(false);
  });
});
