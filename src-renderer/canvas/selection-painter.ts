import { toRadians } from '../geometry/angle.ts';
import { inflateBox, rotatedCorners } from '../geometry/box.ts';
import type { ScreenPoint } from '../geometry/point.ts';
import { transformPlacement } from '../geometry/transform.ts';
import { POINT_STRIDE } from '../ink/outline.ts';
import { linePoints } from '../shapes/line/line-geometry.ts';
import type { Theme } from '../shapes/palette.ts';
import type { PaintContext, ShapeElement } from '../shapes/shape.ts';
import { strokeReach } from '../shapes/style-traits.ts';
import { transformElement } from '../shapes/transform-element.ts';
import { type Camera, toScreen } from './camera.ts';
import type { ElementLift } from './gesture.ts';
import { type Handle, OUTLINE_GAP_PX, outlineBox } from './handles.ts';
import type { Scene } from './scene.ts';
import { frameOf, isStraightLine, type SelectionFrame } from './selection-frame.ts';

export const OUTLINE_PX = 1.5;
/** Outlines inside of a frame are thinner than the frame's own would be alone. */
const INNER_OUTLINE_PX = 1;
/** More outlines than this are not drawn one by one: only the frame around all of them. */
export const MAX_OUTLINES = 400;
/** The group that is worked in is outlined farther out than what is selected in it. */
const SCOPE_GAP_PX = 14;
const SCOPE_DASH_PX = [4, 4];
const LOCK_RADIUS_PX = 9;
const HANDLE_PX = 8;
const HANDLE_RADIUS_PX = 2;
const ROUND_HANDLE_RADIUS_PX = 4.5;
const HANDLE_OUTLINE_PX = 1.5;

export interface SelectionContent {
  readonly selection: ReadonlySet<string>;
  /** What of it is outlined each on its own: groups and single elements. */
  readonly units: readonly { readonly ids: readonly string[] }[];
  /** All of it is locked. */
  readonly locked: boolean;
  /** What is in the group that is worked in; none outside of groups. */
  readonly scope: readonly string[];
  readonly frame: SelectionFrame | undefined;
  /** None while they would be in the way of a gesture. */
  readonly handles: readonly Handle[];
  readonly lift: ElementLift | null;
}

interface View {
  readonly camera: Camera;
  readonly theme: Theme;
}

/** Corners of an element's outline in CSS pixels: its turned box with room for its stroke. */
export function outlineCorners(element: ShapeElement, camera: Camera): ScreenPoint[] {
  const room = strokeReach(element) + OUTLINE_GAP_PX / camera.zoom;
  const box = inflateBox(element.box, room);
  return rotatedCorners(box, element.rotation).map((corner) => toScreen(camera, corner));
}

export function tracePolygon(ctx: PaintContext, corners: readonly ScreenPoint[]): void {
  corners.forEach(({ x, y }, i) => {
    if (i === 0) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
  });
  ctx.closePath();
}

/** Outlines of the selected elements, the frame around them, and handles. In CSS pixels. */
export function paintSelection(
  ctx: PaintContext,
  content: SelectionContent,
  view: View,
  scene: Scene,
): void {
  if (content.scope.length > 0) paintScope(ctx, content.scope, view, scene);
  const frame = content.frame && shownFrame(content.frame, content.lift);
  if (!frame) return;
  ctx.strokeStyle = view.theme.accent;
  ctx.lineJoin = 'round';
  if (isStraightLine(frame)) {
    paintLineAxis(ctx, frame, view);
  } else {
    if (content.units.length > 1 && content.units.length <= MAX_OUTLINES) {
      paintInnerOutlines(ctx, content, view, scene);
    }
    ctx.lineWidth = content.units.length > 1 ? INNER_OUTLINE_PX : OUTLINE_PX;
    ctx.beginPath();
    const corners = rotatedCorners(outlineBox(frame, view.camera.zoom), frame.rotation);
    tracePolygon(
      ctx,
      corners.map((corner) => toScreen(view.camera, corner)),
    );
    ctx.stroke();
  }
  if (content.locked) paintLock(ctx, frame, view);
  paintHandles(ctx, content.handles, frame.rotation, view.theme);
}

/** The box of some elements in CSS pixels, turned as they are. */
export function unitCorners(
  nodes: readonly ShapeElement[],
  camera: Camera,
  lift: ElementLift | null,
): ScreenPoint[] {
  const [only, more] = nodes;
  if (only && !more) {
    return outlineCorners(lift ? transformElement(only, lift.transform) : only, camera);
  }
  const frame = frameOf(nodes);
  if (!frame) return [];
  const { box, rotation } = lift ? transformPlacement(frame, lift.transform) : frame;
  return rotatedCorners(inflateBox(box, OUTLINE_GAP_PX / camera.zoom), rotation).map((corner) =>
    toScreen(camera, corner),
  );
}

/** A broken line around the group that is worked in. */
function paintScope(
  ctx: PaintContext,
  ids: readonly string[],
  { camera, theme }: View,
  scene: Scene,
): void {
  const frame = frameOf(scene.pick(ids));
  if (!frame) return;
  const corners = rotatedCorners(inflateBox(frame.box, SCOPE_GAP_PX / camera.zoom), frame.rotation);
  ctx.strokeStyle = theme.accent;
  ctx.lineWidth = INNER_OUTLINE_PX;
  ctx.setLineDash([...SCOPE_DASH_PX]);
  ctx.beginPath();
  tracePolygon(
    ctx,
    corners.map((corner) => toScreen(camera, corner)),
  );
  ctx.stroke();
  ctx.setLineDash([]);
}

/** A small padlock on the frame's upper right corner: why there are no handles. */
function paintLock(ctx: PaintContext, frame: SelectionFrame, { camera, theme }: View): void {
  const corner = rotatedCorners(outlineBox(frame, camera.zoom), frame.rotation)[1];
  const { x, y } = toScreen(camera, corner);
  ctx.beginPath();
  ctx.ellipse(x, y, LOCK_RADIUS_PX, LOCK_RADIUS_PX, 0, 0, Math.PI * 2);
  ctx.fillStyle = theme.canvas;
  ctx.fill();
  ctx.lineWidth = INNER_OUTLINE_PX;
  ctx.stroke();
  ctx.fillStyle = theme.accent;
  ctx.fillRect(x - 3.5, y - 1, 7, 5);
  ctx.lineWidth = OUTLINE_PX;
  ctx.beginPath();
  ctx.ellipse(x, y - 1.5, 2.25, 2.75, 0, Math.PI, Math.PI * 2);
  ctx.stroke();
}

/** The frame as a lift shows it. */
function shownFrame(frame: SelectionFrame, lift: ElementLift | null): SelectionFrame | undefined {
  if (!lift) return frame;
  if (frame.only) return frameOf([transformElement(frame.only, lift.transform)]);
  return { ...frame, ...transformPlacement(frame, lift.transform) };
}

function paintInnerOutlines(
  ctx: PaintContext,
  { units, lift }: SelectionContent,
  { camera }: View,
  scene: Scene,
): void {
  ctx.lineWidth = INNER_OUTLINE_PX;
  ctx.beginPath();
  for (const { ids } of units) tracePolygon(ctx, unitCorners(scene.pick(ids), camera, lift));
  ctx.stroke();
}

/** A straight line needs no box: a thin line along it says which one it is. */
function paintLineAxis(ctx: PaintContext, { only }: SelectionFrame, { camera }: View): void {
  if (!only) return;
  const points = linePoints(only);
  const centre = { x: only.box.x + only.box.width / 2, y: only.box.y + only.box.height / 2 };
  const middle = toScreen(camera, centre);
  ctx.save();
  ctx.translate(middle.x, middle.y);
  ctx.rotate(toRadians(only.rotation));
  ctx.lineWidth = INNER_OUTLINE_PX;
  ctx.beginPath();
  for (let i = 0; i < points.length; i += POINT_STRIDE) {
    const x = ((points[i] ?? 0) - centre.x) * camera.zoom;
    const y = ((points[i + 1] ?? 0) - centre.y) * camera.zoom;
    if (i === 0) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
  }
  ctx.stroke();
  ctx.restore();
}

function paintHandles(
  ctx: PaintContext,
  handles: readonly Handle[],
  rotation: number,
  theme: Theme,
): void {
  ctx.fillStyle = theme.canvas;
  ctx.lineWidth = HANDLE_OUTLINE_PX;
  for (const { grip, at } of handles) {
    ctx.save();
    ctx.translate(at.x, at.y);
    ctx.rotate(toRadians(rotation));
    ctx.beginPath();
    if (grip.kind === 'resize') traceSquare(ctx, HANDLE_PX / 2, HANDLE_RADIUS_PX);
    else ctx.ellipse(0, 0, ROUND_HANDLE_RADIUS_PX, ROUND_HANDLE_RADIUS_PX, 0, 0, Math.PI * 2);
    ctx.closePath();
    ctx.fill();
    ctx.stroke();
    ctx.restore();
  }
}

/** A square with rounded corners about the origin. */
function traceSquare(ctx: PaintContext, half: number, radius: number): void {
  ctx.moveTo(-half + radius, -half);
  ctx.lineTo(half - radius, -half);
  ctx.quadraticCurveTo(half, -half, half, -half + radius);
  ctx.lineTo(half, half - radius);
  ctx.quadraticCurveTo(half, half, half - radius, half);
  ctx.lineTo(-half + radius, half);
  ctx.quadraticCurveTo(-half, half, -half, half - radius);
  ctx.lineTo(-half, -half + radius);
  ctx.quadraticCurveTo(-half, -half, -half + radius, -half);
}
