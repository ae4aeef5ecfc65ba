import type { SentFont } from './messages.ts';

/** Text is not held back for longer than this for the sake of its font. */
const FONT_PATIENCE_MS = 500;

/** The page's fonts in a worker, which has none of its own. */
export class WorkerFonts {
  /** Settles when the fonts that the page uses are there, or have been waited for long enough. */
  ready: Promise<void> = Promise.resolve();
  #isReady = true;
  readonly #set: FontFaceSet;

  /** @param onChange told of each arrival, and whether text was painted without it already. */
  constructor(set: FontFaceSet, onChange: (isLate: boolean) => void) {
    this.#set = set;
    set.addEventListener('loadingdone', () => onChange(this.#isReady));
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  declare(fonts: readonly SentFont[]): void {
    const needed: Promise<unknown>[] = [];
    for (const { family, source, descriptors, isLoaded } of fonts) {
      const face = new FontFace(family, source, descriptors);
      this.#set.add(face);
      // One that cannot be had is replaced by the next of its family, as on the page.
      if (isLoaded) needed.push(face.load().catch(() => undefined));
    }
    if (needed.length === 0) return;
    this.#isReady = false;
    const patience = new Promise((resolve) => setTimeout(resolve, FONT_PATIENCE_MS));
    this.ready = Promise.race([Promise.all(needed), patience]).then(() => {
      this.#isReady = true;
    });
  }
}
