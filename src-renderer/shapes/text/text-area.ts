import { rotatePoint } from '../../geometry/angle.ts';
import { type Box, centreOfBox } from '../../geometry/box.ts';
import type { Point } from '../../geometry/point.ts';
import { LABEL_FONT_SIZE } from './text-font.ts';
import { layoutText, type TextLayout } from './text-layout.ts';

/** Where an element's text goes, in the element's own space: board units, not turned. */
export interface TextArea {
  /** Font size in board units. */
  readonly size: number;
  /** `start`: from the left, or from the right for scripts that are read so. */
  readonly align: 'start' | 'center';
  /** Lines are broken at this width; `null`: only where the text says so. */
  readonly wrapWidth: number | null;
  /** Top left corner of the text for `start`, its centre for `center`. */
  readonly at: Point;
}

/** A text in its area. */
export interface PlacedText {
  readonly layout: TextLayout;
  readonly align: TextArea['align'];
  readonly size: number;
  /** What the text takes up: as wide as the area for `start`, as its longest line for `center`. */
  readonly box: Box;
}

/** An empty text still shows where it is: room for a caret, per font size. */
const EMPTY_WIDTH = 0.3;
/** Free room between a label and the edge of its shape, in board units. */
export const LABEL_PADDING = 8;
/** However narrow a shape is, a label has room for a few letters. */
const LABEL_MIN_WIDTH = 2 * LABEL_FONT_SIZE;

export function placeText(text: string, area: TextArea): PlacedText {
  const { size, align, wrapWidth, at } = area;
  const layout = layoutText(text, size, wrapWidth);
  const { height } = layout;
  if (align === 'start') {
    const width = wrapWidth ?? Math.max(layout.width, size * EMPTY_WIDTH);
    return { layout, align, size, box: { x: at.x, y: at.y, width, height } };
  }
  const { width } = layout;
  return { layout, align, size, box: { x: at.x - width / 2, y: at.y - height / 2, width, height } };
}

/** The area of a label: centred, and broken at a width. */
export function labelArea(centre: Point, width: number): TextArea {
  const wrapWidth = Math.max(width, LABEL_MIN_WIDTH);
  return { size: LABEL_FONT_SIZE, align: 'center', wrapWidth, at: centre };
}

/** What a text element looks like in the document. */
export interface StoredText {
  /** A width of 0 stands for "as wide as the text"; any other one breaks the lines. */
  readonly box: Box;
  readonly rotation: number;
  readonly size: number;
}

/** Whether the lines of a text element are broken at its width. */
export function wrapsText(stored: Pick<StoredText, 'box'>): boolean {
  return stored.box.width > 0;
}

/**
 * The box of a text element. Its height, and its width unless it wraps, follow from the text and are
 * stored nowhere: two people may type in it at once, and nobody has to write what both can compute.
 * Its top left corner stays where it is seen, turned or not, whatever is typed.
 */
export function textBox(text: string, stored: StoredText): Box {
  const { box, rotation, size } = stored;
  const wrapWidth = wrapsText(stored) ? box.width : null;
  const { width, height } = placeText(text, {
    size,
    align: 'start',
    wrapWidth,
    at: box,
  }).box;
  return withCornerKept(box, { x: box.x, y: box.y, width, height }, rotation);
}

/** A box of another size, whose top left corner is seen where that of the first is, turned or not. */
export function withCornerKept(from: Box, to: Box, rotation: number): Box {
  if (rotation === 0 || (to.width === from.width && to.height === from.height)) return to;
  return withTurnedCorner(turnedCorner(from, rotation), to, rotation);
}

/** What is to be stored of a text element that is seen in `box`: the inverse of {@link textBox}. */
export function storedTextBox(box: Box, rotation: number, wraps: boolean): Box {
  if (wraps) return box;
  return { ...turnedCorner(box, rotation), width: 0, height: 0 };
}

function turnedCorner(box: Box, rotation: number): Point {
  return rotatePoint({ x: box.x, y: box.y }, centreOfBox(box), rotation);
}

/** A box of the same size whose top left corner is seen at `corner` once it is turned. */
function withTurnedCorner(corner: Point, { width, height }: Box, rotation: number): Box {
  const centre = rotatePoint(
    { x: corner.x + width / 2, y: corner.y + height / 2 },
    corner,
    rotation,
  );
  return { x: centre.x - width / 2, y: centre.y - height / 2, width, height };
}
