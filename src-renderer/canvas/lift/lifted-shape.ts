import { toRadians } from '../../geometry/angle.ts';
import type { Bounds } from '../../geometry/box.ts';
import { isRigid, type Transform } from '../../geometry/transform.ts';
import { inkBoundsOf } from '../../shapes/element-geometry.ts';
import type { Theme } from '../../shapes/palette.ts';
import type { PaintContext, ShapeElement } from '../../shapes/shape.ts';
import { transformElement } from '../../shapes/transform-element.ts';
import type { Camera } from '../camera.ts';
import type { BoardPainter } from '../painter.ts';
import type { SceneNode } from '../scene.ts';

const NOTHING: ReadonlySet<string> = new Set();
const AS_IT_IS = { hidden: NOTHING, faded: NOTHING };

/** An element under the transform of a lift. */
export interface LiftedShape {
  readonly node: SceneNode;
  readonly shape: ShapeElement;
  /** Of its ink, under the transform. */
  readonly bounds: Bounds;
}

export function liftedShape(node: SceneNode, transform: Transform): LiftedShape {
  const shape = transformElement(node, transform);
  return { node, shape, bounds: inkBoundsOf(shape) };
}

/**
 * Paints lifted elements as the board's tiles will show them. What is only shifted or turned keeps its
 * built paths.
 *
 * @param ctx in pixels of the surface; the camera's transform is applied here
 */
export function paintLifted(
  ctx: PaintContext,
  shapes: readonly LiftedShape[],
  transform: Transform,
  painter: BoardPainter,
  camera: Camera,
  theme: Theme,
): void {
  if (!isRigid(transform)) {
    const changed = shapes.map(({ shape }) => shape);
    painter.withoutCache().paintElements(ctx, changed, camera, theme, AS_IT_IS);
    return;
  }
  ctx.save();
  // The map is in board units, and the painter scales to pixels after it.
  const { x, y, zoom } = camera;
  ctx.scale(zoom, zoom);
  ctx.translate(-x, -y);
  if (transform.kind === 'move') {
    ctx.translate(transform.dx, transform.dy);
  } else {
    ctx.translate(transform.pivot.x, transform.pivot.y);
    ctx.rotate(toRadians(transform.degrees));
    ctx.translate(-transform.pivot.x, -transform.pivot.y);
  }
  ctx.translate(x, y);
  ctx.scale(1 / zoom, 1 / zoom);
  const nodes = shapes.map(({ node }) => node);
  painter.paintElements(ctx, nodes, camera, theme, AS_IT_IS);
  ctx.restore();
}
