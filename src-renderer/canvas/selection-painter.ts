import { toRadians } from '../geometry/angle.ts';
import { inflateBox, rotatedCorners } from '../geometry/box.ts';
import type { ScreenPoint } from '../geometry/point.ts';
import { transformPlacement } from '../geometry/transform.ts';
import { POINT_STRIDE } from '../ink/outline.ts';
import { linePoints } from '../shapes/line/line-geometry.ts';
import type { Theme } from '../shapes/palette.ts';
import type { PaintContext, ShapeElement } from '../shapes/shape.ts';
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
const HANDLE_PX = 8;
const HANDLE_RADIUS_PX = 2;
const ROUND_HANDLE_RADIUS_PX = 4.5;
const HANDLE_OUTLINE_PX = 1.5;

export interface SelectionContent {
  readonly selection: ReadonlySet<string>;
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
  const room = (element.type === 'text' ? 0 : element.size / 2) + OUTLINE_GAP_PX / camera.zoom;
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
  const frame = content.frame && shownFrame(content.frame, content.lift);
  if (!frame) return;
  ctx.strokeStyle = view.theme.accent;
  ctx.lineJoin = 'round';
  if (isStraightLine(frame)) {
    paintLineAxis(ctx, frame, view);
  } else {
    if (!frame.only && content.selection.size <= MAX_OUTLINES) {
      paintInnerOutlines(ctx, content, view, scene);
    }
    ctx.lineWidth = frame.only ? OUTLINE_PX : INNER_OUTLINE_PX;
    ctx.beginPath();
    const corners = rotatedCorners(outlineBox(frame, view.camera.zoom), frame.rotation);
    tracePolygon(
      ctx,
      corners.map((corner) => toScreen(view.camera, corner)),
    );
    ctx.stroke();
  }
  paintHandles(ctx, content.handles, frame.rotation, view.theme);
}

/** The frame as a lift shows it. */
function shownFrame(frame: SelectionFrame, lift: ElementLift | null): SelectionFrame | undefined {
  if (!lift) return frame;
  if (frame.only) return frameOf([transformElement(frame.only, lift.transform)]);
  return { ...frame, ...transformPlacement(frame, lift.transform) };
}

function paintInnerOutlines(
  ctx: PaintContext,
  { selection, lift }: SelectionContent,
  { camera }: View,
  scene: Scene,
): void {
  ctx.lineWidth = INNER_OUTLINE_PX;
  ctx.beginPath();
  for (const node of scene.pick(selection)) {
    const shown = lift ? transformElement(node, lift.transform) : node;
    tracePolygon(ctx, outlineCorners(shown, camera));
  }
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
