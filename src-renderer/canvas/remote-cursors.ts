import type { ElementId, PersonId } from '../board/element.ts';
import type { BoardPoint } from '../geometry/point.ts';
import { Listeners } from './listeners.ts';

/** Where another person is and what he or she has selected. */
export interface RemoteCursor {
  readonly personId: PersonId;
  readonly name: string;
  /** CSS colour. */
  readonly color: string;
  /** `null`: not over the board. */
  readonly point: BoardPoint | null;
  readonly selection: readonly ElementId[];
  readonly tool: string | null;
  /** Where in an element's text this person types. */
  readonly caret: TextCaret | null;
}

/** A place in an element's text, in UTF-16 units. It may be beyond what has arrived of the text. */
export interface TextCaret {
  readonly element: ElementId;
  readonly index: number;
}

/** The cursors of others, by link or session key. */
export class RemoteCursors {
  readonly #cursors = new Map<string, RemoteCursor>();
  readonly #listeners = new Listeners();

  set(key: string, cursor: RemoteCursor): void {
    this.#cursors.set(key, cursor);
    this.#listeners.tell();
  }

  remove(key: string): void {
    if (this.#cursors.delete(key)) this.#listeners.tell();
  }

  clear(): void {
    if (this.#cursors.size === 0) return;
    this.#cursors.clear();
    this.#listeners.tell();
  }

  entries(): ReadonlyMap<string, RemoteCursor> {
    return this.#cursors;
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }
}
