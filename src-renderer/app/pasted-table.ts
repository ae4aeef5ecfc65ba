import { nanoid } from 'nanoid';
import type { NewElement } from '../board/element.ts';
import type { DrawingStyle } from '../canvas/drawing-styles.ts';

/** Sizes of cells in board units. */
const CELL_WIDTH_MIN = 72;
const CELL_WIDTH_MAX = 260;
const CELL_HEIGHT = 40;
const LINE_HEIGHT = 26;
const LETTER_WIDTH = 11;
const PADDING = 28;

/** A grid of labelled rectangles, one for each cell, in one group. The first row is filled. */
export function tableElements(
  rows: readonly (readonly string[])[],
  style: DrawingStyle,
): NewElement[] {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, column) => {
    const longest = Math.max(...rows.map((row) => longestLine(row[column] ?? '')));
    return Math.min(CELL_WIDTH_MAX, Math.max(CELL_WIDTH_MIN, longest * LETTER_WIDTH + PADDING));
  });
  const group = nanoid();
  const { color, opacity, size, dash } = style;
  const elements: NewElement[] = [];
  let y = 0;
  for (const [i, row] of rows.entries()) {
    const lines = Math.max(...row.map((cell, column) => lineCount(cell, widths[column] ?? 0)));
    const height = CELL_HEIGHT + (lines - 1) * LINE_HEIGHT;
    let x = 0;
    for (const [column, cell] of row.entries()) {
      const width = widths[column] ?? CELL_WIDTH_MIN;
      const look = { color, opacity, size: Math.min(size, 2), dash, radius: 0 };
      const fill = i === 0 && rows.length > 1 ? ({ fill: 'grey', fillStyle: 'soft' } as const) : {};
      elements.push({
        type: 'rectangle',
        x,
        y,
        width,
        height,
        ...look,
        ...fill,
        text: cell,
        groups: [group],
      });
      x += width;
    }
    y += height;
  }
  return elements;
}

function longestLine(text: string): number {
  return Math.max(...text.split('\n').map((line) => [...line].length));
}

/** About how many lines a cell's text takes at a width. */
function lineCount(text: string, width: number): number {
  const letters = Math.max(1, Math.floor((width - PADDING) / LETTER_WIDTH));
  return text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil([...line].length / letters)), 0);
}
