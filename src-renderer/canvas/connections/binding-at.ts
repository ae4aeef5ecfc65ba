import type { ElementId } from '../../board/element.ts';
import type { Binding } from '../../board/registers.ts';
import { rotatePoint } from '../../geometry/angle.ts';
import { centreOfBox } from '../../geometry/box.ts';
import type { Point } from '../../geometry/point.ts';
import { canBeHeld, nearestOnOutline, outlineOf } from '../../shapes/connector/outline-of.ts';
import { hitElement } from '../../shapes/element-geometry.ts';
import type { Editor } from '../editor.ts';
import type { SceneNode } from '../scene.ts';

/** An end that is so near to an outline holds on to that very place, in CSS pixels. */
const POINT_REACH_PX = 8;
/** An end in the middle part of a shape aims at its centre, as parts of its width and height. */
const CENTRE_PART = 0.25;

/** What an end of a line at a point would hold on to: the smallest shape there; null for none. */
export function bindingAt(editor: Editor, point: Point, except?: ElementId): Binding | null {
  const reach = editor.screenDistance(POINT_REACH_PX);
  const near = editor.scene.query({
    minX: point.x - reach,
    minY: point.y - reach,
    maxX: point.x + reach,
    maxY: point.y + reach,
  });
  const area = ({ box }: SceneNode): number => box.width * box.height;
  const [shape] = near
    .filter((node) => node.id !== except && canBeHeld(node) && hitElement(node, point, reach, true))
    .reverse()
    .sort((a, b) => area(a) - area(b));
  if (!shape) return null;
  const edge = nearestOnOutline(outlineOf(shape), point);
  const isOnEdge = edge && Math.hypot(edge.x - point.x, edge.y - point.y) <= reach;
  const [x, y] = placeIn(shape, isOnEdge ? edge : point);
  if (isOnEdge) return [shape.id, x, y, 'point'];
  const isInMiddle = Math.abs(x - 0.5) < CENTRE_PART && Math.abs(y - 0.5) < CENTRE_PART;
  return isInMiddle ? [shape.id, 0.5, 0.5, 'edge'] : [shape.id, x, y, 'edge'];
}

/** Where a point lies in an element's box, as parts of its sides. */
function placeIn({ box, rotation }: SceneNode, point: Point): readonly [number, number] {
  const local = rotatePoint(point, centreOfBox(box), -rotation);
  const part = (at: number, from: number, side: number): number =>
    side > 0 ? Math.min(1, Math.max(0, (at - from) / side)) : 0.5;
  return [part(local.x, box.x, box.width), part(local.y, box.y, box.height)];
}

/** What both ends of a line would hold on to. A line within one shape holds on to none. */
export function bindingsAt(
  editor: Editor,
  [from, to]: readonly [Point, Point],
): { readonly start: Binding | null; readonly end: Binding | null } {
  const start = bindingAt(editor, from);
  const end = bindingAt(editor, to);
  return start && end && start[0] === end[0] ? { start: null, end: null } : { start, end };
}
