import type { ElementId } from '../../board/element.ts';
import type { Axis } from '../../geometry/align.ts';
import { type Bounds, containsBounds, intersection, intersects } from '../../geometry/box.ts';
import type { Point } from '../../geometry/point.ts';
import {
  type Guide,
  nearestTo,
  SnapField,
  type SnapParts,
  WHOLE_BOX,
} from '../../geometry/snap.ts';
import { boxBoundsOf } from '../../shapes/element-geometry.ts';
import { STYLE_TRAITS } from '../../shapes/style-traits.ts';
import { type Camera, visibleBounds } from '../camera.ts';
import type { Editor } from '../editor.ts';
import { gridSpacing } from '../grid.ts';

/** Things snap when they are at most so near, in CSS pixels. */
export const SNAP_REACH_PX = 6;
/** More things than this are not looked at: the nearest count. */
export const SNAP_TARGETS_MAX = 1500;
/** While others go on changing the board, it is looked at anew no more often. */
const LOOK_AGAIN_MS = 250;

/** How far a thing goes to snap, and why. */
export interface Snap extends Point {
  readonly guides: readonly Guide[];
}

/** Parts of the screen about what is moved that are looked at, until there is enough. */
const LOOKED_AT_SHARES = [0.25, 0.5, 1] as const;
const EVERYWHERE: Bounds = {
  minX: Number.NEGATIVE_INFINITY,
  minY: Number.NEGATIVE_INFINITY,
  maxX: Number.POSITIVE_INFINITY,
  maxY: Number.POSITIVE_INFINITY,
};

const NO_SNAP: Snap = { x: 0, y: 0, guides: [] };

export interface SnapOptions {
  /** The parts of the box that move; all of it when absent. */
  readonly parts?: Readonly<Record<Axis, SnapParts | null>>;
}

const MOVES: Readonly<Record<Axis, SnapParts | null>> = { x: WHOLE_BOX, y: WHOLE_BOX };

/** Snaps what one gesture moves to what is on the screen around it. */
export class Snapper {
  readonly #editor: Editor;
  readonly #moving: ReadonlySet<ElementId>;
  #field: SnapField | null = null;
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  #revision = -1;
  #camera: Camera | null = null;
  /** The part of the board within which what was found holds. */
  #lookedAt: Bounds = EVERYWHERE;

  /** @param moving elements that go along, and so are nothing to snap to */
  constructor(editor: Editor, moving: ReadonlySet<ElementId>) {
    this.#editor = editor;
    this.#moving = moving;
  }

  /** How far a box is to go on to snap, along each axis on its own. */
  snap(box: Bounds, { parts = MOVES }: SnapOptions = {}): Snap {
    const editor = this.#editor;
    const reach = editor.screenDistance(SNAP_REACH_PX);
    const field = editor.snapToShapes.get() ? this.#look(box) : null;
    const spacing = editor.snapToGrid.get() ? gridSpacing(editor.camera.get().zoom) : null;
    if (!field && spacing === null) return NO_SNAP;
    const pull = (axis: Axis, of: Bounds): number => {
      const movable = parts[axis];
      if (!movable) return 0;
      return field?.pull(of, axis, reach, movable) ?? toGrid(of, axis, spacing, movable);
    };
    const x = pull('x', box);
    const y = pull('y', shifted(box, x, 0));
    const at = shifted(box, x, y);
    const guides = (axis: Axis): Guide[] => {
      const movable = parts[axis];
      return field && movable ? field.guides(at, axis, movable) : [];
    };
    return { x, y, guides: [...guides('x'), ...guides('y')] };
  }

  #look(box: Bounds): SnapField {
    const { scene, camera, viewport } = this.#editor;
    const isOld =
      this.#revision !== scene.revision ||
      this.#camera !== camera.get() ||
      !containsBounds(this.#lookedAt, box);
    const nowMs = performance.now();
    if (this.#field && !(isOld && nowMs - this.#lookedAtMs > LOOK_AGAIN_MS)) return this.#field;
    this.#revision = scene.revision;
    this.#camera = camera.get();
    this.#lookedAtMs = nowMs;
    const seen = visibleBounds(camera.get(), viewport.get());
    let targets: Bounds[] = [];
    // Where very much is on the screen, what is near is enough, and much sooner found.
    for (const share of LOOKED_AT_SHARES) {
      const around = {
        x: ((seen.maxX - seen.minX) * share) / 2,
        y: ((seen.maxY - seen.minY) * share) / 2,
      };
      const window = {
        minX: box.minX - around.x,
        minY: box.minY - around.y,
        maxX: box.maxX + around.x,
        maxY: box.maxY + around.y,
      };
      this.#lookedAt = share === 1 ? EVERYWHERE : window;
      targets = this.#targetsIn(share === 1 ? seen : (intersection(window, seen) ?? seen));
      if (targets.length >= SNAP_TARGETS_MAX / 2) break;
    }
    this.#field = new SnapField(nearestTo(box, targets, SNAP_TARGETS_MAX));
    return this.#field;
  }

  #targetsIn(bounds: Bounds): Bounds[] {
    const targets: Bounds[] = [];
    for (const node of this.#editor.scene.near(bounds)) {
      const { family } = STYLE_TRAITS[node.type];
      // Ink and lines have boxes that nobody sees.
      if (family === 'ink' || family === 'line' || this.#moving.has(node.id)) continue;
      const box = boxBoundsOf(node);
      if (intersects(box, bounds)) targets.push(box);
    }
    return targets;
  }
}

/** The corner that a box is drawn to, where it snaps. */
export function snapCorner(snapper: Snapper, from: Point, to: Point): Snap {
  const parts = (start: number, end: number): SnapParts => ({
    min: end <= start,
    middle: false,
    max: end > start,
    gaps: false,
  });
  const { x, y, guides } = snapper.snap(
    {
      minX: Math.min(from.x, to.x),
      minY: Math.min(from.y, to.y),
      maxX: Math.max(from.x, to.x),
      maxY: Math.max(from.y, to.y),
    },
    { parts: { x: parts(from.x, to.x), y: parts(from.y, to.y) } },
  );
  return { x: to.x + x, y: to.y + y, guides };
}

function shifted(box: Bounds, x: number, y: number): Bounds {
  return { minX: box.minX + x, minY: box.minY + y, maxX: box.maxX + x, maxY: box.maxY + y };
}

/** How far the box's first movable edge is from the next line of the grid. */
function toGrid(box: Bounds, axis: Axis, spacing: number | null, parts: SnapParts): number {
  if (spacing === null) return 0;
  const min = axis === 'x' ? box.minX : box.minY;
  const max = axis === 'x' ? box.maxX : box.maxY;
  const edge = parts.min || !parts.max ? min : max;
  return Math.round(edge / spacing) * spacing - edge;
}
