import type { Bounds } from '../../geometry/box.ts';
import type { SceneNode } from '../scene.ts';

/** What an edit asks of everything that keeps pixels of the board. */
export interface Edit {
  /** Counts up from 1. */
  readonly sequence: number;
  /** Stale parts of the board, in board units. */
  readonly regions: readonly Bounds[];
  /**
   * Set when all that happened is that these came on top of everything: painting them over what is
   * there is enough then, and nothing needs to be painted anew.
   */
  readonly onTop: readonly SceneNode[] | null;
}

/** Edits remembered at most. A tile that was in flight for longer is asked for again. */
const MAX_EDITS = 1000;

/** The latest edits, so that a tile that was being painted meanwhile can be brought up to date. */
export class EditLog {
  #edits: Edit[] = [];
  #last = 0;

  /** Sequence number of the latest edit; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  append(regions: readonly Bounds[], onTop: readonly SceneNode[] | null): Edit {
    this.#last += 1;
    const edit = { sequence: this.#last, regions, onTop };
    this.#edits.push(edit);
    if (this.#edits.length > 2 * MAX_EDITS) this.#edits = this.#edits.slice(-MAX_EDITS);
    return edit;
  }

  /** The edits after `sequence`, oldest first; `null` when some of them are forgotten. */
  since(sequence: number): readonly Edit[] | null {
    const missed = this.#last - sequence;
    if (missed > this.#edits.length) return null;
    return missed > 0 ? this.#edits.slice(-missed) : [];
  }
}
