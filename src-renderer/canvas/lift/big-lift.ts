import type { ElementId } from '../../board/element.ts';
import { affineOf, boundsUnder } from '../../geometry/affine.ts';
import { type Bounds, inflate, intersection, intersects, unionBounds } from '../../geometry/box.ts';
import type { Transform } from '../../geometry/transform.ts';
import { type Camera, visibleBounds } from '../camera.ts';
import type { ElementLift } from '../gesture.ts';
import type { BoardPainter } from '../painter.ts';
import type { Scene, SceneNode } from '../scene.ts';
import type { ViewSettings } from '../view-settings.ts';
import { LiftSheet } from './lift-sheet.ts';
import { liftedShape } from './lifted-shape.ts';

/** Painted beyond the window on each side, so that a short way needs no new picture. */
const MARGIN_CSS_PX = 256;
const IN_PLACE: Transform = { kind: 'move', dx: 0, dy: 0 };

export interface BigLiftOptions {
  readonly scene: Scene;
  readonly painter: BoardPainter;
  /** What the pictures are put into. */
  readonly host: HTMLElement;
  /** What is shown elsewhere already, lifted by anybody. */
  readonly hidden: () => ReadonlySet<ElementId>;
}

/**
 * Many lifted elements: a picture of them, and over it one of what lies above all of them. (Elements
 * in between, which are above some of them only, stay below until pointer-up.)
 */
export class BigLift {
  readonly #options: BigLiftOptions;
  readonly #layer: HTMLElement;
  readonly #sheet: LiftSheet;
  readonly #cover: LiftSheet;
  #lift: ElementLift;
  #nodes: readonly SceneNode[] = [];
  #revision = -1;
  #inPlace: Bounds | null = null;

  constructor(lift: ElementLift, options: BigLiftOptions) {
    this.#lift = lift;
    this.#options = options;
    this.#layer = document.createElement('div');
    options.host.append(this.#layer);
    const below = document.createElement('div');
    const above = document.createElement('div');
    this.#layer.append(below, above);
    this.#sheet = new LiftSheet(below, options.painter);
    this.#cover = new LiftSheet(above, options.painter);
  }

  /** Whether elements have changed since it was drawn last. */
  get isOutdated(): boolean {
    return this.#revision !== -1 && this.#revision !== this.#options.scene.revision;
  }

  /** Whether a lift is of the same elements. */
  continues({ ids, copies }: ElementLift): boolean {
    const own = this.#lift;
    if (own.copies !== copies) return false;
    return (
      own.ids === ids || (own.ids.size === ids.size && [...ids].every((id) => own.ids.has(id)))
    );
  }

  /** The lift as it is now. */
  move(lift: ElementLift): void {
    this.#lift = lift;
  }

  /**
   * Shows it where it is now, and paints what is missing until a time.
   * @returns whether there is more to be painted
   */
  draw(camera: Camera, settings: ViewSettings, untilMs: number): boolean {
    this.#follow();
    const { transform } = this.#lift;
    const visible = visibleBounds(camera, settings.viewport);
    const scale = camera.zoom * settings.pixelRatio;
    const all = this.#boundsUnder(transform);
    const isDone = (): boolean =>
      all === null ||
      !intersects(all, visible) ||
      this.#sheet.willDo(visible, all, scale, transform);
    if (all && !isDone() && !this.#sheet.isPainting) {
      this.#paintSheet(all, visible, camera, settings);
    }
    if (!this.#lift.copies && !this.#cover.willDo(visible, visible, scale, IN_PLACE)) {
      this.#paintCover(visible, camera, settings);
    }
    const isPainted = this.#sheet.work(untilMs) && this.#cover.work(untilMs);
    this.place(camera);
    return !isPainted || !isDone();
  }

  /** Shows it where it is, as it is. */
  place(camera: Camera): void {
    this.#sheet.place(camera, this.#lift.transform);
    this.#cover.place(camera, IN_PLACE);
  }

  /** Another theme or sharpness: everything is to be painted anew. */
  reset(): void {
    this.#sheet.remove();
    this.#cover.remove();
  }

  remove(): void {
    this.reset();
    this.#layer.remove();
  }

  /** Takes the elements as somebody else may have changed them meanwhile. */
  #follow(): void {
    const { scene } = this.#options;
    if (this.#revision === scene.revision) return;
    if (this.#revision !== -1) this.reset();
    this.#revision = scene.revision;
    this.#nodes = scene.pick(this.#lift.ids);
    this.#inPlace = null;
  }

  /** Where all of them are under a transform, or a little more. */
  #boundsUnder(transform: Transform): Bounds | null {
    const map = affineOf(transform);
    if (map) {
      this.#inPlace ??= unionBounds(this.#nodes) ?? null;
      return this.#inPlace && boundsUnder(map, this.#inPlace);
    }
    const shapes = this.#nodes.map((node) => liftedShape(node, transform));
    return unionBounds(shapes.map(({ bounds }) => bounds)) ?? null;
  }

  #paintSheet(all: Bounds, visible: Bounds, camera: Camera, settings: ViewSettings): void {
    const { transform } = this.#lift;
    const bounds = intersection(all, inflate(visible, MARGIN_CSS_PX / camera.zoom));
    if (!bounds) return;
    const shapes = this.#nodes.map((node) => liftedShape(node, transform));
    const { pixelRatio, theme } = settings;
    this.#sheet.begin(shapes, transform, bounds, camera, pixelRatio, theme);
  }

  #paintCover(visible: Bounds, camera: Camera, settings: ViewSettings): void {
    const { scene, hidden } = this.#options;
    const top = this.#nodes.at(-1)?.rank ?? Number.POSITIVE_INFINITY;
    const bounds = inflate(visible, MARGIN_CSS_PX / camera.zoom);
    const shown = hidden();
    const shapes = scene
      .query(bounds)
      .filter((node) => node.rank > top && !shown.has(node.id))
      .map((node) => liftedShape(node, IN_PLACE));
    const { pixelRatio, theme } = settings;
    this.#cover.begin(shapes, IN_PLACE, bounds, camera, pixelRatio, theme);
  }
}
