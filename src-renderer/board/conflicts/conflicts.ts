import * as Y from 'yjs';
import type { BoardChange } from '../board-change.ts';
import type { BoardDocument } from '../board-document.ts';
import { covers, decodeMarker } from '../deletion-marker.ts';
import type { Author, ElementId, PersonId } from '../element.ts';
import { DELETED, type ElementStore, overrideKey } from '../element-store.ts';
import { equalStoredValues } from '../element-values.ts';
import { OVERRIDABLE_PROPERTIES, type OverridableProperty } from '../merge-policy.ts';
import { compareOrdered } from '../order.ts';
import { TouchedElementsReader } from '../touched-elements.ts';
import { type KeyWrite, keyWrites, presentWrite, type WriteId } from '../yjs-items.ts';
import { concurrentWrites } from './concurrent-writes.ts';
import type { Answer, Conflict } from './conflict.ts';

const isOverridable = (property: string): property is OverridableProperty =>
  OVERRIDABLE_PROPERTIES.some((known) => known === property);

export interface ConflictsOptions {
  readonly board: BoardDocument;
  /** The id of the person at this window; other windows of the same person are no others. */
  readonly personId: PersonId;
  /** What comes from there was seen, and settled or not, before. */
  readonly isStorage: (origin: unknown) => boolean;
}

/**
 * What this person and somebody else have changed at once, until one of them says what is to be.
 * Both sides find it by themselves, from the order of writes that Yjs keeps; the board is the same
 * for all meanwhile, and to choose is an ordinary edit.
 */
export class Conflicts {
  readonly #board: BoardDocument;
  readonly #personId: PersonId;
  readonly #isStorage: ConflictsOptions['isStorage'];
  readonly #store: ElementStore;
  readonly #touched: TouchedElementsReader;
  readonly #open = new Map<string, Conflict>();
  /** Per key, the choice that this person wrote, and what it chose about. */
  readonly #settled = new Map<string, { readonly choice: WriteId; readonly base: WriteId }>();
  readonly #listeners = new Set<(conflicts: readonly Conflict[]) => void>();
  readonly #stopBoard: () => void;
  #list: readonly Conflict[] = [];
  #found = 0;

  constructor({ board, personId, isStorage }: ConflictsOptions) {
    this.#board = board;
    this.#personId = personId;
    this.#isStorage = isStorage;
    this.#store = board.choices.store;
    this.#touched = new TouchedElementsReader(this.#store);
    board.doc.on('afterTransaction', this.#onTransaction);
    this.#stopBoard = board.onChange((change) => this.#boardChanged(change));
  }

  /** Those that are open, the oldest first. Another array whenever there is another. */
  get list(): readonly Conflict[] {
    return this.#list;
  }

  /** How many there have been so far. */
  get found(): number {
    return this.#found;
  }

  subscribe(listener: (conflicts: readonly Conflict[]) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  destroy(): void {
    this.#board.doc.off('afterTransaction', this.#onTransaction);
    this.#stopBoard();
    this.#listeners.clear();
  }

  /** Does what this person has chosen, as one step of undo; false when it cannot be done any more. */
  settle(conflict: Conflict, answer: Answer): boolean {
    if (this.#open.get(conflict.key) !== conflict) return false;
    const done = this.#apply(conflict, answer);
    this.#close(conflict.key);
    this.#tell();
    return done;
  }

  /** The same answer to all that are open, as one step of undo. */
  settleAll(answer: Exclude<Answer, 'both'>): void {
    const mark = this.#board.historyMark();
    for (const conflict of this.#list) this.settle(conflict, answer);
    this.#board.joinHistory(mark);
  }

  /** Opens again what was open when the board was closed, as far as nobody has settled it since. */
  restore(conflicts: readonly Conflict[]): void {
    for (const conflict of conflicts) {
      if (this.#open.has(conflict.key) || !this.#isStillOpen(conflict)) continue;
      this.#open.set(conflict.key, conflict);
    }
    this.#tell();
  }

  /** Somebody has deleted what this person had in hand: it may be brought back. */
  lost(id: ElementId, other: Author): void {
    if (other.personId === this.#personId) return;
    this.#raise({ kind: 'lost', key: overrideKey(id, DELETED), id, other });
    this.#tell();
  }

  #apply(conflict: Conflict, answer: Answer): boolean {
    const { choices } = this.#board;
    const { id, key } = conflict;
    if (conflict.kind === 'lost') return answer === 'mine' ? choices.revive(id) : true;
    if (conflict.kind === 'deletion') {
      const deletes = (conflict.deletedBy === 'me') === (answer === 'mine');
      return deletes ? this.#board.remove([id]).ok : choices.keepAlive(id);
    }
    const { property, mine, theirs } = conflict;
    const base = presentWrite(this.#store.overrides, key);
    const mark = this.#board.historyMark();
    const copy = answer === 'both' ? choices.copyWith(id, property, mine) : undefined;
    const chosen = choices.choose(id, property, answer === 'mine' ? mine : theirs);
    const choice = presentWrite(this.#store.overrides, key);
    if (base && choice) this.#settled.set(key, { choice, base });
    if (copy) {
      this.#board.add([copy]);
      this.#board.joinHistory(mark);
    }
    return chosen;
  }

  readonly #onTransaction = (transaction: Y.Transaction): void => {
    if (transaction.changed.size === 0 || this.#isStorage(transaction.origin)) return;
    const touched = this.#touched.read(transaction);
    for (const [id, properties] of touched) {
      for (const property of properties) {
        if (isOverridable(property)) this.#readProperty(id, property, transaction);
      }
      this.#readDeletion(id, transaction);
    }
    this.#tell();
  };

  #readProperty(id: ElementId, property: OverridableProperty, transaction: Y.Transaction): void {
    const key = overrideKey(id, property);
    if (transaction.local) {
      this.#close(key);
      return;
    }
    const { overrides } = this.#store;
    const found = concurrentWrites(overrides, key, transaction, (client) => this.#personOf(client));
    if (found) {
      if (this.#isChoiceAboutTheSame(key, found.known, found.base)) return;
      const { known, came, knownWins } = found;
      const mineIsKnown = this.#personOf(known.client) === this.#personId;
      if (!mineIsKnown && this.#personOf(came.client) !== this.#personId) return;
      const [mine, theirs] = mineIsKnown ? [known, came] : [came, known];
      this.#raise({
        kind: 'property',
        key,
        id,
        property,
        mine: mine.value,
        theirs: theirs.value,
        shown: knownWins === mineIsKnown ? 'mine' : 'theirs',
        other: this.#authorOf(theirs),
      });
      return;
    }
    const open = this.#open.get(key);
    if (open?.kind === 'property') this.#followUp(open, transaction);
  }

  /** Somebody who knew both values has written another one. */
  #followUp(open: Conflict & { kind: 'property' }, transaction: Y.Transaction): void {
    const [latest] = keyWrites(this.#store.overrides, open.key);
    if (!latest || latest.clock < (transaction.beforeState.get(latest.client) ?? 0)) return;
    const isMine = this.#personOf(latest.client) === this.#personId;
    // Chosen in another window.
    if (isMine && latest.origin) {
      this.#settled.set(open.key, { choice: latest, base: latest.origin });
    }
    if (isMine || latest.deleted || equalStoredValues(latest.value, open.mine)) {
      this.#close(open.key);
      return;
    }
    this.#open.set(open.key, {
      ...open,
      theirs: latest.value,
      shown: 'theirs',
      other: this.#authorOf(latest),
    });
  }

  /** Two who have chosen differently about the same are not asked again: one of the choices counts. */
  #isChoiceAboutTheSame(key: string, known: KeyWrite, base: WriteId | null): boolean {
    const settled = this.#settled.get(key);
    if (!settled || base === null) return false;
    const { choice } = settled;
    const isOwnChoice = known.client === choice.client && known.clock === choice.clock;
    return isOwnChoice && base.client === settled.base.client && base.clock === settled.base.clock;
  }

  /** Looks whether an element has survived a deletion by somebody who did not know its last edits. */
  #readDeletion(id: ElementId, transaction: Y.Transaction): void {
    const key = overrideKey(id, DELETED);
    if (transaction.local) {
      this.#close(key);
      return;
    }
    if (!this.#board.get(id)) return;
    const isNew = ({ client, clock }: WriteId): boolean =>
      clock >= (transaction.beforeState.get(client) ?? 0);
    const [latest] = keyWrites(this.#store.overrides, key);
    const wasThere =
      latest &&
      (!latest.deleted ||
        Y.isDeleted(transaction.deleteSet, Y.createID(latest.client, latest.clock)));
    const marker = wasThere ? decodeMarker(latest.value) : undefined;
    if (!latest || !marker) return;
    const deleter = this.#personOf(latest.client);
    const edits = [...this.#store.presentChanges(id)].filter(
      (edit) => !covers(marker, edit) && this.#personOf(edit.client) !== deleter,
    );
    if (!isNew(latest) && !edits.some(isNew)) return;
    const deletedByMe = deleter === this.#personId;
    const edit = deletedByMe
      ? edits[0]
      : edits.find(({ client }) => this.#personOf(client) === this.#personId);
    if (!edit) return;
    this.#raise({
      kind: 'deletion',
      key,
      id,
      deletedBy: deletedByMe ? 'me' : 'other',
      other: this.#authorOf(deletedByMe ? edit : latest),
    });
  }

  #boardChanged(change: BoardChange): void {
    for (const { id } of change.removed) {
      for (const [key, conflict] of this.#open) {
        if (conflict.id === id && conflict.kind !== 'lost') this.#close(key);
      }
    }
    for (const { id } of change.added) {
      const open = this.#open.get(overrideKey(id, DELETED));
      if (open?.kind === 'lost') this.#close(open.key);
    }
    this.#tell();
  }

  #isStillOpen(conflict: Conflict): boolean {
    const isAlive = this.#board.get(conflict.id) !== undefined;
    if (conflict.kind === 'lost') return !isAlive && this.#store.isDeleted(conflict.id);
    if (!isAlive) return false;
    const override = this.#store.overrides.get(conflict.key);
    if (conflict.kind === 'deletion') return override !== undefined;
    return equalStoredValues(override, conflict[conflict.shown]);
  }

  #raise(conflict: Conflict): void {
    if (!this.#isWorthAsking(conflict)) return;
    if (!this.#open.has(conflict.key)) this.#found += 1;
    this.#open.set(conflict.key, conflict);
  }

  /** Values that nobody could tell apart are no conflict, nor are values that this version cannot show. */
  #isWorthAsking(conflict: Conflict): boolean {
    if (conflict.kind !== 'property') return true;
    const { id, property } = conflict;
    const { choices } = this.#board;
    const mine = choices.variant(id, property, conflict.mine);
    const theirs = choices.variant(id, property, conflict.theirs);
    if (!mine || !theirs) return false;
    if (property !== 'index') return true;
    const others = this.#board.elements().filter((element) => element.id !== id);
    const below = (index: string): number =>
      others.filter((element) => compareOrdered(element, { id, index }) < 0).length;
    return below(mine.element.index) !== below(theirs.element.index);
  }

  #close(key: string): void {
    this.#open.delete(key);
  }

  #personOf(client: number): PersonId | null {
    return this.#board.author(client)?.personId ?? null;
  }

  #authorOf({ client }: WriteId): Author {
    return this.#board.author(client) ?? { personId: '', name: '' };
  }

  #tell(): void {
    const now = [...this.#open.values()];
    const isSame =
      now.length === this.#list.length && now.every((conflict, i) => conflict === this.#list[i]);
    if (isSame) return;
    this.#list = now;
    for (const listener of this.#listeners) listener(now);
  }
}
