import type { BoardDocument } from '../../board/board-document.ts';
import type { ElementId, NewElement, WriteFailure, WriteResult } from '../../board/element.ts';
import { applyChanges, differenceOf, readText, type TextChange } from '../../board/element-text.ts';
import type { HistoryMark } from '../../board/history.ts';
import { mapChange } from './map-index.ts';

/** Typing after a longer pause is another step of undo. */
export const TYPING_PAUSE_MS = 1000;

/** How a change came about: a change of kind is another step of undo. */
export type TypingKind = 'insert' | 'delete' | 'paste' | 'other';

export interface TypingSessionOptions {
  readonly board: BoardDocument;
  readonly id: ElementId;
  /** The element is not on the board yet: what to add once something is typed. */
  readonly newElement: (() => NewElement) | null;
  readonly nowMs?: () => number;
}

/** Something other than the field has changed the text that the field shows. */
export interface TextUpdate {
  readonly text: string;
  /** One after the other they lead from the text before to this one. */
  readonly changes: readonly TextChange[];
  /** Where the caret goes; null: it stays where it is, moved along by the changes. */
  readonly caret: number | null;
}

/**
 * One person typing in the text of one element, from the opening of the field to its end: brings
 * what is typed into the document, and what others do there into the field. Free of the DOM.
 *
 * The document is changed letter by letter, and told so too: two fields with the same text never
 * overwrite each other. While an input method composes, the field is ahead of the document; others'
 * changes wait until that ends, since no browser takes a new text without breaking the composition.
 */
export class TypingSession {
  readonly id: ElementId;
  readonly #board: BoardDocument;
  readonly #newElement: TypingSessionOptions['newElement'];
  readonly #nowMs: () => number;
  readonly #start: HistoryMark;
  /** Undo in the field goes back to here: to the making of the element, which is not typing. */
  #floor: HistoryMark;
  readonly #listeners = new Set<(update: TextUpdate) => void>();
  readonly #stopObserving: () => void;
  /** What the document has, as far as the field knows. */
  #text: string;
  /** Others' changes while an input method composes; null while none does. */
  #waiting: TextChange[] | null = null;
  /** A change by this session is going on: it is told to nobody. */
  #writing = false;
  #run = {};
  #last: { readonly kind: TypingKind; readonly end: number; readonly atMs: number } | null = null;
  #undone = 0;
  #ended = false;

  constructor({ board, id, newElement, nowMs = () => performance.now() }: TypingSessionOptions) {
    this.id = id;
    this.#board = board;
    this.#newElement = newElement;
    this.#nowMs = nowMs;
    this.#start = board.historyMark();
    this.#floor = this.#start;
    this.#text = this.#stored();
    this.#stopObserving = board.observeText(id, (changes) => this.#observed(changes));
  }

  /** The text of the field, but for what is being composed. */
  get text(): string {
    return this.#text;
  }

  get isComposing(): boolean {
    return this.#waiting !== null;
  }

  /** Whether a change of the board is this session's own doing. */
  get isWriting(): boolean {
    return this.#writing;
  }

  /** Told what the field has to show in place of what it shows. */
  onUpdate(listener: (update: TextUpdate) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /**
   * The person has changed the field.
   * @param caret where the caret is now.
   * @returns why it could not be, when it could not: the field has to show `text` again then.
   */
  typed(value: string, caret: number, kind: TypingKind): WriteFailure | null {
    const change = differenceOf(this.#text, value, caret);
    if (change.removed === 0 && change.inserted === '') return null;
    return this.#write([change], kind);
  }

  /** An input method begins: nothing is written until it ends. */
  beginComposition(): void {
    this.#waiting ??= [];
  }

  /** It has ended, with this in the field. What others did meanwhile is told with the result. */
  endComposition(value: string, caret: number): WriteFailure | null {
    const waiting = this.#waiting;
    if (waiting === null) return null;
    this.#waiting = null;
    const own = differenceOf(this.#text, value, caret);
    const before = this.#text;
    this.#text = applyChanges(before, waiting);
    const mapped = mapChange(waiting, own);
    const failure = mapped.length > 0 ? this.#write(mapped, 'insert') : null;
    if (this.#text === value) return failure;
    const last = mapped.at(-1);
    const end = last && !failure ? last.at + last.inserted.length : null;
    this.#tell([differenceOf(value, this.#text)], end);
    return failure;
  }

  /** Takes back what was typed last in this session. */
  undo(): boolean {
    const done = this.#go(() => this.#board.undo(this.#floor));
    if (done) this.#undone += 1;
    return done;
  }

  redo(): boolean {
    if (this.#undone === 0) return false;
    const done = this.#go(() => this.#board.redo());
    this.#undone = done ? this.#undone - 1 : 0;
    return done;
  }

  /**
   * The field is closed: all of it becomes one step of undo. A text element that is left empty goes;
   * a new one leaves no trace.
   */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#stopObserving();
    this.#listeners.clear();
    const element = this.#board.get(this.id);
    const isEmpty = element?.type === 'text' && this.#board.text(this.id).trim() === '';
    if (isEmpty && this.#newElement) {
      this.#board.revertHistory(this.#start);
      // Somebody else may have moved it meanwhile: nobody wants a text without text.
      if (this.#board.get(this.id)) this.#board.remove([this.id], 'silent');
    } else if (isEmpty) {
      this.#board.remove([this.id]);
    }
    this.#board.joinHistory(this.#start);
  }

  #write(changes: readonly TextChange[], kind: TypingKind): WriteFailure | null {
    const result = this.#asOwn(() => this.#type(changes, this.#runFor(changes, kind)));
    this.#undone = 0;
    const last = changes.at(-1);
    if (result.ok && last) {
      this.#last = { kind, end: last.at + last.inserted.length, atMs: this.#nowMs() };
    }
    // What is in the document counts: it may have been cleaned, or refused.
    this.#text = this.#stored();
    return result.ok ? null : result;
  }

  #type(changes: readonly TextChange[], run: object): WriteResult {
    if (this.#newElement && this.#floor === this.#start) {
      const added = this.#board.add([this.#newElement()]);
      if (!added.ok) return added;
      this.#floor = this.#board.historyMark();
    }
    return this.#board.typeText(this.id, changes, run);
  }

  /** The step of undo that a change belongs to: that of the one before, or a new one. */
  #runFor(changes: readonly TextChange[], kind: TypingKind): object {
    const last = this.#last;
    const [first] = changes;
    const follows =
      last !== null &&
      first !== undefined &&
      kind === last.kind &&
      kind !== 'paste' &&
      this.#nowMs() - last.atMs < TYPING_PAUSE_MS &&
      (first.at === last.end || first.at + first.removed === last.end);
    if (!follows) this.#run = {};
    return this.#run;
  }

  #go(step: () => boolean): boolean {
    const before = this.#text;
    this.#last = null;
    const done = this.#asOwn(step);
    this.#text = this.#stored();
    if (before !== this.#text) {
      const change = differenceOf(before, this.#text);
      this.#tell([change], change.at + change.inserted.length);
    }
    return done;
  }

  #asOwn<T>(act: () => T): T {
    this.#writing = true;
    try {
      return act();
    } finally {
      this.#writing = false;
    }
  }

  #observed(changes: readonly TextChange[]): void {
    if (this.#writing) return;
    if (this.#waiting) {
      this.#waiting.push(...changes);
      return;
    }
    const before = this.#text;
    this.#text = this.#stored();
    // Yjs may have made something else of half a surrogate pair.
    const isExact = applyChanges(before, changes) === this.#text;
    this.#tell(isExact ? changes : [differenceOf(before, this.#text)], null);
  }

  /** What is typed in, be the element alive or deleted a moment ago. */
  #stored(): string {
    return readText(this.#board.textFragment(this.id));
  }

  #tell(changes: readonly TextChange[], caret: number | null): void {
    const update = { text: this.#text, changes, caret };
    for (const listener of this.#listeners) listener(update);
  }
}
