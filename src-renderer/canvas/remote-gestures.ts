import type { BoardDocument } from '../board/board-document.ts';
import type { GesturePreview } from './gesture.ts';
import { Listeners } from './listeners.ts';

/** A gesture that ended without its element arriving is given up after this. */
export const LANDING_TIMEOUT_MS = 5000;

interface Entry {
  readonly preview: GesturePreview;
  readonly points: number[];
  timer: ReturnType<typeof setTimeout> | null;
}

/**
 * What others are drawing right now. A preview stays until an element with its id is on the board,
 * so that nothing flickers between the end of the gesture and the arrival of its element.
 *
 * A key is any string that names one gesture of one person (`<person>/<gesture>`, say).
 */
export class RemoteGestures {
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Listeners();

  /** Shows or replaces a preview. Its points are copied. */
  upsert(key: string, gesture: GesturePreview): void {
    this.#forget(key);
    const points = [...(gesture.points ?? [])];
    const preview = gesture.points ? { ...gesture, points } : gesture;
    this.#entries.set(key, { preview, points, timer: null });
    this.#listeners.tell();
  }

  /** Adds x, y, pressure triples to a stroke; an unknown key is left alone. */
  appendPoints(key: string, points: readonly number[]): void {
    const entry = this.#entries.get(key);
    if (!entry || points.length === 0) return;
    for (const value of points) entry.points.push(value);
    this.#listeners.tell();
  }

  /** The gesture ended well: its preview stays until its element arrives, for 5 s at most. */
  commit(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry || entry.timer) return;
    entry.timer = setTimeout(() => this.remove(key), LANDING_TIMEOUT_MS);
  }

  /** The gesture was cancelled. */
  remove(key: string): void {
    if (this.#forget(key)) this.#listeners.tell();
  }

  /** Removes every gesture whose key begins so: all of a person who left. */
  clear(prefix: string): void {
    let removed = false;
    for (const key of this.#entries.keys()) {
      if (key.startsWith(prefix)) removed = this.#forget(key) || removed;
    }
    if (removed) this.#listeners.tell();
  }

  /** The previews to show. */
  previews(): GesturePreview[] {
    return [...this.#entries.values()].map((entry) => entry.preview);
  }

  get size(): number {
    return this.#entries.size;
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Removes previews as their elements arrive on a board. @returns a function that stops it. */
  follow(board: Pick<BoardDocument, 'onChange'>): () => void {
    return board.onChange((change) => {
      if (this.#entries.size === 0 || change.added.length === 0) return;
      const landed = new Set(change.added.map((element) => element.id));
      let removed = false;
      for (const [key, entry] of this.#entries) {
        if (landed.has(entry.preview.id)) removed = this.#forget(key) || removed;
      }
      if (removed) this.#listeners.tell();
    });
  }

  #forget(key: string): boolean {
    const entry = this.#entries.get(key);
    if (!entry) return false;
    if (entry.timer) clearTimeout(entry.timer);
    this.#entries.delete(key);
    return true;
  }
}
