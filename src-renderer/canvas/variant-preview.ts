import type { BoardDocument } from '../board/board-document.ts';
import type { BoardElement } from '../board/element.ts';
import { type Bounds, inflate, unionBounds } from '../geometry/box.ts';
import type { Theme } from '../shapes/palette.ts';
import type { PaintContext } from '../shapes/shape.ts';
import { type Camera, visibleBounds } from './camera.ts';
import { BoardPainter } from './painter.ts';
import { Scene, SceneNode, type SceneSource } from './scene.ts';

/** An element as it might be. Points in board coordinates. */
export interface Variant {
  readonly element: BoardElement;
  readonly points: Float32Array;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Part of the larger side of what is shown that is left free around it, at each side. */
const MARGIN_SHARE = 0.18;
/** Board units: what is smaller is not blown up. */
const MIN_AREA = 60;
const MAX_ZOOM = 1;

type Board = Pick<BoardDocument, 'points' | 'text' | 'compareOrder'>;

function sourceOf(board: Board, variant: Variant, others: readonly BoardElement[]): SceneSource {
  const { element, points } = variant;
  const elements = [...others, element].sort((a, b) => board.compareOrder(a, b));
  return {
    elements: () => elements,
    points: (id) => (id === element.id ? points : board.points(id)),
    text: (id) => board.text(id),
    compareOrder: (a, b) => board.compareOrder(a, b),
    onChange: () => () => undefined,
  };
}

/** The part of the board that has all of the variants, with something around them. */
export function areaOfVariants(board: Board, variants: readonly Variant[]): Bounds | null {
  const whole = unionBounds(
    variants.map((variant) => new SceneNode(variant.element, sourceOf(board, variant, []), false)),
  );
  if (!whole) return null;
  const larger = Math.max(whole.maxX - whole.minX, whole.maxY - whole.minY, MIN_AREA);
  return inflate(whole, larger * MARGIN_SHARE);
}

function cameraFor(area: Bounds, size: Size): Camera {
  const zoom = Math.min(
    MAX_ZOOM,
    size.width / (area.maxX - area.minX),
    size.height / (area.maxY - area.minY),
  );
  return {
    x: (area.minX + area.maxX) / 2 - size.width / zoom / 2,
    y: (area.minY + area.maxY) / 2 - size.height / zoom / 2,
    zoom,
  };
}

/** Paints an element as it might be, among its neighbours, which are pale. `size` is in CSS px. */
export function paintVariant(
  ctx: PaintContext,
  size: Size,
  shown: { readonly board: Board; readonly scene: Scene; readonly variant: Variant },
  area: Bounds,
  theme: Theme,
): void {
  const { board, scene, variant } = shown;
  const camera = cameraFor(area, size);
  const visible = visibleBounds(camera, size);
  const others = scene
    .query(visible)
    .map(({ element }) => element)
    .filter(({ id }) => id !== variant.element.id);
  const painter = new BoardPainter(new Scene(sourceOf(board, variant, others)), null);
  const faded = new Set(others.map(({ id }) => id));
  painter.paint(ctx, visible, camera, theme, { hidden: new Set(), faded });
}
