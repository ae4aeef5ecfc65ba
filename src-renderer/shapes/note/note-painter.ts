import type { Box } from '../../geometry/box.ts';
import { readableOn } from '../contrast.ts';
import { noteColor, type Theme } from '../palette.ts';
import { traceRoundedBox } from '../rectangle/rectangle-outline.ts';
import type { PaintContext, ShapeElement, ShapePainter } from '../shape.ts';
import { textFont } from '../text/text-font.ts';
import { AUTHOR_STRIP } from './note-geometry.ts';

const CORNER_RADIUS = 3;
/** Sheets of shadow, the widest first: so much narrower than the paper, lower, and dark. */
const SHADOWS = [
  { inset: 8, down: 8, alpha: 0.03 },
  { inset: 5, down: 5, alpha: 0.05 },
  { inset: 2, down: 2, alpha: 0.09 },
] as const;
/** Size, distance from the left, and strength of the author's name. */
const AUTHOR_SIZE = 13;
const AUTHOR_LEFT = 16;
const AUTHOR_ALPHA = 0.62;

/** Ink that can be read on the paper. */
export function noteTextColor(element: Pick<ShapeElement, 'color'>, theme: Theme): string {
  return readableOn(noteColor(element.color, theme));
}

/** Paper with a soft shadow, and its author's name at the foot. */
export const paintNote: ShapePainter = (ctx, element, theme) => {
  const { box, author } = element;
  const alpha = ctx.globalAlpha;
  ctx.fillStyle = '#000000';
  for (const { inset, down, alpha: dark } of SHADOWS) {
    ctx.globalAlpha = alpha * dark;
    fillSheet(ctx, { ...box, x: box.x + inset, y: box.y + down, width: box.width - 2 * inset });
  }
  ctx.globalAlpha = alpha;
  ctx.fillStyle = noteColor(element.color, theme);
  fillSheet(ctx, box);
  if (author === '' || box.height < 2 * AUTHOR_STRIP) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(box.x, box.y, box.width - AUTHOR_LEFT / 2, box.height);
  ctx.clip();
  ctx.globalAlpha = alpha * AUTHOR_ALPHA;
  ctx.fillStyle = noteTextColor(element, theme);
  ctx.font = textFont(AUTHOR_SIZE);
  ctx.textRendering = 'geometricPrecision';
  ctx.textBaseline = 'alphabetic';
  ctx.textAlign = 'left';
  ctx.direction = 'ltr';
  ctx.fillText(author, box.x + AUTHOR_LEFT, box.y + box.height - AUTHOR_STRIP / 2 + 2);
  ctx.restore();
};

function fillSheet(ctx: PaintContext, box: Box): void {
  ctx.beginPath();
  traceRoundedBox(box, Math.min(CORNER_RADIUS, box.width / 2, box.height / 2), ctx);
  ctx.fill();
}
