import { type Box, boundsOfBox, inflate } from '../../geometry/box.ts';
import { areaTouchesPolygon } from '../../geometry/polyline.ts';
import { boxOutline, signedDistanceToBox } from '../rectangle/rectangle-geometry.ts';
import type { ShapeElement, ShapeGeometry, StoredPlace } from '../shape.ts';
import { placeText, type TextArea, withCornerKept } from '../text/text-area.ts';

/** Free room around the text, and the strip at the foot for the author's name. Board units. */
const PADDING = 16;
export const AUTHOR_STRIP = 28;
/** How far the shadow reaches. */
export const SHADOW_REACH = 10;
/** A note however narrow has room for a few letters. */
const LEAST_TEXT_WIDTH = 40;

type Paper = Pick<ShapeElement, 'box' | 'size'>;

/** In the middle of the paper above the author's name. */
export function noteTextArea({ box, size }: Paper): TextArea {
  return {
    size,
    align: 'center',
    wrapWidth: Math.max(LEAST_TEXT_WIDTH, box.width - 2 * PADDING),
    at: { x: box.x + box.width / 2, y: box.y + (box.height - AUTHOR_STRIP) / 2 + PADDING / 4 },
  };
}

/** A note grows with its text; its top left corner stays. */
export function noteBox(text: string, { box, rotation, size }: StoredPlace): Box {
  if (text === '') return box;
  const { height } = placeText(text, noteTextArea({ box, size })).box;
  const needed = height + PADDING + PADDING / 2 + AUTHOR_STRIP;
  if (needed <= box.height) return box;
  return withCornerKept(box, { ...box, height: needed }, rotation);
}

export const noteGeometry: ShapeGeometry = {
  inkBounds: ({ box }) => inflate(boundsOfBox(box), SHADOW_REACH),
  hit: ({ box }, point, tolerance) => signedDistanceToBox(point, box, 0) <= tolerance,
  touches: ({ box }, polygon) => areaTouchesPolygon(boxOutline(box), 2, polygon),
};
