import type { Bounds } from '../../geometry/box.ts';
import type { Theme } from '../../shapes/palette.ts';
import type { Editor } from '../editor.ts';
import type { ElementLift } from '../gesture.ts';
import { type BoardPainter, FAR_ZOOM, type PaintState } from '../painter.ts';
import type { PixelRect } from '../tiles/surface-view.ts';
import type { ViewSettings } from '../view-settings.ts';
import { BigLift } from './big-lift.ts';
import { LiftOverlay, type OverlaySurface } from './lift-overlay.ts';

/** More elements than this, near and far, are not painted anew with each move. */
const MAX_SMALL_NEAR = 60;
const MAX_SMALL_FAR = 20;
/** Painting of big lifts in each frame. */
const SLICE_MS = 8;
/** The key of this person's own lift; those of others are their ids. */
const OWN = '';

export interface LiftsOptions {
  readonly editor: Editor;
  readonly painter: BoardPainter;
  /** Over the board's canvas: what big lifts are put into. */
  readonly host: HTMLElement;
  /** Lifted elements look different within these regions. */
  readonly onChange: (regions: readonly Bounds[]) => void;
}

/** Whether so many lifted elements can be painted anew with each move. */
export function isSmallLift(count: number, scale: number): boolean {
  return count <= (scale < FAR_ZOOM ? MAX_SMALL_FAR : MAX_SMALL_NEAR);
}

/**
 * Shows what is lifted off the board by anybody: a few elements are painted into the board at their own
 * place in the z-order, many are moved as one picture. A big one stays until the board shows what has
 * become of it, so that nothing flickers.
 */
export class Lifts {
  readonly #options: LiftsOptions;
  readonly #small = new Map<
    string,
    { readonly lift: ElementLift; readonly overlay: LiftOverlay }
  >();
  readonly #big = new Map<string, BigLift>();
  readonly #landing = new Set<BigLift>();
  readonly #stops: (() => void)[];
  #settings: ViewSettings | null = null;
  #revision = -1;
  #frame = 0;

  constructor(options: LiftsOptions) {
    this.#options = options;
    const { editor } = options;
    const update = (): void => this.#update();
    this.#stops = [
      editor.lift.subscribe(update),
      editor.remoteLifts.subscribe(update),
      editor.scene.onChange(update),
      editor.camera.subscribe(() => this.#schedule()),
      editor.painted.subscribe(() => this.#land()),
    ];
  }

  configure(settings: ViewSettings): void {
    this.#settings = settings;
    for (const big of this.#big.values()) big.reset();
    this.#schedule();
  }

  /** Paints what lies in a part of a surface that shows the board without them already. */
  paint(surface: OverlaySurface, rect: PixelRect, theme: Theme, state: PaintState): void {
    for (const { overlay } of this.#small.values()) overlay.paint(surface, rect, theme, state);
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    for (const stop of this.#stops) stop();
    for (const big of [...this.#big.values(), ...this.#landing]) big.remove();
  }

  /** What everybody holds. What this person holds is shown as it is in this hand, whoever pulls too. */
  #current(): Map<string, ElementLift> {
    const { editor } = this.#options;
    const own = editor.lift.get();
    const current = new Map<string, ElementLift>();
    for (const [person, { lift }] of editor.remoteLifts.all()) {
      current.set(person, withoutThose(lift, own));
    }
    if (own) current.set(OWN, own);
    return current;
  }

  #update(): void {
    const { editor } = this.#options;
    const current = this.#current();
    const hasChanged = this.#revision !== editor.scene.revision;
    const regions: Bounds[] = [];
    for (const [key, { lift, overlay }] of this.#small) {
      if (current.get(key) === lift && !hasChanged) continue;
      regions.push(...overlay.regions);
      this.#small.delete(key);
    }
    for (const [key, big] of this.#big) {
      const lift = current.get(key);
      if (lift && big.continues(lift)) continue;
      this.#big.delete(key);
      // Elements that came to rest elsewhere: their picture is kept until the board shows them there.
      if (!lift && big.isOutdated) this.#landing.add(big);
      else big.remove();
    }
    for (const [key, lift] of current) this.#show(key, lift, regions);
    this.#revision = editor.scene.revision;
    if (regions.length > 0) this.#options.onChange(regions);
    this.#land();
    this.#schedule();
  }

  #show(key: string, lift: ElementLift, regions: Bounds[]): void {
    const { editor, painter, host } = this.#options;
    const big = this.#big.get(key);
    if (big) {
      big.move(lift);
      return;
    }
    const scale = editor.camera.get().zoom * (this.#settings?.pixelRatio ?? 1);
    if (!isSmallLift(lift.ids.size, scale)) {
      const { scene, hidden } = editor;
      const options = { scene, painter, host, hidden: () => hidden.get() };
      this.#big.set(key, new BigLift(lift, options));
    } else if (!this.#small.has(key)) {
      const nodes = editor.scene.pick(lift.ids);
      const overlay = new LiftOverlay(painter, nodes, lift.transform, lift.copies);
      this.#small.set(key, { lift, overlay });
      regions.push(...overlay.regions);
    }
  }

  #land(): void {
    if (!this.#options.editor.painted.get()) return;
    for (const big of this.#landing) big.remove();
    this.#landing.clear();
  }

  #schedule(): void {
    if (this.#frame !== 0 || this.#big.size + this.#landing.size === 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#draw()) this.#schedule();
    });
  }

  /** @returns whether there is more to be painted. */
  #draw(): boolean {
    if (!this.#settings) return false;
    const camera = this.#options.editor.camera.get();
    const untilMs = performance.now() + SLICE_MS;
    let isMore = false;
    for (const big of this.#big.values()) {
      isMore = big.draw(camera, this.#settings, untilMs) || isMore;
    }
    for (const big of this.#landing) big.place(camera);
    return isMore;
  }
}

function withoutThose(lift: ElementLift, own: ElementLift | null): ElementLift {
  if (!own || own.copies || lift.copies) return lift;
  const ids = [...lift.ids].filter((id) => !own.ids.has(id));
  return ids.length === lift.ids.size ? lift : { ...lift, ids: new Set(ids) };
}
