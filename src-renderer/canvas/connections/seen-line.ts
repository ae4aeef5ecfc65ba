import type { BoardElement } from '../../board/element.ts';
import { boxFromPoints } from '../../geometry/box.ts';
import { pointsOfTriples, triplesOf } from '../../shapes/connector/route.ts';
import { lineCorners } from '../../shapes/transform-element.ts';
import type { Scene } from '../scene.ts';

/** A board to copy from on which lines are where they are seen, though nobody has written it. */
export interface SeenBoard {
  element(element: BoardElement): BoardElement;
  /** x, y, pressure triples. */
  points(id: string): Float32Array | undefined;
}

/** What is stored of a line that holds on to something is older than where it is seen. */
export function seenBoard(scene: Scene): SeenBoard {
  const points = (id: string): Float32Array | undefined => {
    const node = scene.get(id);
    return node?.isConnected ? Float32Array.from(triplesOf(lineCorners(node))) : undefined;
  };
  return {
    points,
    element: (element) => {
      const seen = points(element.id);
      const box = seen && boxFromPoints(pointsOfTriples(seen));
      return box ? { ...element, box, rotation: 0 } : element;
    },
  };
}
