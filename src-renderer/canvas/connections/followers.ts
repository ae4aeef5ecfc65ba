import type { ElementId } from '../../board/element.ts';
import type { ShapeElement } from '../../shapes/shape.ts';
import { transformElement } from '../../shapes/transform-element.ts';
import type { ElementLift } from '../gesture.ts';
import type { Scene } from '../scene.ts';
import { connectedShape } from './connected-shape.ts';

/** Lines as they go while what they hold on to is in somebody's hand, by their ids. */
export type Followers = ReadonlyMap<ElementId, ShapeElement>;

export const NO_FOLLOWERS: Followers = new Map();

/** The lines that are in nobody's hand themselves but hold on to something that is. */
export function followersOf(scene: Scene, lifts: readonly ElementLift[]): Followers {
  const moving = lifts.filter(({ copies }) => !copies);
  if (moving.length === 0) return NO_FOLLOWERS;
  const liftOf = (id: ElementId): ElementLift | undefined => moving.find(({ ids }) => ids.has(id));
  const lines = scene
    .linesOf(moving.flatMap(({ ids }) => [...ids]))
    .filter(({ id }) => !liftOf(id));
  if (lines.length === 0) return NO_FOLLOWERS;
  const followers = new Map<ElementId, ShapeElement>();
  for (const line of lines) {
    const connection = scene.connectionOf(line.element, (id) => {
      const node = scene.get(id);
      const lift = node && liftOf(id);
      return lift ? transformElement(node, lift.transform) : node;
    });
    if (connection) followers.set(line.id, connectedShape(line, connection));
  }
  return followers;
}

/**
 * What becomes of a line when elements are moved, itself among them: it goes `along` with all that it
 * holds on to; it `stays` held where some of that moves and some does not; or it is `torn` off what
 * stays behind.
 */
export function fateOf(
  { element }: { readonly element: Pick<ShapeElement, 'start' | 'end'> },
  scene: Pick<Scene, 'get'>,
  isMoved: (id: ElementId) => boolean,
): 'along' | 'stays' | 'torn' {
  const held = [element.start, element.end].flatMap((binding) => (binding ? [binding[0]] : []));
  const there = held.filter((id) => scene.get(id));
  const moved = there.filter(isMoved);
  if (moved.length < there.length) return moved.length > 0 ? 'stays' : 'torn';
  return held.length > there.length && moved.length === 0 ? 'torn' : 'along';
}

/** Those of some elements that are moved with a gesture; the others follow what they hold on to. */
export function movedOnesOf(scene: Scene, ids: ReadonlySet<ElementId>): ReadonlySet<ElementId> {
  const stay = scene
    .pick(ids)
    .filter((node) => node.isConnected && fateOf(node, scene, (id) => ids.has(id)) === 'stays');
  if (stay.length === 0) return ids;
  const moved = new Set(ids);
  for (const { id } of stay) moved.delete(id);
  return moved;
}
