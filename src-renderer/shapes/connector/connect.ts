import type { ElementId } from '../../board/element.ts';
import type { Binding, RegisterValues } from '../../board/registers.ts';
import { rotatePoint } from '../../geometry/angle.ts';
import { boundsOfPoints, centreOfBox, inflate } from '../../geometry/box.ts';
import { distance, type Point } from '../../geometry/point.ts';
import type { ShapeElement } from '../shape.ts';
import { strokeReach } from '../style-traits.ts';
import { curveBetween, curveThrough } from './curve.ts';
import { DIRECTIONS, type ElbowEnd, type Exit, elbowRoute } from './elbow.ts';
import { canBeHeld, lastCrossing, outlineOf } from './outline-of.ts';
import { freeRoute, mainAxis } from './route.ts';

/** A line or an arrow: its own points where they are seen, and what its ends hold on to. */
export interface Connector extends Pick<RegisterValues, 'route' | 'start' | 'end'> {
  readonly corners: readonly Point[];
  /** Stroke width in board units. */
  readonly size: number;
}

/** Where a line that holds on to something goes now. */
export interface Connection {
  /** Its own points, with the ends where they are held. */
  readonly controls: readonly Point[];
  /** Its way, as straight pieces. */
  readonly points: readonly Point[];
}

/** The element as it is seen now, or as it was when it was deleted; undefined when there never was one. */
export type ShapeLookup = (id: ElementId) => ShapeElement | undefined;

/** Free room between an outline's stroke and what ends at it, in board units. */
const GAP = 4;

/** What an end holds on to, found. */
interface Joint {
  readonly shape: ShapeElement;
  readonly outline: readonly Point[];
  /** The place that is aimed at. */
  readonly anchor: Point;
  readonly isPoint: boolean;
  /** Between the outline and the end of the line. */
  readonly gap: number;
}

/** The place on an element that a binding is about, where it is seen. */
export function anchorOf({ box, rotation }: ShapeElement, [, x, y]: Binding): Point {
  const at = { x: box.x + x * box.width, y: box.y + y * box.height };
  return rotation === 0 ? at : rotatePoint(at, centreOfBox(box), rotation);
}

function jointOf(binding: Binding | null, size: number, shapeOf: ShapeLookup): Joint | undefined {
  const shape = binding ? shapeOf(binding[0]) : undefined;
  if (!binding || !shape || !canBeHeld(shape)) return undefined;
  return {
    shape,
    outline: outlineOf(shape),
    anchor: anchorOf(shape, binding),
    isPoint: binding[3] === 'point',
    gap: strokeReach(shape) + size / 2 + GAP,
  };
}

/** Where a line goes that holds on to something; null when nothing that it names was ever there. */
export function connect(connector: Connector, shapeOf: ShapeLookup): Connection | null {
  const { corners, route, size } = connector;
  const start = jointOf(connector.start, size, shapeOf);
  const end = jointOf(connector.end, size, shapeOf);
  const [first, last] = [corners[0], corners.at(-1)];
  if ((!start && !end) || !first || !last) return null;
  const inner = corners.slice(1, -1);
  const from = start?.anchor ?? first;
  const to = end?.anchor ?? last;
  if (route === 'straight' || inner.length > 0) {
    const controls = [
      start ? leave(start, inner[0] ?? to) : from,
      ...inner,
      end ? leave(end, inner.at(-1) ?? from) : to,
    ];
    const points = route === 'curved' ? curveThrough(controls) : freeRoute(controls, route);
    return { controls, points };
  }
  const points =
    route === 'elbow'
      ? elbowRoute(elbowEnd(start, from), elbowEnd(end, to))
      : curveOf(start, from, end, to);
  return { controls: [points[0] ?? from, points.at(-1) ?? to], points };
}

/** Where the straight way to a point ends at what it comes from. */
function leave({ outline, anchor, isPoint, gap }: Joint, towards: Point): Point {
  if (isPoint) return anchor;
  const length = distance(anchor, towards);
  const crossing = lastCrossing(outline, anchor, towards);
  // The other end is within the shape: there is no outline on the way.
  if (crossing === undefined || length === 0) return anchor;
  const part = Math.min(1, crossing + gap / length);
  return {
    x: anchor.x + (towards.x - anchor.x) * part,
    y: anchor.y + (towards.y - anchor.y) * part,
  };
}

function curveOf(
  start: Joint | undefined,
  from: Point,
  end: Joint | undefined,
  to: Point,
): Point[] {
  const out = start ? sideTowards(start, to) : mainAxis(from, to);
  const outOfTo = end ? sideTowards(end, from) : mainAxis(to, from);
  const a = start ? exitAlong(start, out) : from;
  const b = end ? exitAlong(end, outOfTo) : to;
  return curveBetween(a, out, b, outOfTo);
}

/** The direction in which a curve leaves: that of a fixed point's own side, else the nearer one. */
function sideTowards({ shape, anchor, isPoint }: Joint, towards: Point): Point {
  return isPoint ? ownSide(shape, anchor) : mainAxis(anchor, towards);
}

/** The side of a shape's box on which a point lies. */
function ownSide({ box, rotation }: ShapeElement, at: Point): Point {
  const centre = centreOfBox(box);
  const local = rotatePoint(at, centre, -rotation);
  const x = box.width > 0 ? (local.x - centre.x) / box.width : 0;
  const y = box.height > 0 ? (local.y - centre.y) / box.height : 0;
  const side =
    Math.abs(x) >= Math.abs(y) ? { x: x < 0 ? -1 : 1, y: 0 } : { x: 0, y: y < 0 ? -1 : 1 };
  const turned = rotatePoint(side, { x: 0, y: 0 }, rotation);
  return mainAxis({ x: 0, y: 0 }, turned);
}

/** Where a level or upright way out of a shape passes its outline. */
function exitAlong(joint: Joint, out: Point): Point {
  const { outline, anchor, isPoint, gap } = joint;
  if (isPoint) return anchor;
  const bounds = boundsOfPoints(outline);
  const reach = bounds ? bounds.maxX - bounds.minX + bounds.maxY - bounds.minY : 0;
  const far = { x: anchor.x + out.x * reach, y: anchor.y + out.y * reach };
  const crossing = lastCrossing(outline, anchor, far) ?? 0;
  const away = crossing * reach + gap;
  return { x: anchor.x + out.x * away, y: anchor.y + out.y * away };
}

function elbowEnd(joint: Joint | undefined, at: Point): ElbowEnd {
  const all = (place: (direction: Point) => Point): Exit[] =>
    DIRECTIONS.map((direction, i) => ({ at: place(direction), direction: i }));
  if (!joint) return { exits: all(() => at), obstacle: null };
  const bounds = boundsOfPoints(joint.outline);
  const obstacle = bounds ? inflate(bounds, joint.gap) : null;
  if (!joint.isPoint) return { exits: all((out) => exitAlong(joint, out)), obstacle };
  const side = ownSide(joint.shape, joint.anchor);
  const direction = DIRECTIONS.findIndex(({ x, y }) => x === side.x && y === side.y);
  return { exits: [{ at: joint.anchor, direction: Math.max(0, direction) }], obstacle };
}
