import * as Y from 'yjs';
import { LOCAL_ORIGIN } from './origins.ts';
import { isCharacterItem } from './yjs-items.ts';

type StackItem = Y.UndoManager['undoStack'][number];
/** One piece of typing that can be undone or redone. */
export type TextUndoToken = StackItem;

/**
 * Undo of typing, character by character, by Yjs' own UndoManager. Its stacks are kept empty: each
 * piece is handed out as a token, so that the board's one history decides what comes next.
 */
export class TextUndo {
  readonly #manager: Y.UndoManager;

  /** @param onTyped told of each piece of typing that this session wrote with an undoable origin */
  constructor(doc: Y.Doc, onTyped: (token: TextUndoToken) => void) {
    this.#manager = new Y.UndoManager([], {
      doc,
      captureTimeout: 0,
      trackedOrigins: new Set([LOCAL_ORIGIN]),
      // A paragraph may hold what others typed since: only characters are ever taken back.
      deleteFilter: isCharacterItem,
    });
    this.#manager.on('stack-item-added', ({ stackItem, origin }) => {
      if (origin !== LOCAL_ORIGIN) return;
      this.#manager.undoStack = [];
      onTyped(stackItem);
    });
  }

  /** From now on typing in the fragment can be undone. */
  track(fragment: Y.XmlFragment): void {
    this.#manager.addToScope(fragment);
  }

  /** Gives the token of the way back; null when nothing was left to change. */
  undo(token: TextUndoToken): TextUndoToken | null {
    this.#manager.undoStack = [token];
    const done = this.#manager.undo();
    const back = this.#manager.redoStack.pop() ?? null;
    this.#manager.undoStack = [];
    this.#manager.redoStack = [];
    return done ? back : null;
  }

  /** Gives the token of the way back; null when nothing was left to change. */
  redo(token: TextUndoToken): TextUndoToken | null {
    this.#manager.redoStack = [token];
    const done = this.#manager.redo();
    const back = this.#manager.undoStack.pop() ?? null;
    this.#manager.undoStack = [];
    this.#manager.redoStack = [];
    return done ? back : null;
  }

  /** Whether a transaction with this origin is an undo or redo of typing. */
  isOrigin(origin: unknown): boolean {
    return origin === this.#manager;
  }

  /** One token for two pieces of typing that followed each other. The two are void then. */
  join(first: TextUndoToken, second: TextUndoToken): TextUndoToken {
    first.insertions = Y.mergeDeleteSets([first.insertions, second.insertions]);
    first.deletions = Y.mergeDeleteSets([first.deletions, second.deletions]);
    return first;
  }

  /** Lets Yjs collect what was kept for the token. */
  release(token: TextUndoToken): void {
    this.#manager.undoStack = [token];
    this.#manager.clear(true, false);
  }

  destroy(): void {
    this.#manager.destroy();
  }
}
