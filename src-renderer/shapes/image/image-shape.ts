import { type Box, boundsOfBox, inflate } from '../../geometry/box.ts';
import { areaTouchesPolygon } from '../../geometry/polyline.ts';
import { fillColor, solidColor, type Theme } from '../palette.ts';
import { boxOutline, signedDistanceToBox } from '../rectangle/rectangle-geometry.ts';
import type { PaintContext, ShapeDefinition, ShapePainter } from '../shape.ts';

/** The mark in the place of a picture, as a part of the shorter side, and at most so many units. */
const MARK_SHARE = 0.4;
const MARK_MAX = 56;
/** A line of the mark, as a part of its width. */
const MARK_LINE = 1 / 14;
/** In a smaller place no mark could be made out. */
const MARK_MIN = 4;

const paintImage: ShapePainter = (ctx, element, theme, { pictures, scale = 1 }) => {
  const { box, picture } = element;
  const pixels =
    picture === null ? null : pictures?.pixels(picture, box.width * scale, box.height * scale);
  if (pixels) ctx.drawImage(pixels, box.x, box.y, box.width, box.height);
  else paintPlace(ctx, box, theme);
};

/** What is seen as long as the picture is not there: a soft box with a landscape in a frame. */
function paintPlace(ctx: PaintContext, box: Box, theme: Theme): void {
  ctx.save();
  ctx.fillStyle = fillColor('grey', 'soft', theme);
  ctx.fillRect(box.x, box.y, box.width, box.height);
  const size = Math.min(MARK_MAX, MARK_SHARE * Math.min(box.width, box.height));
  if (size >= MARK_MIN) {
    ctx.strokeStyle = solidColor('grey', theme);
    ctx.lineWidth = size * MARK_LINE;
    ctx.lineJoin = 'round';
    ctx.lineCap = 'round';
    paintMark(ctx, box.x + box.width / 2, box.y + box.height / 2, size);
  }
  ctx.restore();
}

function paintMark(ctx: PaintContext, x: number, y: number, size: number): void {
  const right = size / 2;
  const bottom = size * 0.4;
  ctx.strokeRect(x - right, y - bottom, 2 * right, 2 * bottom);
  // The sun, and two hills.
  ctx.beginPath();
  ctx.ellipse(x - size * 0.22, y - size * 0.14, size * 0.09, size * 0.09, 0, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x - right, y + size * 0.28);
  ctx.lineTo(x - size * 0.18, y + size * 0.06);
  ctx.lineTo(x, y + size * 0.2);
  ctx.lineTo(x + size * 0.2, y - size * 0.04);
  ctx.lineTo(x + right, y + size * 0.2);
  ctx.stroke();
}

/** A picture in a box: from the bytes that its hash names, which may not have come yet. */
export const imageShape: ShapeDefinition = {
  type: 'image',
  paint: paintImage,
  geometry: {
    inkBounds: ({ box }) => inflate(boundsOfBox(box), 1),
    hit: ({ box }, point, tolerance) => signedDistanceToBox(point, box, 0) <= tolerance,
    touches: ({ box }, polygon) => areaTouchesPolygon(boxOutline(box), 2, polygon),
  },
  outline: ({ box }) => boxOutline(box),
};
