import type { AwayElement } from '../board/away/away-changes.ts';
import { inflateBox, rotatedCorners } from '../geometry/box.ts';
import type { Theme } from '../shapes/palette.ts';
import type { PaintContext } from '../shapes/shape.ts';
import { TEXT_FONT_FAMILY } from '../shapes/text/text-font.ts';
import { type Camera, toScreen } from './camera.ts';
import { OUTLINE_GAP_PX } from './handles.ts';
import { MAX_OUTLINES, tracePolygon } from './selection-painter.ts';

/** Changes that are pointed out, removed elements too. */
export type Spotlight = readonly AwayElement[];
export const NO_SPOTLIGHT: Spotlight = Object.freeze([]);

const OUTLINE_PX = 2;
/** The kinds differ in the line too: colour is never alone. */
const LINES: Readonly<Record<AwayElement['kind'], readonly number[]>> = {
  added: [],
  changed: [8, 4],
  removed: [2, 4],
};
const MARKS: Readonly<Record<AwayElement['kind'], string>> = {
  added: '+',
  changed: '~',
  removed: '\u2212',
};
const COLORS: Readonly<Record<Theme['name'], Readonly<Record<AwayElement['kind'], string>>>> = {
  light: { added: '#078f42', changed: '#b06f00', removed: '#db2b33' },
  dark: { added: '#6fc082', changed: '#f8b76a', removed: '#ff857d' },
};
const MARK_PX = 16;
const MARK_FONT = `600 12px ${TEXT_FONT_FAMILY}`;

/** Outlines what has been added, changed and removed. In CSS pixels. */
export function paintSpotlight(
  ctx: PaintContext,
  spotlight: Spotlight,
  { camera, theme }: { readonly camera: Camera; readonly theme: Theme },
): void {
  if (spotlight.length === 0) return;
  ctx.save();
  ctx.lineWidth = OUTLINE_PX;
  ctx.lineJoin = 'round';
  ctx.font = MARK_FONT;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const { kind, element } of spotlight.slice(0, MAX_OUTLINES)) {
    const color = COLORS[theme.name][kind];
    const room = element.size / 2 + (2 * OUTLINE_GAP_PX) / camera.zoom;
    const corners = rotatedCorners(inflateBox(element.box, room), element.rotation).map((corner) =>
      toScreen(camera, corner),
    );
    ctx.strokeStyle = color;
    ctx.setLineDash([...LINES[kind]]);
    ctx.beginPath();
    tracePolygon(ctx, corners);
    ctx.stroke();
    const [corner] = corners;
    if (!corner) continue;
    ctx.setLineDash([]);
    ctx.fillStyle = color;
    ctx.fillRect(corner.x - MARK_PX / 2, corner.y - MARK_PX / 2, MARK_PX, MARK_PX);
    ctx.fillStyle = theme.canvas;
    ctx.fillText(MARKS[kind], corner.x, corner.y);
  }
  ctx.restore();
}
