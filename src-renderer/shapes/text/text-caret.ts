import type { Box } from '../../geometry/box.ts';
import type { Point } from '../../geometry/point.ts';
import { graphemeStarts } from './line-breaks.ts';
import { textWidth } from './measure-text.ts';
import type { PlacedText } from './text-area.ts';
import { paintable, type TextLine } from './text-layout.ts';

/** Left edge of a line's first sign as it is painted, or the right edge of one that is read from there. */
function lineStart({ align, box }: PlacedText, line: TextLine): number {
  if (align === 'center') return box.x + (box.width + (line.rtl ? line.width : -line.width)) / 2;
  return line.rtl ? box.x + box.width : box.x;
}

/** How far into a line a place in the text is. */
function offsetIn(placed: PlacedText, text: string, line: TextLine, index: number): number {
  const before = textWidth(paintable(text.slice(line.start, index)), placed.size);
  return line.rtl ? -before : before;
}

/**
 * Where a caret stands: a box of no width in the element's own space. In a line with both directions
 * it is near the place only.
 */
export function caretBox(placed: PlacedText, text: string, index: number): Box {
  const { lines, lineHeight } = placed.layout;
  let row = 0;
  while (row + 1 < lines.length && (lines[row + 1]?.start ?? 0) <= index) row += 1;
  const line = lines[row];
  const y = placed.box.y + row * lineHeight;
  if (!line) return { x: placed.box.x, y, width: 0, height: lineHeight };
  const x = lineStart(placed, line) + offsetIn(placed, text, line, Math.min(index, line.end));
  return { x, y, width: 0, height: lineHeight };
}

/** The place in the text that is nearest to a point in the element's own space. */
export function indexAtPoint(placed: PlacedText, text: string, point: Point): number {
  const { lines, lineHeight } = placed.layout;
  const row = Math.floor((point.y - placed.box.y) / lineHeight);
  const line = lines[Math.max(0, Math.min(lines.length - 1, row))];
  if (!line) return 0;
  const start = lineStart(placed, line);
  const visible = text.slice(line.start, line.end).replace(/[ \t]+$/, '');
  let best = line.start;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const offset of [...graphemeStarts(visible), visible.length]) {
    const index = line.start + offset;
    const distance = Math.abs(start + offsetIn(placed, text, line, index) - point.x);
    if (distance >= bestDistance) break;
    best = index;
    bestDistance = distance;
  }
  return best;
}
