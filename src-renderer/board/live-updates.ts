import * as Y from 'yjs';
import type { BoardState, TouchedElements } from './board-state.ts';
import type { ChangeTeller } from './change-teller.ts';
import type { ElementId, PersonId } from './element.ts';
import type { ElementStore } from './element-store.ts';
import { elementOfTextRoot, readText } from './element-text.ts';

/** Shows what others change as it comes, or lets the board stand still and shows it later. */
export class LiveUpdates {
  readonly #store: ElementStore;
  readonly #state: BoardState;
  readonly #teller: ChangeTeller;
  #withheld: WithheldChanges | null = null;

  constructor(store: ElementStore, state: BoardState, teller: ChangeTeller) {
    this.#store = store;
    this.#state = state;
    this.#teller = teller;
  }

  get isPaused(): boolean {
    return this.#withheld !== null;
  }

  /** How many elements have changes by others that are not shown. */
  get withheldCount(): number {
    return this.#withheld?.count ?? 0;
  }

  /**
   * Shows nothing of what others change until `resume`: it is merged into the document all the same.
   * What this person edits shows all that has been done to it.
   */
  pause(): void {
    if (this.#withheld) return;
    this.#withheld = new WithheldChanges(this.#store);
    this.#tellStatus();
  }

  /** Shows all that was withheld, as one change. */
  resume(): void {
    const withheld = this.#withheld;
    if (!withheld) return;
    this.#withheld = null;
    this.#show(withheld, withheld.take());
    this.#tellStatus();
  }

  /** Shows these as they are now: nobody is to overwrite what he or she cannot see. */
  show(ids: Iterable<ElementId>): void {
    if (this.#withheld) this.#show(this.#withheld, this.#withheld.take(ids));
  }

  /** The text as it is shown; undefined when it is as the document has it. */
  shownText(id: ElementId): string | undefined {
    return this.#withheld?.shownText(id);
  }

  /** Takes changes by others that are not to be shown now; false when they are to be. */
  withholds(touched: TouchedElements, writerOf: (id: ElementId) => PersonId | null): boolean {
    if (!this.#withheld) return false;
    this.#withheld.add(touched, writerOf);
    this.#tellStatus();
    return true;
  }

  /** These are shown by whoever calls it. */
  forget(ids: Iterable<ElementId>): void {
    this.#withheld?.take(ids);
  }

  #show(withheld: WithheldChanges, touched: TouchedElements): void {
    if (touched.size === 0) return;
    const changes = this.#state.refresh(touched);
    this.#teller.tell(changes, { local: false, writerOf: (id) => withheld.writerOf(id) });
  }

  #tellStatus(): void {
    this.#teller.tell({ added: [], updated: [], removed: [] }, { local: false, paused: true });
  }
}

/**
 * What others change while the board stands still: it is in the document, stored and passed on, and
 * only not shown. Which elements it is, by whom, and the texts as they were.
 */
class WithheldChanges {
  readonly #touched = new Map<ElementId, Set<string>>();
  readonly #by = new Map<ElementId, PersonId | null>();
  readonly #texts = new Map<ElementId, string>();

  constructor(store: ElementStore) {
    for (const name of store.doc.share.keys()) {
      const id = elementOfTextRoot(name);
      if (id !== undefined) this.#texts.set(id, readText(store.doc.get(name, Y.XmlFragment)));
    }
  }

  /** How many elements have changes that are not shown. */
  get count(): number {
    return this.#touched.size;
  }

  add(touched: TouchedElements, writerOf: (id: ElementId) => PersonId | null): void {
    for (const [id, properties] of touched) {
      const known = this.#touched.get(id);
      if (known) for (const property of properties) known.add(property);
      else this.#touched.set(id, new Set(properties));
      this.#by.set(id, writerOf(id));
    }
  }

  /** The text as it is shown; undefined when it is as the document has it. */
  shownText(id: ElementId): string | undefined {
    return this.#touched.get(id)?.has('text') ? (this.#texts.get(id) ?? '') : undefined;
  }

  writerOf(id: ElementId): PersonId | null {
    return this.#by.get(id) ?? null;
  }

  /** Those of the given elements, or all, which are shown from now on. */
  take(ids?: Iterable<ElementId>): Map<ElementId, Set<string>> {
    const taken = new Map<ElementId, Set<string>>();
    for (const id of ids ?? [...this.#touched.keys()]) {
      const properties = this.#touched.get(id);
      if (!properties) continue;
      taken.set(id, properties);
      this.#touched.delete(id);
    }
    return taken;
  }
}
