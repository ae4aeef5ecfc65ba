import type { ElementId } from '../board/element.ts';
import { registersOf } from '../board/registers.ts';
import type { ShapeElement } from '../shapes/shape.ts';
import type { SceneNode } from './scene.ts';

/** A stroke of which the eraser takes parts away, on screen only until pointer-up. */
export interface StrokeCut {
  readonly node: SceneNode;
  /** x, y, pressure triples of what is left of it, before it is turned. */
  readonly pieces: readonly ArrayLike<number>[];
}

/** By stroke. */
export type StrokeCuts = ReadonlyMap<ElementId, StrokeCut>;

export const NO_CUTS: StrokeCuts = new Map();

/** What is left, as painters take it: turned about the centre of the whole stroke. */
export function shapesOfCut({ node, pieces }: StrokeCut): ShapeElement[] {
  const { id, type, box, rotation, color, fill, fillStyle, opacity, size, pressure } = node;
  const { version, text, wraps, inField } = node;
  const style = { color, fill, fillStyle, opacity, size, pressure, ...registersOf(node) };
  const rest = { version, text, wraps, inField };
  return pieces.map((points) => ({ id, type, box, rotation, points, ...style, ...rest }));
}
