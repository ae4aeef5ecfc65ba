import * as Y from 'yjs';
import { DEFAULT_POINT_PRECISION } from '../ink/packed-points.ts';
import type { BoardChangeListener } from './board-change.ts';
import type { BoardDocumentOptions } from './board-document-options.ts';
import { BoardMeta, type ReadOnlyReason } from './board-meta.ts';
import { BoardState } from './board-state.ts';
import { ChangeTeller } from './change-teller.ts';
import { Choices } from './choices.ts';
import { encodeMarker, markerOf } from './deletion-marker.ts';
import {
  type AddResult,
  type Author,
  type BoardElement,
  canHoldText,
  type ElementId,
  type ElementPatch,
  type NewElement,
  type PersonId,
  type WriteFailure,
  type WriteIntent,
  type WriteResult,
} from './element.ts';
import { encodeRecord } from './element-record.ts';
import { DELETED, ElementStore, overrideKey, type PackedPoints } from './element-store.ts';
import { changeText, type TextChange, textRootName, writeText } from './element-text.ts';
import {
  History,
  type HistoryDirection,
  type HistoryEntry,
  type HistoryMark,
  type TextStep,
} from './history.ts';
import { HistoryWriter } from './history-writer.ts';
import { LiveUpdates } from './live-updates.ts';
import { compareOrdered, orderKeysBetween } from './order.ts';
import { isLocalOrigin, LOCAL_ORIGINS } from './origins.ts';
import {
  failure,
  type PreparedPatches,
  prepareElements,
  preparePatches,
  prepareTyping,
} from './prepare-writes.ts';
import { Sessions } from './sessions.ts';
import { StepSummaries, type StepSummary } from './step-summary.ts';
import { observeTextChanges } from './text-changes.ts';
import { TextUndo, type TextUndoToken } from './text-undo.ts';
import { TouchedElementsReader } from './touched-elements.ts';

export { LOCAL_ORIGIN } from './origins.ts';

/**
 * A board over its Yjs document: the only place that writes it, and the one accessor to read it.
 * Expected failures come back as tagged results; nothing that other clients may have put into the
 * document makes it throw.
 */
export class BoardDocument {
  readonly doc: Y.Doc;
  /** For those who have to choose between two values of one property. */
  readonly choices: Choices;
  /** Whether what others change is shown as it comes. */
  readonly live: LiveUpdates;
  readonly #meta: BoardMeta;
  readonly #sessions: Sessions;
  readonly #store: ElementStore;
  readonly #state: BoardState;
  readonly #touched: TouchedElementsReader;
  readonly #textUndo: TextUndo;
  readonly #history: History<TextUndoToken>;
  readonly #teller: ChangeTeller;
  readonly #random: () => number;
  readonly #summaries: StepSummaries;
  readonly #storageOrigins = new WeakSet<object>();
  /** The step of the write in progress whose typing the text undo has yet to report. */
  #typing: TextStep<TextUndoToken> | null = null;

  constructor(options: BoardDocumentOptions) {
    this.doc = options.doc ?? new Y.Doc();
    this.#random = options.random ?? Math.random;
    this.#meta = new BoardMeta(this.doc);
    this.#sessions = new Sessions(this.doc, options.author);
    this.#store = new ElementStore(this.doc, (client) => this.#sessions.personId(client));
    this.#state = new BoardState(this.#store);
    this.#touched = new TouchedElementsReader(this.#store);
    this.#textUndo = new TextUndo(this.doc, (token) => {
      if (this.#typing) this.#typing.token = token;
      this.#typing = null;
    });
    this.#history = new History(
      new HistoryWriter({
        store: this.#store,
        state: this.#state,
        sessions: this.#sessions,
        textUndo: this.#textUndo,
        write: (write) => this.#write('silent', write),
        marked: (undo) => this.#marked(undo),
      }),
    );
    this.choices = new Choices({
      store: this.#store,
      state: this.#state,
      write: (intent, write) => {
        if (this.readOnlyReason) return false;
        this.#write(intent, write);
        return true;
      },
    });
    this.#summaries = new StepSummaries({
      typeOf: (id) => this.#state.get(id)?.type ?? this.#store.typeOf(id),
      firstBoxOf: (id) => this.#store.firstBoxOf(id),
    });
    this.#teller = new ChangeTeller(() => ({
      canUndo: this.canUndo,
      canRedo: this.canRedo,
      name: this.name,
      theirs: this.readOnlyReason?.theirs,
      quarantine: this.#store.quarantineRevision,
    }));
    this.live = new LiveUpdates(this.#store, this.#state, this.#teller);
    this.doc.on('afterTransaction', this.#onTransaction);
  }

  /** Why nothing can be written; null when it can. A change is told with `statusChanged`. */
  get readOnlyReason(): ReadOnlyReason | null {
    return this.#meta.readOnlyReason;
  }

  /** The number of elements that are alive. */
  get size(): number {
    return this.#state.size;
  }

  get(id: ElementId): BoardElement | undefined {
    return this.#state.get(id);
  }

  /** Who works in this session. */
  get self(): Author {
    return this.#sessions.self;
  }

  /** An element with its text as it is, or as it was when it was deleted. */
  known(id: ElementId): { readonly element: BoardElement; readonly text: string } | undefined {
    const element = this.#state.get(id) ?? this.#store.known(id);
    return element && { element, text: this.#store.text(element) };
  }

  /** All elements, bottom first. The array is never changed; each change of the board makes another. */
  elements(): readonly BoardElement[] {
    return this.#state.elements();
  }

  /** x, y, pressure triples in board coordinates, before rotation; empty for shapes. Not to be changed. */
  points(id: ElementId): Float32Array {
    const element = this.#state.get(id);
    return element ? this.#store.points(element) : new Float32Array(0);
  }

  /** The finest grid that loses nothing of the element's points, in steps per board unit. */
  pointPrecision(id: ElementId): number {
    const element = this.#state.get(id);
    return element ? this.#store.pointPrecision(element) : DEFAULT_POINT_PRECISION;
  }

  /** The points as they are stored, for whoever unpacks them elsewhere; undefined for shapes. */
  packedPoints(id: ElementId): PackedPoints | undefined {
    return this.#state.get(id) && this.#store.packedPoints(id);
  }

  text(id: ElementId): string {
    const element = this.#state.get(id);
    return element ? (this.live.shownText(id) ?? this.#store.text(element)) : '';
  }

  /** The fragment that an editor binds to. Made when there is none, so not for mere reading. */
  textFragment(id: ElementId): Y.XmlFragment {
    return this.doc.get(textRootName(id), Y.XmlFragment);
  }

  /**
   * Adds all or none, on top of everything unless they say where, in one transaction.
   *
   * @param run undoable edits of the same run that follow each other are one step of undo
   */
  add(elements: readonly NewElement[], intent: WriteIntent = 'undoable'): AddResult {
    const refusal = this.#refusal();
    if (refusal) return refusal;
    const checked = prepareElements(elements, (id) => this.#store.records.has(id));
    if (!checked.ok) return checked;
    const prepared = checked.value;
    if (prepared.size === 0) return { ok: true, ids: [] };
    const onTop = [...prepared.values()].filter(({ index }) => index === undefined).length;
    const top = this.#state.top?.index ?? null;
    const keys = orderKeysBetween(top, null, onTop, this.#random).values();
    this.#write(intent, (entry) => {
      for (const [id, { record, index, text }] of prepared) {
        const placed = index ?? keys.next().value;
        if (placed === undefined) continue;
        this.#store.records.set(id, encodeRecord({ ...record, index: placed }));
        // The text belongs to the addition and is not undone on its own, hence not tracked here.
        if (text !== '') writeText(this.textFragment(id), text);
        entry.push({ kind: 'add', id, seen: new Map() });
      }
    });
    return { ok: true, ids: [...prepared.keys()] };
  }

  /**
   * Changes elements in one transaction; what is not on the board any more is skipped. All patches
   * are checked before anything is written. `not-found` when none of the ids is on the board.
   *
   * @param run undoable updates of the same run that follow each other are one step of undo
   */
  update(
    patches: readonly ElementPatch[],
    intent: WriteIntent = 'undoable',
    run?: object,
  ): WriteResult {
    const refusal = this.#refusal();
    if (refusal) return refusal;
    this.live.show(patches.map(({ id }) => id));
    const checked = preparePatches(
      patches,
      (id) => this.#state.get(id),
      (element) => this.#store.text(element),
    );
    if (!checked.ok) return checked;
    const { values, texts, skipped } = checked.value;
    if (values.length === 0 && texts.length === 0) return { ok: true, skipped };
    const writeAll = (entry: HistoryEntry<TextUndoToken>): void => {
      for (const id of [...values, ...texts].map(([edited]) => edited)) this.#store.settle(id);
      for (const [id, property, after] of values) {
        const before = this.#store.override(id, property);
        this.#store.overrides.set(overrideKey(id, property), after);
        entry.push({ kind: 'set', id, property, before, after });
      }
      if (texts.length > 0) this.#writeTexts(texts, intent, entry);
    };
    this.#write(intent, writeAll, run);
    return { ok: true, skipped };
  }

  #writeTexts(
    texts: PreparedPatches['texts'],
    intent: WriteIntent,
    entry: HistoryEntry<TextUndoToken>,
  ): void {
    for (const [id, text] of texts) {
      const fragment = this.textFragment(id);
      if (intent === 'undoable') this.#textUndo.track(fragment);
      writeText(fragment, text);
    }
    const ids = texts.map(([id]) => id);
    this.#noteTyping(ids, intent, entry);
  }

  #noteTyping(
    ids: readonly ElementId[],
    intent: WriteIntent,
    entry: HistoryEntry<TextUndoToken>,
  ): void {
    const step: TextStep<TextUndoToken> = { kind: 'text', ids, token: null };
    entry.push(step);
    this.#typing = intent === 'undoable' ? step : null;
  }

  /**
   * Types in an element's text, character by character as it was done. One that somebody else has
   * just deleted comes back with it: the typing is an edit that the deletion has not seen.
   *
   * @param run pieces of typing of the same run that follow each other are one step of undo
   */
  typeText(id: ElementId, changes: readonly TextChange[], run?: object): WriteResult {
    const refusal = this.#refusal();
    if (refusal) return refusal;
    this.live.show([id]);
    if (!this.#store.records.has(id)) return failure('not-found', `${id} is not on the board`);
    const type = this.#state.get(id)?.type;
    if (type && !canHoldText(type)) return failure('invalid', `text: a ${type} has none`);
    const fragment = this.textFragment(id);
    const checked = prepareTyping(fragment, changes);
    if (!checked.ok) return checked;
    this.#write(
      'undoable',
      (entry) => {
        if (type) this.#store.settle(id);
        this.#textUndo.track(fragment);
        for (const change of checked.value) changeText(fragment, change);
        this.#noteTyping([id], 'undoable', entry);
      },
      run,
    );
    return { ok: true, skipped: [] };
  }

  /**
   * Tells each change of an element's text, by whomever, in its own order and exactly; gives the
   * function that ends it.
   */
  observeText(id: ElementId, listener: (changes: readonly TextChange[]) => void): () => void {
    return observeTextChanges(this.textFragment(id), listener);
  }

  /** Deletes softly, in one transaction; what is gone already is skipped. */
  remove(ids: readonly ElementId[], intent: WriteIntent = 'undoable'): WriteResult {
    const refusal = this.#refusal();
    if (refusal) return refusal;
    this.live.show(ids);
    const skipped: ElementId[] = [];
    const alive = new Set<ElementId>();
    for (const id of ids) {
      if (this.#state.get(id)) alive.add(id);
      else skipped.push(id);
    }
    if (alive.size === 0) return { ok: true, skipped };
    this.#write(intent, (entry) => {
      for (const id of alive) {
        const seen = markerOf(this.#store.presentChanges(id));
        this.#store.overrides.set(overrideKey(id, DELETED), encodeMarker(seen));
        entry.push({ kind: 'remove', id, seen });
      }
    });
    return { ok: true, skipped };
  }

  /**
   * Takes back this session's latest edit that can still be; false when there is none.
   *
   * @param since nothing that was done before it is taken back
   */
  undo(since?: HistoryMark): boolean {
    return this.#go('undo', since);
  }

  redo(): boolean {
    return this.#go('redo');
  }

  #go(direction: 'undo' | 'redo', since?: HistoryMark): boolean {
    if (this.readOnlyReason) return false;
    const done = this.#history.go(direction, since);
    this.#tellHistory();
    return done;
  }

  /** The present place in this session's history. */
  historyMark(): HistoryMark {
    return this.#history.mark();
  }

  /** Makes one step of undo of everything that this session has done since the mark. */
  joinHistory(mark: HistoryMark): void {
    this.#history.join(mark);
    this.#tellHistory();
  }

  /** Takes back everything that this session has done since the mark, and forgets it. */
  revertHistory(mark: HistoryMark): void {
    if (this.readOnlyReason) return;
    this.#history.revert(mark);
    this.#tellHistory();
  }

  #tellHistory(): void {
    this.#teller.tell({ added: [], updated: [], removed: [] }, { local: true });
  }

  /** Whether `undo` would change something. */
  get canUndo(): boolean {
    return this.readOnlyReason === null && this.#history.can('undo');
  }

  /** What `undo` or `redo` would take back or do again; null when nothing. */
  nextStep(direction: HistoryDirection): StepSummary | null {
    const entry = this.readOnlyReason ? undefined : this.#history.next(direction);
    if (!entry) return null;
    return this.#summaries.of(entry);
  }

  /** Whether `redo` would change something. */
  get canRedo(): boolean {
    return this.readOnlyReason === null && this.#history.can('redo');
  }

  /** Negative when a lies below b. */
  compareOrder(a: BoardElement, b: BoardElement): number {
    return compareOrdered(a, b);
  }

  /** Tells each change after its transaction; gives the function that ends it. */
  onChange(listener: BoardChangeListener): () => void {
    return this.#teller.onChange(listener);
  }

  /**
   * Malformed elements and why. One whose record is unreadable is not on the board; one with an
   * unusable later change is, with that property as it was first.
   */
  quarantined(): ReadonlyMap<ElementId, string> {
    return this.#store.quarantine;
  }

  get name(): string {
    return this.#meta.name;
  }

  /** Ignored while the board is read-only. */
  setName(name: string): void {
    if (this.readOnlyReason || name === this.name) return;
    this.#write('silent', () => this.#meta.setName(name));
  }

  /** Who is behind a Yjs client id, as far as the document says. */
  author(clientId: number): Author | undefined {
    return this.#sessions.author(clientId);
  }

  /** The name of whoever has ever changed the board; empty when it is not known. */
  nameOf(personId: PersonId): string {
    return this.#sessions.nameOf(personId);
  }

  /** This person is called otherwise from now on, on what this session drew before too. */
  setAuthor(author: Author): void {
    this.#sessions.rename(author);
    if (this.#sessions.hasSigned && !this.readOnlyReason) this.#write('silent', () => undefined);
  }

  /** Transactions with this origin are told as `loaded`. */
  addStorageOrigin(origin: object): void {
    this.#storageOrigins.add(origin);
  }

  /** Ends listening and frees what undo keeps. The Yjs document lives on. */
  destroy(): void {
    this.doc.off('afterTransaction', this.#onTransaction);
    this.#textUndo.destroy();
    this.#teller.clear();
  }

  #refusal(): WriteFailure | undefined {
    const reason = this.readOnlyReason;
    if (!reason) return undefined;
    return failure(
      'read-only',
      `the board has schema ${reason.theirs}, this version ${reason.ours}`,
    );
  }

  /** The one way to write: origin, signature, schema version, history and the mark of deletions. */
  #write(
    intent: WriteIntent,
    write: (entry: HistoryEntry<TextUndoToken>) => void,
    run?: object,
  ): void {
    this.doc.transact((transaction) => {
      this.#sessions.sign();
      this.#meta.stamp();
      const entry: HistoryEntry<TextUndoToken> = [];
      write(entry);
      const before = transaction.beforeState.get(this.doc.clientID) ?? 0;
      const onlyDeleted = Y.getState(this.doc.store, this.doc.clientID) === before;
      if (onlyDeleted && transaction.deleteSet.clients.size > 0) this.#sessions.mark();
      if (intent === 'undoable') this.#history.push(entry, run);
    }, LOCAL_ORIGINS[intent]);
  }

  /** Marks what the text undo's own transaction only deleted. */
  #marked<T>(undo: () => T): T {
    const before = Y.getState(this.doc.store, this.doc.clientID);
    const result = undo();
    if (result !== null && Y.getState(this.doc.store, this.doc.clientID) === before) {
      this.#write('silent', () => this.#sessions.mark());
    }
    return result;
  }

  readonly #onTransaction = (transaction: Y.Transaction): void => {
    if (transaction.changed.size === 0) return;
    this.#sessions.noteChanges(transaction);
    this.#meta.noteChanges(transaction);
    const touched = this.#touched.read(transaction);
    const { origin } = transaction;
    const local = isLocalOrigin(origin) || this.#textUndo.isOrigin(origin);
    const loaded =
      typeof origin === 'object' && origin !== null && this.#storageOrigins.has(origin);
    const writerOf = (id: ElementId): PersonId | null => {
      if (local) return this.#sessions.self.personId;
      const client =
        this.#touched.writer(id, touched.get(id) ?? new Set(), transaction) ??
        this.#sessions.deleterIn(transaction);
      return client === undefined ? null : this.#sessions.personId(client);
    };
    if (!local && !loaded && this.live.withholds(touched, writerOf)) return;
    this.live.forget(touched.keys());
    this.#teller.tell(this.#state.refresh(touched), { local, loaded, writerOf });
  };
}
