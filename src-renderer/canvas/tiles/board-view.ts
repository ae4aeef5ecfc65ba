import type { ElementId } from '../../board/element.ts';
import { type Bounds, intersects } from '../../geometry/box.ts';
import { type Camera, visibleBounds } from '../camera.ts';
import { joinOverlapping, mergeRegions } from '../dirty-regions.ts';
import type { Editor } from '../editor.ts';
import { onFontsLoaded } from '../layer.ts';
import { Lifts } from '../lift/lifts.ts';
import type { BoardPainter } from '../painter.ts';
import type { ViewSettings } from '../view-settings.ts';
import { type BoardCanvases, BoardSurface } from './board-surface.ts';
import { BoardTiles, type Sight } from './board-tiles.ts';
import { composeTiles, levelsFor } from './compose-tiles.ts';
import type { PixelRect, SurfaceView } from './surface-view.ts';

/** The zoom counts as settled so long after its last change: tiles of exactly that zoom are painted. */
export const REFINE_DELAY_MS = 90;
/** While a board is read, what is new of it is drawn this often: to draw takes time from reading. */
const LOAD_INTERVAL_MS = 60;
/** A zoom this far from the level's is refined while it still changes. */
const MAX_LEVEL_RATIO = 2.2;

/** User timing: the first ink of a board is on the canvas. */
const FIRST_PAINT_MARK = 'drawbridge:first-paint';
/** So many elements leave the board, or return to it, in the same frame. */
const MAX_AT_ONCE = 60;

const NO_IDS: ReadonlySet<ElementId> = new Set();

/**
 * Keeps the board's canvas showing the board: follows the camera, draws what has changed once per
 * frame, and has tiles painted at the zoom at which the camera comes to rest.
 */
export class BoardView {
  readonly #editor: Editor;
  readonly #surface: BoardSurface;
  readonly #tiles: BoardTiles;
  readonly #lifts: Lifts;
  readonly #stops: (() => void)[];
  #settings: ViewSettings | null = null;
  /** Scale of the tiles that are wanted. */
  #level = 0;
  #dirty: Bounds[] = [];
  #isAllDirty = true;
  #frame = 0;
  #hasShownInk = false;
  #refineTimer: ReturnType<typeof setTimeout> | undefined;
  #loadTimer: ReturnType<typeof setTimeout> | undefined;
  #hidden = NO_IDS;
  #faded = NO_IDS;

  /** @param liftHost an element over the canvases, at their corner */
  constructor(
    canvases: BoardCanvases,
    liftHost: HTMLElement,
    editor: Editor,
    painter: BoardPainter,
  ) {
    this.#editor = editor;
    this.#surface = new BoardSurface(canvases, (...args) => this.#drawInk(...args));
    this.#tiles = new BoardTiles({
      scene: editor.scene,
      board: editor.board,
      painter,
      pictures: editor.pictures,
      state: () => ({ hidden: editor.hidden.get(), faded: editor.erasing.get() }),
      onChange: (bounds) => this.#redraw([bounds]),
    });
    this.#stops = [
      editor.camera.subscribe(() => this.#schedule()),
      editor.grid.subscribe(() => this.#redrawAll()),
      editor.scene.onChange((change) => {
        this.#tiles.elementsChanged(change);
        this.#redraw(change.regions, change.loaded);
      }),
      editor.hidden.subscribe(() => this.#stateChanged()),
      editor.erasing.subscribe(() => this.#stateChanged()),
      onFontsLoaded(() => this.#tiles.fontsChanged()),
      painter.pictures?.onArrival((picture) => this.#tiles.pictureChanged(picture, true)) ??
        (() => undefined),
    ];
    // Behind the others: what was lifted leaves its place before it is shown elsewhere.
    this.#lifts = new Lifts({
      editor,
      painter,
      host: liftHost,
      onChange: (regions) => this.#redraw(regions),
    });
  }

  /** Shows the board in another size, sharpness or theme. */
  configure(settings: ViewSettings): void {
    const before = this.#settings;
    this.#settings = settings;
    this.#tiles.setTheme(settings.theme.name);
    const { viewport, pixelRatio } = settings;
    if (before?.viewport !== viewport || before.pixelRatio !== pixelRatio) {
      this.#surface.resize(viewport, pixelRatio);
    }
    this.#lifts.configure(settings);
    this.#isAllDirty = true;
    // At once: a canvas that was resized is empty, and must not be seen so.
    this.#draw();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#refineTimer);
    clearTimeout(this.#loadTimer);
    for (const stop of this.#stops) stop();
    this.#lifts.destroy();
    this.#tiles.destroy();
    this.#editor.painted.set(false);
  }

  #stateChanged(): void {
    const hidden = this.#editor.hidden.get();
    const faded = this.#editor.erasing.get();
    const differing = [...difference(hidden, this.#hidden), ...difference(faded, this.#faded)];
    this.#hidden = hidden;
    this.#faded = faded;
    if (differing.length === 0) return;
    const regions = mergeRegions(this.#editor.scene.pick(differing));
    this.#tiles.stateChanged(regions, differing.length <= MAX_AT_ONCE);
    this.#redraw(regions);
  }

  #redrawAll(): void {
    this.#isAllDirty = true;
    this.#schedule();
  }

  /** @param canWait more of the kind is about to come */
  #redraw(regions: readonly Bounds[], canWait = false): void {
    const { bounds } = this.#surface;
    if (!bounds) return;
    const seen = regions.filter((region) => intersects(region, bounds));
    if (seen.length === 0) return;
    this.#dirty.push(...seen);
    if (canWait && this.#hasShownInk) this.#scheduleLater();
    else this.#schedule();
  }

  #scheduleLater(): void {
    this.#editor.painted.set(false);
    this.#loadTimer ??= setTimeout(() => this.#schedule(), LOAD_INTERVAL_MS);
  }

  #schedule(): void {
    this.#editor.painted.set(false);
    if (this.#frame !== 0 || !this.#settings) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    if (!this.#settings) return;
    clearTimeout(this.#loadTimer);
    this.#loadTimer = undefined;
    const { theme, pixelRatio } = this.#settings;
    const camera = this.#editor.camera.get();
    this.#tiles.beginFrame();
    this.#followZoom(camera.zoom * pixelRatio);
    this.#isAllDirty ||= !this.#surface.place(camera) || this.#isStretchedInVain(camera);
    if (this.#isAllDirty) {
      this.#surface.drawAll(camera, theme, this.#editor.grid.get());
    } else {
      for (const region of joinOverlapping(mergeRegions(this.#dirty))) {
        this.#surface.drawPart(region);
      }
    }
    this.#isAllDirty = false;
    this.#dirty = [];
    const sight = this.#sight();
    if (this.#tiles.paintAtOnce(sight)) return;
    // While the zoom changes nothing is asked for: tiles of its last zoom come soonest that way.
    if (!this.#isAtLevel(camera)) return;
    this.#tiles.request(sight);
    this.#editor.painted.set(this.#frame === 0 && this.#tiles.isFinal(sight));
  }

  /** The zoom is back at that of the tiles, and what is on the canvas was drawn on the way there. */
  #isStretchedInVain(camera: Camera): boolean {
    return this.#isAtLevel(camera) && !this.#surface.isDrawnAt(camera);
  }

  #isAtLevel({ zoom }: Camera): boolean {
    return this.#level === zoom * (this.#settings?.pixelRatio ?? 1);
  }

  /** The level goes where the zoom comes to rest. */
  #followZoom(scale: number): void {
    clearTimeout(this.#refineTimer);
    if (scale === this.#level) return;
    const ratio = scale / this.#level;
    if (ratio > MAX_LEVEL_RATIO || ratio < 1 / MAX_LEVEL_RATIO) {
      this.#refine();
      return;
    }
    this.#refineTimer = setTimeout(() => {
      this.#refine();
      this.#schedule();
    }, REFINE_DELAY_MS);
  }

  #refine(): void {
    clearTimeout(this.#refineTimer);
    this.#level = this.#editor.camera.get().zoom * (this.#settings?.pixelRatio ?? 1);
    this.#isAllDirty = true;
  }

  #sight(): Sight {
    const seen = visibleBounds(this.#editor.camera.get(), this.#editor.viewport.get());
    return { bounds: this.#surface.bounds ?? seen, seen, level: this.#level };
  }

  #drawInk(
    context: CanvasRenderingContext2D,
    rect: PixelRect,
    view: SurfaceView,
    blank: (part: PixelRect) => void,
  ): void {
    const levels = levelsFor(view, this.#tiles.scales, this.#tiles.overview);
    composeTiles(context, rect, view, levels, (address) => {
      const picture = this.#tiles.pictureAt(address);
      if (!this.#hasShownInk && picture && picture !== 'no-ink') {
        this.#hasShownInk = true;
        performance.mark(FIRST_PAINT_MARK);
      }
      return picture;
    });
    if (!this.#settings) return;
    const state = { hidden: this.#hidden, faded: this.#faded };
    this.#lifts.paint({ context, view, blank }, rect, this.#settings.theme, state);
  }
}

function* difference<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): Generator<T> {
  for (const value of a) if (!b.has(value)) yield value;
  for (const value of b) if (!a.has(value)) yield value;
}
