import type { Guide } from '../../geometry/snap.ts';
import { solidColor, type Theme } from '../../shapes/palette.ts';
import type { PaintContext } from '../../shapes/shape.ts';
import { type Camera, toScreen } from '../camera.ts';

/** Half the length of the marks at the ends of a gap, in CSS pixels. */
const TICK_PX = 4;
const GUIDE_PX = 1;

/** Lines that show what snapped, in CSS pixels. Another colour than the selection's. */
export function paintGuides(
  ctx: PaintContext,
  guides: readonly Guide[],
  { camera, theme }: { readonly camera: Camera; readonly theme: Theme },
): void {
  if (guides.length === 0) return;
  ctx.strokeStyle = solidColor('pink', theme);
  ctx.lineWidth = GUIDE_PX;
  ctx.beginPath();
  for (const guide of guides) {
    if (guide.kind === 'line') line(ctx, guide, camera);
    else gap(ctx, guide, camera);
  }
  ctx.stroke();
}

/** On whole pixels, so that it is one pixel wide. */
const crisp = (px: number): number => Math.round(px - 0.5) + 0.5;

function line(
  ctx: PaintContext,
  { axis, at, from, to }: Extract<Guide, { kind: 'line' }>,
  camera: Camera,
): void {
  const place = (along: number) =>
    toScreen(camera, axis === 'x' ? { x: at, y: along } : { x: along, y: at });
  const [start, end] = [place(from), place(to)];
  if (axis === 'x') {
    ctx.moveTo(crisp(start.x), start.y);
    ctx.lineTo(crisp(start.x), end.y);
  } else {
    ctx.moveTo(start.x, crisp(start.y));
    ctx.lineTo(end.x, crisp(start.y));
  }
}

function gap(
  ctx: PaintContext,
  { axis, at, from, to }: Extract<Guide, { kind: 'gap' }>,
  camera: Camera,
): void {
  const place = (along: number) =>
    toScreen(camera, axis === 'x' ? { x: along, y: at } : { x: at, y: along });
  const [start, end] = [place(from), place(to)];
  if (axis === 'x') {
    const y = crisp(start.y);
    for (const x of [crisp(start.x), crisp(end.x)]) {
      ctx.moveTo(x, y - TICK_PX);
      ctx.lineTo(x, y + TICK_PX);
    }
    ctx.moveTo(crisp(start.x), y);
    ctx.lineTo(crisp(end.x), y);
  } else {
    const x = crisp(start.x);
    for (const y of [crisp(start.y), crisp(end.y)]) {
      ctx.moveTo(x - TICK_PX, y);
      ctx.lineTo(x + TICK_PX, y);
    }
    ctx.moveTo(x, crisp(start.y));
    ctx.lineTo(x, crisp(end.y));
  }
}
