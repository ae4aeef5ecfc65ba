import type { ScreenPoint } from '../geometry/point.ts';
import { readableOn } from '../shapes/contrast.ts';
import type { PaintContext } from '../shapes/shape.ts';
import { TEXT_FONT_FAMILY } from '../shapes/text/text-font.ts';

const TAG_HEIGHT_PX = 20;
const TAG_PADDING_PX = 7;
const TAG_RADIUS_PX = 6;
const TAG_OFFSET_X_PX = 13;
const TAG_OFFSET_Y_PX = 15;
const TAG_FONT_PX = 12;
/** Longer names are cut: a tag must not cover the drawing. */
const MAX_TAG_CHARACTERS = 24;
const HALO_PX = 1.5;

/** An arrow pointing up and left, its tip at the origin. In CSS pixels. */
const ARROW: readonly (readonly [number, number])[] = [
  [0, 0],
  [5.2, 16.2],
  [8.3, 9.6],
  [15.2, 7.2],
];

/** A context that can also measure text. */
export interface MeasuringContext extends PaintContext {
  measureText(text: string): { readonly width: number };
}

/** Paints another person's cursor with the name beside it. @param halo colour of the canvas. */
export function paintCursor(
  ctx: MeasuringContext,
  at: ScreenPoint,
  who: { readonly name: string; readonly color: string },
  halo: string,
): void {
  ctx.save();
  ctx.translate(at.x, at.y);
  ctx.beginPath();
  ARROW.forEach(([x, y], i) => {
    if (i === 0) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
  });
  ctx.closePath();
  ctx.lineJoin = 'round';
  ctx.lineWidth = 2 * HALO_PX;
  ctx.strokeStyle = halo;
  ctx.stroke();
  ctx.lineWidth = 1;
  ctx.strokeStyle = who.color;
  ctx.stroke();
  ctx.fillStyle = who.color;
  ctx.fill();
  paintNameTag(ctx, { x: TAG_OFFSET_X_PX, y: TAG_OFFSET_Y_PX }, who);
  ctx.restore();
}

/** Paints a name on a pill whose top-left corner is `at`. Without a name nothing is painted. */
export function paintNameTag(
  ctx: MeasuringContext,
  at: ScreenPoint,
  who: { readonly name: string; readonly color: string },
): void {
  const name = shortName(who.name);
  if (name === '') return;
  ctx.font = `600 ${TAG_FONT_PX}px ${TEXT_FONT_FAMILY}`;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  const width = Math.ceil(ctx.measureText(name).width) + 2 * TAG_PADDING_PX;
  ctx.fillStyle = who.color;
  ctx.beginPath();
  tracePill(ctx, at.x, at.y, width);
  ctx.fill();
  ctx.fillStyle = readableOn(who.color);
  ctx.fillText(name, at.x + TAG_PADDING_PX, at.y + TAG_HEIGHT_PX / 2 + 0.5);
}

export const NAME_TAG_HEIGHT_PX = TAG_HEIGHT_PX;

function shortName(name: string): string {
  const trimmed = [...name.trim()];
  return trimmed.length <= MAX_TAG_CHARACTERS
    ? trimmed.join('')
    : `${trimmed.slice(0, MAX_TAG_CHARACTERS - 1).join('')}…`;
}

function tracePill(ctx: PaintContext, x: number, y: number, width: number): void {
  const r = TAG_RADIUS_PX;
  const right = x + width;
  const bottom = y + TAG_HEIGHT_PX;
  ctx.moveTo(x + r, y);
  ctx.lineTo(right - r, y);
  ctx.quadraticCurveTo(right, y, right, y + r);
  ctx.lineTo(right, bottom - r);
  ctx.quadraticCurveTo(right, bottom, right - r, bottom);
  ctx.lineTo(x + r, bottom);
  ctx.quadraticCurveTo(x, bottom, x, bottom - r);
  ctx.lineTo(x, y + r);
  ctx.quadraticCurveTo(x, y, x + r, y);
  ctx.closePath();
}
