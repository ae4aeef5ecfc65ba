import { type Box, inflateBox } from '../../geometry/box.ts';
import type { PathSink } from '../../ink/path-sink.ts';

/** What the form of an outline depends on. Board units. */
export interface Outlined {
  readonly box: Box;
  /** Of rounded corners, for the kinds that have them. */
  readonly radius: number;
}

/** The form of a kind of shape that is one closed line around an inside. */
export interface Outline {
  /** Traces it, closed. @param inset how far inside of the true one, for fills under a stroke. */
  readonly trace: (of: Outlined, inset: number, sink: PathSink) => void;
  /** Lines within it that are stroked but bound no fill: the lid of a cylinder. */
  readonly traceDetail?: (of: Outlined, sink: PathSink) => void;
  /** The largest part of the box that a label can have without crossing the outline. */
  readonly room: (box: Box) => Box;
  /** A label keeps so far from the sides of its room, in board units; the usual distance if absent. */
  readonly padding?: number;
}

/** Corners in a box as x, y pairs, from one to the next clockwise; the last joins the first. */
export type Corners = (box: Box) => readonly number[];

/** Corners that lie at the same parts of any box. */
export function cornersAt(parts: readonly number[]): Corners {
  return ({ x, y, width, height }) =>
    parts.map((part, i) => (i % 2 === 0 ? x + part * width : y + part * height));
}

/** Only the corners of a label are near to sides that slant. */
const SLANTED_PADDING = 2;

/** An outline of straight sides. */
export function polygonOutline(corners: Corners, room: Outline['room']): Outline {
  return {
    room,
    padding: SLANTED_PADDING,
    trace: ({ box }, inset, sink) => {
      const flat = corners(box);
      const points = inset > 0 ? insetCorners(flat, inset) : flat;
      for (let i = 0; i < points.length; i += 2) {
        if (i === 0) sink.moveTo(points[0] ?? 0, points[1] ?? 0);
        else sink.lineTo(points[i] ?? 0, points[i + 1] ?? 0);
      }
      sink.closePath();
    },
  };
}

/** A part of a box by its edges, each 0 to 1 from the left or the top. */
export function partOf(box: Box, left: number, top: number, right: number, bottom: number): Box {
  return {
    x: box.x + left * box.width,
    y: box.y + top * box.height,
    width: (right - left) * box.width,
    height: (bottom - top) * box.height,
  };
}

/** A box made smaller on all sides, though never less than nothing. */
export function insetBox(box: Box, inset: number): Box {
  return inset === 0 ? box : inflateBox(box, -Math.min(inset, box.width / 2, box.height / 2));
}

/** Every side moved inwards; the corners are where the moved sides meet. Clockwise corners. */
function insetCorners(corners: readonly number[], inset: number): number[] {
  const count = corners.length / 2;
  const x = (i: number): number => corners[(((i % count) + count) % count) * 2] ?? 0;
  const y = (i: number): number => corners[(((i % count) + count) % count) * 2 + 1] ?? 0;
  const moved: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const before = direction(x(i) - x(i - 1), y(i) - y(i - 1));
    const after = direction(x(i + 1) - x(i), y(i + 1) - y(i));
    // The inside lies to the right of a side that runs clockwise (y goes down).
    const bend = 1 + before.x * after.x + before.y * after.y;
    const reach = bend < 1e-6 ? 0 : inset / bend;
    moved.push(x(i) - (before.y + after.y) * reach, y(i) + (before.x + after.x) * reach);
  }
  return moved;
}

function direction(dx: number, dy: number): { readonly x: number; readonly y: number } {
  const length = Math.hypot(dx, dy);
  return length === 0 ? { x: 0, y: 0 } : { x: dx / length, y: dy / length };
}
