import { type Bounds, type Box, boundsOfBox, inflate } from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';
import { areaTouchesPolygon } from '../geometry/polyline.ts';
import { labelColor, type Theme } from './palette.ts';
import { boxOutline, signedDistanceToBox } from './rectangle/rectangle-geometry.ts';
import { SHAPES } from './registry.ts';
import type { ShapeElement, StoredPlace } from './shape.ts';
import {
  type PlacedText,
  placeText,
  storedTextBox,
  type TextArea,
  withCornerKept,
} from './text/text-area.ts';

/** Letters reach over their line and their advance by about this part of the font size. */
const OVERHANG = 0.5;
/** Heights nearer than this come from arithmetic, not from a hand. */
const HEIGHT_TOLERANCE = 1e-6;

/** Where the element's text goes, whether or not there is any; undefined for what can have none. */
export function textAreaOf(element: ShapeElement): TextArea | undefined {
  return SHAPES[element.type].textArea?.(element);
}

/** The element's text as it is painted; undefined when there is none. */
export function placedTextOf(element: ShapeElement): PlacedText | undefined {
  const { textArea } = SHAPES[element.type];
  if (!textArea) return undefined;
  const { text } = element;
  return text === '' ? undefined : placeText(text, textArea(element));
}

/** The box in which an element is seen with a text: a label may need more room than is stored. */
export function seenBoxOf(stored: StoredPlace & Pick<ShapeElement, 'type'>, text: string): Box {
  const { seenBox } = SHAPES[stored.type];
  return seenBox ? seenBox(text, stored) : stored.box;
}

/**
 * The box that the document should have of an element seen in `element.box`.
 * @param before how it was seen, and what was stored: a shape that its label has made higher goes on
 *   to follow its label, unless its height has been set anew
 */
export function storedBoxOf(
  element: ShapeElement,
  before?: { readonly seen: Box; readonly stored: Box },
): Box {
  const { type, box, rotation, wraps } = element;
  if (type === 'text') return storedTextBox(box, rotation, wraps);
  const grown = before && before.seen.height > before.stored.height;
  if (!grown || Math.abs(box.height - before.seen.height) > HEIGHT_TOLERANCE) return box;
  return withCornerKept(box, { ...box, height: before.stored.height }, rotation);
}

/** CSS colour of an element's text. */
export function textColorOf(element: ShapeElement, theme: Theme): string {
  return SHAPES[element.type].textColor?.(element, theme) ?? labelColor(element, theme);
}

/** What painting the element's text can touch, in its own space. */
export function textInkOf(element: ShapeElement): Bounds | undefined {
  const placed = placedTextOf(element);
  return placed && inflate(boundsOfBox(placed.box), placed.size * OVERHANG);
}

/** Whether a point in the element's own space is on its text. */
export function hitText(element: ShapeElement, point: Point, tolerance: number): boolean {
  const placed = placedTextOf(element);
  return placed !== undefined && signedDistanceToBox(point, placed.box, 0) <= tolerance;
}

/** Whether a polygon in the element's own space touches its text. */
export function textTouches(element: ShapeElement, polygon: readonly Point[]): boolean {
  const placed = placedTextOf(element);
  return placed !== undefined && areaTouchesPolygon(boxOutline(placed.box), 2, polygon);
}
