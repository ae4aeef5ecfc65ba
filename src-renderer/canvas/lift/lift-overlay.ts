import { type Bounds, inflate, intersects, unionBounds } from '../../geometry/box.ts';
import type { Transform } from '../../geometry/transform.ts';
import type { Theme } from '../../shapes/palette.ts';
import type { PaintContext } from '../../shapes/shape.ts';
import { type BoardPainter, INK_OVERHANG_PX, type PaintState } from '../painter.ts';
import type { SceneNode } from '../scene.ts';
import {
  boundsOfPixels,
  intersectRects,
  isEmptyRect,
  type PixelRect,
  pixelsOf,
  type SurfaceView,
} from '../tiles/surface-view.ts';
import { estimateMs } from '../tiles/update-tile.ts';
import { type LiftedShape, liftedShape, paintLifted } from './lifted-shape.ts';

/** Painting everything around them with each move may take so long; else they are shown on top. */
const MAX_AROUND_MS = 4;

export interface OverlaySurface {
  readonly context: PaintContext;
  readonly view: SurfaceView;
  /** Empties a part: nothing but background and grid is there then. */
  readonly blank: (rect: PixelRect) => void;
}

/** A few lifted elements, painted into the board at their own place in the z-order. */
export class LiftOverlay {
  readonly #painter: BoardPainter;
  readonly #transform: Transform;
  readonly #shapes: readonly LiftedShape[];
  readonly #copies: boolean;
  readonly #ids: ReadonlySet<string>;

  /** @param nodes bottom first */
  constructor(
    painter: BoardPainter,
    nodes: readonly SceneNode[],
    transform: Transform,
    copies: boolean,
  ) {
    this.#painter = painter;
    this.#transform = transform;
    this.#copies = copies;
    this.#shapes = nodes.map((node) => liftedShape(node, transform));
    this.#ids = new Set(nodes.map(({ id }) => id));
  }

  /** Where they are now. */
  get regions(): Bounds[] {
    return this.#shapes.map(({ bounds }) => bounds);
  }

  /** Paints what lies in a part of a surface that shows the board without them already. */
  paint(surface: OverlaySurface, rect: PixelRect, theme: Theme, state: PaintState): void {
    const { context, view } = surface;
    const bounds = inflate(boundsOfPixels(rect, view), INK_OVERHANG_PX / view.scale);
    const mine = this.#shapes.filter((shape) => intersects(shape.bounds, bounds));
    const around = unionBounds(mine.map((shape) => shape.bounds));
    if (!around) return;
    const part = intersectRects(pixelsOf(around, view, INK_OVERHANG_PX), rect);
    if (isEmptyRect(part)) return;
    const others = this.#copies ? null : this.#othersWithin(mine, part, view);
    context.save();
    context.beginPath();
    context.rect(part.left, part.top, part.right - part.left, part.bottom - part.top);
    context.clip();
    if (others) {
      surface.blank(part);
      this.#paintInOrder(surface, mine, others, theme, state);
    } else {
      this.#paintShapes(surface, mine, theme);
    }
    context.restore();
  }

  /**
   * All other elements there, bottom first, if one of them lies over a lifted one, so that they have to
   * be painted in order; `null` when the lifted ones are on top, or there are too many to paint.
   */
  #othersWithin(
    mine: readonly LiftedShape[],
    part: PixelRect,
    view: SurfaceView,
  ): SceneNode[] | null {
    const others = this.#painter
      .nodesIn(boundsOfPixels(part, view), view.scale)
      .filter(({ id }) => !this.#ids.has(id));
    if (estimateMs(others.length + mine.length, view.scale) > MAX_AROUND_MS) return null;
    const isCovered = mine.some(({ node, bounds }) =>
      others.some((other) => other.rank > node.rank && intersects(other, bounds)),
    );
    return isCovered ? others : null;
  }

  #paintInOrder(
    surface: OverlaySurface,
    mine: readonly LiftedShape[],
    others: readonly SceneNode[],
    theme: Theme,
    state: PaintState,
  ): void {
    let next = 0;
    for (const lifted of mine) {
      const below: SceneNode[] = [];
      for (let other = others[next]; other && other.rank < lifted.node.rank; other = others[next]) {
        below.push(other);
        next += 1;
      }
      this.#paintOthers(surface, below, theme, state);
      this.#paintShapes(surface, [lifted], theme);
    }
    this.#paintOthers(surface, others.slice(next), theme, state);
  }

  #paintOthers(
    { context, view }: OverlaySurface,
    nodes: readonly SceneNode[],
    theme: Theme,
    state: PaintState,
  ): void {
    if (nodes.length > 0) {
      this.#painter.paintElements(context, nodes, cameraOf(view), theme, state);
    }
  }

  #paintShapes(
    { context, view }: OverlaySurface,
    shapes: readonly LiftedShape[],
    theme: Theme,
  ): void {
    paintLifted(context, shapes, this.#transform, this.#painter, cameraOf(view), theme);
  }
}

function cameraOf({ scale, originX, originY }: SurfaceView): {
  x: number;
  y: number;
  zoom: number;
} {
  return { x: -originX / scale, y: -originY / scale, zoom: scale };
}
