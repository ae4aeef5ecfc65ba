import { type Bounds, type Box, boundsOfBox, inflate } from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';
import { areaTouchesPolygon } from '../geometry/polyline.ts';
import { boxOutline, signedDistanceToBox } from './rectangle/rectangle-geometry.ts';
import { SHAPES } from './registry.ts';
import type { ShapeElement } from './shape.ts';
import { type PlacedText, placeText, storedTextBox, type TextArea } from './text/text-area.ts';

/** Letters reach over their line and their advance by about this part of the font size. */
const OVERHANG = 0.5;

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

/** The box that the document should have of an element seen in `element.box`. */
export function storedBoxOf(element: ShapeElement): Box {
  const { type, box, rotation, wraps } = element;
  return type === 'text' ? storedTextBox(box, rotation, wraps) : box;
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
