import { textFont } from '../../../shapes/text/text-font.ts';
import type { SentFont } from './messages.ts';

/** Text is not held back for longer than this for the sake of its font. */
const FONT_PATIENCE_MS = 500;

/** The page's fonts in a worker, which has none of its own. */
export class WorkerFonts {
  readonly #set: FontFaceSet;
  readonly #onArrival: (isLate: boolean) => void;
  /** Those whose faces are there, or have been waited for long enough. */
  readonly #settled = new Set<string>();
  #hasGivenUp = false;
  /** Fetches that texts were not held back for any longer. */
  #late = 0;

  /** @param onArrival told that faces have come, and whether text was painted without them. */
  constructor(set: FontFaceSet, onArrival: (isLate: boolean) => void) {
    this.#set = set;
    this.#onArrival = onArrival;
    set.addEventListener('loadingdone', () => onArrival(this.#hasGivenUp));
  }

  /** Whether text may have been painted without faces that are still to come. */
  get isAwaited(): boolean {
    return this.#late > 0;
  }

  declare(fonts: readonly SentFont[]): void {
    for (const { family, source, descriptors } of fonts) {
      this.#set.add(new FontFace(family, source, descriptors));
    }
    // Nearly every board has Latin letters: their face is on its way while the elements come.
    this.fetchFor(['a']);
  }

  /**
   * Fetches the faces that texts need, of which there is one for each script.
   * @returns settles when they are there or late; `null` when they are there already
   */
  fetchFor(texts: Iterable<string>): Promise<void> | null {
    const missing = new Set<string>();
    for (const text of texts) {
      for (const character of text) if (!this.#settled.has(character)) missing.add(character);
    }
    if (missing.size === 0) return null;
    if (!this.#has(missing)) return this.#fetch(missing);
    for (const character of missing) this.#settled.add(character);
    return null;
  }

  /**
   * Just after its bytes have come a face counts as there, while a canvas that has asked for it before
   * still paints with another one: only a set that is at rest is believed.
   */
  #has(characters: ReadonlySet<string>): boolean {
    return this.#set.status === 'loaded' && this.#set.check(textFont(1), [...characters].join(''));
  }

  async #fetch(characters: ReadonlySet<string>): Promise<void> {
    const patience = new Promise<'late'>((resolve) => {
      setTimeout(() => resolve('late'), FONT_PATIENCE_MS);
    });
    // One that cannot be had is replaced by the next of its family, as on the page.
    const loaded = this.#set.load(textFont(1), [...characters].join('')).catch(() => []);
    const faces = loaded.then(async (those) => {
      await this.#set.ready;
      return those;
    });
    const came = await Promise.race([faces, patience]);
    for (const character of characters) this.#settled.add(character);
    if (came !== 'late') {
      if (came.length > 0) this.#onArrival(false);
      return;
    }
    this.#hasGivenUp = true;
    this.#late += 1;
    void faces.then(() => {
      this.#late -= 1;
      this.#onArrival(true);
    });
  }
}
