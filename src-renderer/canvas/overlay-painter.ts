import type { ElementId } from '../board/element.ts';
import { rotatePoint } from '../geometry/angle.ts';
import { type Bounds, centreOfBox } from '../geometry/box.ts';
import type { Point, ScreenPoint } from '../geometry/point.ts';
import type { Guide } from '../geometry/snap.ts';
import { textAreaOf } from '../shapes/element-text.ts';
import type { Theme } from '../shapes/palette.ts';
import type { PaintContext } from '../shapes/shape.ts';
import { placeText } from '../shapes/text/text-area.ts';
import { caretBox } from '../shapes/text/text-caret.ts';
import { transformElement } from '../shapes/transform-element.ts';
import { type Camera, toScreen } from './camera.ts';
import type { Flash } from './change-flashes.ts';
import {
  type MeasuringContext,
  NAME_TAG_HEIGHT_PX,
  paintCursor,
  paintNameTag,
} from './cursor-painter.ts';
import type { ElementLift } from './gesture.ts';
import { OUTLINE_GAP_PX } from './handles.ts';
import type { RemoteCursor } from './remote-cursors.ts';
import type { Scene, SceneNode } from './scene.ts';
import {
  MAX_OUTLINES,
  OUTLINE_PX,
  outlineCorners,
  paintSelection,
  type SelectionContent,
  tracePolygon,
  unitCorners,
} from './selection-painter.ts';
import { paintGuides } from './snapping/guide-painter.ts';
import { NO_SPOTLIGHT, paintSpotlight, type Spotlight } from './spotlight.ts';

const HOVER_ALPHA = 0.55;
/** Thickness of the caret of somebody else. */
const CARET_PX = 2;

/** Someone else with the place where the cursor is shown right now. */
export interface ShownCursor {
  readonly cursor: RemoteCursor;
  /** In CSS pixels; `null` shows none. */
  readonly at: ScreenPoint | null;
  /** What he or she has in hand. */
  readonly lift: ElementLift | null;
  /** What this person has just changed. */
  readonly changed: readonly Pick<Flash, 'id' | 'alpha'>[];
}

export interface OverlayContent extends SelectionContent {
  /** What a click would select: none, an element, or a group's. */
  readonly hovered: readonly ElementId[];
  readonly marquee: Bounds | null;
  readonly guides: readonly Guide[];
  readonly spotlight?: Spotlight;
  readonly others: readonly ShownCursor[];
}

export function isOverlayEmpty(
  content: Pick<
    OverlayContent,
    'selection' | 'hovered' | 'scope' | 'marquee' | 'guides' | 'spotlight'
  > & {
    readonly others: readonly { readonly cursor: RemoteCursor; readonly at: Point | null }[];
  },
): boolean {
  return (
    content.selection.size === 0 &&
    content.hovered.length === 0 &&
    content.scope.length === 0 &&
    content.marquee === null &&
    content.guides.length === 0 &&
    (content.spotlight ?? NO_SPOTLIGHT).length === 0 &&
    content.others.every(({ at, cursor }) => at === null && cursor.selection.length === 0)
  );
}

/** Paints what floats over the drawing. The context is in CSS pixels. */
export function paintOverlay(
  ctx: MeasuringContext,
  content: OverlayContent,
  view: { readonly camera: Camera; readonly theme: Theme },
  scene: Scene,
): void {
  const { camera, theme } = view;
  for (const other of content.others) {
    paintOthersChanges(ctx, other, camera, scene);
    paintOthersSelection(ctx, other, camera, scene);
    paintOthersCaret(ctx, other.cursor, camera, scene);
  }
  paintHover(ctx, content, view, scene);
  paintSelection(ctx, content, view, scene);
  paintSpotlight(ctx, content.spotlight ?? NO_SPOTLIGHT, view);
  if (content.marquee) paintMarquee(ctx, content.marquee, view);
  paintGuides(ctx, content.guides, view);
  for (const { cursor, at } of content.others) {
    if (at) paintCursor(ctx, at, cursor, theme.canvas);
  }
}

/** An upright rectangle whose edges lie on whole pixels, so that they are crisp. */
function strokeCrisp(ctx: PaintContext, bounds: Bounds, camera: Camera, gapPx: number): void {
  const min = toScreen(camera, { x: bounds.minX, y: bounds.minY });
  const max = toScreen(camera, { x: bounds.maxX, y: bounds.maxY });
  const left = Math.round(min.x - gapPx) + 0.5;
  const top = Math.round(min.y - gapPx) + 0.5;
  ctx.strokeRect(
    left,
    top,
    Math.round(max.x + gapPx) + 0.5 - left,
    Math.round(max.y + gapPx) + 0.5 - top,
  );
}

function paintHover(
  ctx: PaintContext,
  content: OverlayContent,
  { camera, theme }: { readonly camera: Camera; readonly theme: Theme },
  scene: Scene,
): void {
  const nodes = scene.pick(content.hovered.filter((id) => !content.selection.has(id)));
  if (nodes.length === 0) return;
  ctx.globalAlpha = HOVER_ALPHA;
  ctx.strokeStyle = theme.accent;
  ctx.lineWidth = OUTLINE_PX;
  ctx.lineJoin = 'round';
  ctx.beginPath();
  tracePolygon(ctx, unitCorners(nodes, camera, null));
  ctx.stroke();
  ctx.globalAlpha = 1;
}

function paintMarquee(
  ctx: PaintContext,
  bounds: Bounds,
  { camera, theme }: { readonly camera: Camera; readonly theme: Theme },
): void {
  const min = toScreen(camera, { x: bounds.minX, y: bounds.minY });
  const max = toScreen(camera, { x: bounds.maxX, y: bounds.maxY });
  ctx.fillStyle = theme.accentSoft;
  ctx.fillRect(min.x, min.y, max.x - min.x, max.y - min.y);
  ctx.strokeStyle = theme.accent;
  ctx.lineWidth = 1;
  strokeCrisp(ctx, bounds, camera, 0);
}

function paintOthersSelection(
  ctx: MeasuringContext,
  { cursor, lift }: ShownCursor,
  camera: Camera,
  scene: Scene,
): void {
  const nodes = scene.pick(cursor.selection);
  if (nodes.length > 0) paintTagged(ctx, nodes.slice(0, MAX_OUTLINES), cursor, camera, lift);
}

function paintOthersChanges(
  ctx: MeasuringContext,
  { cursor, changed }: ShownCursor,
  camera: Camera,
  scene: Scene,
): void {
  if (changed.length === 0) return;
  // What is selected is outlined in the same colour anyway.
  const selected = new Set(cursor.selection);
  const byAlpha = new Map<number, ElementId[]>();
  for (const { id, alpha } of changed) {
    if (!selected.has(id)) byAlpha.set(alpha, [...(byAlpha.get(alpha) ?? []), id]);
  }
  for (const [alpha, ids] of byAlpha) {
    const nodes = scene.pick(ids);
    if (nodes.length === 0) continue;
    ctx.globalAlpha = alpha;
    paintTagged(ctx, nodes, cursor, camera, null);
    ctx.globalAlpha = 1;
  }
}

/** Outlines elements in a person's colour, with the name above them. */
function paintTagged(
  ctx: MeasuringContext,
  nodes: readonly SceneNode[],
  cursor: RemoteCursor,
  camera: Camera,
  lift: ElementLift | null,
): void {
  ctx.strokeStyle = cursor.color;
  ctx.lineWidth = OUTLINE_PX;
  ctx.lineJoin = 'round';
  const corners = nodes.map((node) => {
    const shown = lift?.ids.has(node.id) ? transformElement(node, lift.transform) : node;
    return outlineCorners(shown, camera);
  });
  ctx.beginPath();
  for (const polygon of corners) tracePolygon(ctx, polygon);
  ctx.stroke();
  // The name says whose it is where the colour cannot.
  const all = corners.flat();
  const left = Math.min(...all.map(({ x }) => x));
  const top = Math.min(...all.map(({ y }) => y));
  paintNameTag(ctx, { x: left, y: top - NAME_TAG_HEIGHT_PX - OUTLINE_GAP_PX }, cursor);
}

/** Where somebody else types. The name is on the outline of the element. */
function paintOthersCaret(
  ctx: PaintContext,
  { caret, color }: RemoteCursor,
  camera: Camera,
  scene: Scene,
): void {
  const node = caret ? scene.get(caret.element) : undefined;
  const area = node && textAreaOf(node);
  if (!caret || !node || !area) return;
  const { text } = node;
  const box = caretBox(placeText(text, area), text, Math.min(caret.index, text.length));
  const centre = centreOfBox(node.box);
  const end = (y: number): ScreenPoint =>
    toScreen(camera, rotatePoint({ x: box.x, y }, centre, node.rotation));
  const top = end(box.y);
  const bottom = end(box.y + box.height);
  ctx.strokeStyle = color;
  ctx.lineWidth = CARET_PX;
  ctx.lineCap = 'round';
  ctx.beginPath();
  ctx.moveTo(top.x, top.y);
  ctx.lineTo(bottom.x, bottom.y);
  ctx.stroke();
}
