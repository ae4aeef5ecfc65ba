import { rotatePoint } from '../geometry/angle.ts';
import { type Box, centreOfBox, inflateBox } from '../geometry/box.ts';
import { distance, type Point, type ScreenPoint } from '../geometry/point.ts';
import type { LineEnd, Placement } from '../geometry/transform.ts';
import { strokeReach } from '../shapes/style-traits.ts';
import { lineEnds } from '../shapes/transform-element.ts';
import { type Camera, toScreen } from './camera.ts';
import { frameDirection, hasEnds, isStraightLine, type SelectionFrame } from './selection-frame.ts';

/** A handle of a box by the side or corner that it sits on: -1 left or top, 1 right or bottom. */
export interface BoxHandle {
  readonly kind: 'resize';
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

export type HandleGrip =
  | BoxHandle
  | { readonly kind: 'rotate' }
  | { readonly kind: 'end'; readonly end: LineEnd };

/** Something of the selection to take hold of. */
export interface Handle {
  readonly grip: HandleGrip;
  /** Its middle, in CSS pixels. */
  readonly at: ScreenPoint;
}

/** Gap between an element's stroke and its outline, on which the handles sit. */
export const OUTLINE_GAP_PX = 3;
/** The same for several elements, which have outlines of their own. */
const GROUP_GAP_PX = 8;
/** Distance of the rotation handle from the outline. */
const ROTATE_DISTANCE_PX = 22;
/** Handles of a smaller box move apart, so that its middle stays free to drag it by. */
const LEAST_SPREAD_PX = 30;
/** Shorter sides have no handle in their middle. */
const LEAST_SIDE_PX = 52;

const CORNERS: readonly BoxHandle[] = [
  { kind: 'resize', x: -1, y: -1 },
  { kind: 'resize', x: 1, y: -1 },
  { kind: 'resize', x: 1, y: 1 },
  { kind: 'resize', x: -1, y: 1 },
];
const SIDES: readonly BoxHandle[] = [
  { kind: 'resize', x: 0, y: -1 },
  { kind: 'resize', x: 1, y: 0 },
  { kind: 'resize', x: 0, y: 1 },
  { kind: 'resize', x: -1, y: 0 },
];

/** The box of the frame's outline in board units: with room for the stroke, and for the eye. */
export function outlineBox(frame: SelectionFrame, zoom: number): Box {
  const { only, box } = frame;
  if (!only) return inflateBox(box, GROUP_GAP_PX / zoom);
  return inflateBox(box, strokeReach(only) + OUTLINE_GAP_PX / zoom);
}

/** Everything of a selection that can be taken hold of, the uppermost first. */
export function handlesOf(frame: SelectionFrame, camera: Camera): readonly Handle[] {
  const handles: Handle[] = [];
  if (frame.only && hasEnds(frame.only)) {
    const ends = lineEnds(frame.only);
    for (const end of ['last', 'first'] as const) {
      handles.push({ grip: { kind: 'end', end }, at: toScreen(camera, ends[end]) });
    }
    if (isStraightLine(frame)) return handles;
  }
  const outline = outlineBox(frame, camera.zoom);
  const width = Math.max(outline.width * camera.zoom, LEAST_SPREAD_PX);
  const height = Math.max(outline.height * camera.zoom, LEAST_SPREAD_PX);
  const centre = toScreen(camera, centreOfBox(outline));
  const at = (x: number, y: number): ScreenPoint =>
    rotatePoint({ x: centre.x + x, y: centre.y + y }, centre, frame.rotation);
  for (const grip of CORNERS) {
    handles.push({ grip, at: at((grip.x * width) / 2, (grip.y * height) / 2) });
  }
  for (const grip of SIDES) {
    // A text is low, and its sides are what sets where its lines break.
    const always = frame.only?.type === 'text' && grip.y === 0;
    if (!always && (grip.x === 0 ? width : height) < LEAST_SIDE_PX) continue;
    handles.push({ grip, at: at((grip.x * width) / 2, (grip.y * height) / 2) });
  }
  handles.push({ grip: { kind: 'rotate' }, at: at(0, -height / 2 - ROTATE_DISTANCE_PX) });
  return handles;
}

/** The handle under a pointer: the nearest one in reach. */
export function handleAt(
  handles: readonly Handle[],
  point: ScreenPoint,
  reachPx: number,
): Handle | undefined {
  let best: Handle | undefined;
  let bestDistance = reachPx;
  for (const handle of handles) {
    const away = distance(handle.at, point);
    if (away > bestDistance || (away === bestDistance && best)) continue;
    best = handle;
    bestDistance = away;
  }
  return best;
}

/** Where a handle's point of the box really is, without the room around it. Board units. */
export function gripPoint(frame: SelectionFrame, grip: HandleGrip): Point {
  const { box, only } = frame;
  const centre = centreOfBox(box);
  if (grip.kind === 'end') return only ? lineEnds(only)[grip.end] : centre;
  if (grip.kind === 'rotate') return rotatePoint({ x: centre.x, y: box.y }, centre, frame.rotation);
  const point = {
    x: centre.x + (grip.x * box.width) / 2,
    y: centre.y + (grip.y * box.height) / 2,
  };
  return rotatePoint(point, centre, frame.rotation);
}

const RESIZE_CURSORS = ['ew-resize', 'nwse-resize', 'ns-resize', 'nesw-resize'] as const;

/** CSS cursor along the direction in which a handle of a turned box pulls. */
export function resizeCursor(frame: Placement, { x, y }: BoxHandle): string {
  const direction = frameDirection(frame, (Math.atan2(y, x) * 180) / Math.PI);
  return RESIZE_CURSORS[Math.round(direction / 45) % 4] ?? 'ew-resize';
}
