import * as Y from 'yjs';
import type { BoardChange } from '../../src-renderer/board/board-change.ts';
import { BoardDocument } from '../../src-renderer/board/board-document.ts';
import {
  canHoldText,
  ELEMENT_TYPES,
  type ElementId,
  FILL_STYLES,
  hasPoints,
  type NewElement,
  PALETTE_NAMES,
} from '../../src-renderer/board/element.ts';
import { GroupTree, takeOutOfGroup, wrapInGroup } from '../../src-renderer/board/group-tree.ts';
import { compareOrdered, orderKeyBetween } from '../../src-renderer/board/order.ts';
import {
  type Binding,
  DASHES,
  HEADS,
  HOLDS,
  type PictureHash,
  ROUTES,
} from '../../src-renderer/board/registers.ts';
import { presentWrite, type WriteId, writesWithin } from '../../src-renderer/board/yjs-items.ts';
import type { SeededRandom } from './seeded-random.ts';

/** The kinds that fill a box. */
const BOXED = ELEMENT_TYPES.filter((type) => !hasPoints(type));

/** A promise of the document was broken; the message says which, the test adds the seed. */
export class BrokenInvariantError extends Error {
  readonly code = 'broken-invariant';
}

function insist(condition: boolean, message: string): void {
  if (!condition) throw new BrokenInvariantError(message);
}

/** What happened on all replicas together. */
export interface Ledger {
  readonly added: Set<ElementId>;
  /** Elements that somebody took away himself, by deleting or by undoing or redoing. */
  readonly takenAway: Set<ElementId>;
  /** Per element, what each one who took it away had seen by then: client id to next clock. */
  readonly seenWhenTaken: Map<ElementId, Map<number, number>[]>;
  /** Elements that went down with the only computer that had them. */
  readonly lost: Set<ElementId>;
  sessions: number;
}

/** One person's session at work, doing at random what a person may do, and checking what comes of it. */
export class Replica {
  readonly board: BoardDocument;
  /** Updates of others that have not arrived yet. */
  inbox: Uint8Array[] = [];
  /** Every session types its own letter, so that a character tells who typed it. */
  readonly letter: string;
  readonly #random: SeededRandom;
  readonly #ledger: Ledger;

  constructor(
    personId: string,
    random: SeededRandom,
    ledger: Ledger,
    send: (from: Replica, update: Uint8Array) => void,
    state?: Uint8Array,
  ) {
    this.#random = random;
    this.#ledger = ledger;
    const session = ledger.sessions++;
    this.letter = String.fromCharCode(0x4e00 + session);
    const doc = new Y.Doc({ guid: 'board' });
    doc.clientID = random.between(1, 2 ** 25) * 64 + session;
    if (state) Y.applyUpdate(doc, state);
    this.board = new BoardDocument({
      doc,
      author: { personId, name: personId },
      random: random.next,
    });
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'network') send(this, update);
    });
    this.board.onChange((change) => {
      if (!change.local) return;
      for (const { id } of change.removed) {
        const seen = Y.decodeStateVector(Y.encodeStateVector(doc));
        ledger.takenAway.add(id);
        ledger.seenWhenTaken.set(id, [...(ledger.seenWhenTaken.get(id) ?? []), seen]);
      }
    });
  }

  receive(update: Uint8Array): void {
    Y.applyUpdate(this.board.doc, update, 'network');
  }

  act(): void {
    const dice = this.#random.next();
    if (dice < 0.2) this.#add();
    else if (dice < 0.42) this.#update();
    else if (dice < 0.46) this.#reorder();
    else if (dice < 0.5) this.#group();
    else if (dice < 0.62) this.#remove();
    else if (dice < 0.78) this.#type();
    else if (dice < 0.93) this.#undo();
    else this.#redo();
  }

  #anyId(): ElementId | undefined {
    return this.#random.pick(this.board.elements())?.id;
  }

  #add(): void {
    const random = this.#random;
    const count = random.between(1, 3);
    const elements: NewElement[] = [];
    for (let i = 0; i < count; i++) {
      const id = `e${this.#ledger.added.size}`;
      this.#ledger.added.add(id);
      const x = random.between(-500, 500);
      const y = random.between(-500, 500);
      const kind = random.next();
      if (kind < 0.4) {
        elements.push({ id, type: 'stroke', points: this.#points(x, y) });
      } else if (kind < 0.6) {
        const points = this.#points(x, y).map(([px, py]): [number, number] => [px, py]);
        const held = { start: this.#binding(), end: this.#binding() };
        elements.push({ id, type: 'arrow', points, ...held });
      } else {
        const text = random.chance(0.3) ? this.letter.repeat(random.between(1, 4)) : '';
        const type = random.pick(BOXED) ?? 'rectangle';
        const box = { x, y, width: 40, height: 30 };
        elements.push(
          type === 'image'
            ? { id, type, ...box, picture: this.#picture() }
            : { id, type, ...box, text },
        );
      }
    }
    const added = this.board.add(elements, random.chance(0.1) ? 'silent' : 'undoable');
    insist(added.ok, 'adding failed');
    for (const { id } of elements) insist(this.board.get(id ?? '') !== undefined, 'not added');
  }

  /** The name of a picture that nobody has. */
  #picture(): PictureHash {
    return `${this.#random.pick([...'ABCDEFGH']) ?? 'A'}`.repeat(42).concat('A');
  }

  /** To anything that there ever was, be it gone. */
  #binding(): Binding | null {
    const id = this.#random.pick([...this.#ledger.added]);
    if (id === undefined || this.#random.chance(0.3)) return null;
    return [id, this.#random.next(), this.#random.next(), this.#random.pick(HOLDS) ?? 'edge'];
  }

  #points(x: number, y: number): [number, number, number][] {
    return Array.from({ length: this.#random.between(1, 6) }, (_, i) => [
      x + i * this.#random.between(-9, 9),
      y + i * 3,
      this.#random.next(),
    ]);
  }

  #update(): void {
    const id = this.#anyId();
    const element = id === undefined ? undefined : this.board.get(id);
    if (element === undefined) return;
    const random = this.#random;
    const patches = [
      { id: element.id, x: random.between(-500, 500), y: random.between(-500, 500) },
      { id: element.id, width: random.between(1, 200) },
      { id: element.id, color: random.pick(PALETTE_NAMES) ?? 'black' },
      { id: element.id, rotation: random.between(0, 359), fill: random.pick(PALETTE_NAMES) },
      { id: element.id, size: random.between(1, 60) },
      { id: element.id, dash: random.pick(DASHES), fillStyle: random.pick(FILL_STYLES) },
      { id: element.id, radius: random.between(0, 40) },
      { id: element.id, route: random.pick(ROUTES), endHead: random.pick(HEADS) },
      { id: element.id, picture: this.#picture() },
      { id: element.id, start: this.#binding() },
      { id: element.id, end: this.#binding(), startHead: random.pick(HEADS) },
    ];
    let patch = random.pick(patches) ?? { id: element.id };
    if (hasPoints(element.type) && random.chance(0.2)) {
      patch = Object.assign({ id: element.id }, { points: this.#points(0, 0) });
    }
    const intent = random.chance(0.1) ? 'silent' : 'undoable';
    insist(this.board.update([patch], intent).ok, 'changing failed');
  }

  #reorder(): void {
    const elements = this.board.elements();
    const id = this.#anyId();
    if (id === undefined) return;
    const at = this.#random.between(0, elements.length);
    const below = elements[at - 1]?.index ?? null;
    const above = elements[at]?.index ?? null;
    insist(below === null || above === null || below < above, 'two elements have one place');
    const index = orderKeyBetween(below, above, this.#random.next);
    insist(this.board.update([{ id, index }]).ok, 'reordering failed');
  }

  /** Groups, takes a group apart, or puts one into another: who does it elsewhere does not know. */
  #group(): void {
    const random = this.#random;
    const elements = this.board.elements();
    const tree = new GroupTree(elements);
    const some = new Set(
      [this.#anyId(), this.#anyId(), this.#anyId()].filter((id) => id !== undefined),
    );
    const unit = (id: ElementId): readonly ElementId[] => {
      const [group] = tree.pathOf(id);
      return group === undefined ? [id] : tree.membersOf(group);
    };
    const ids = new Set([...some].flatMap(unit));
    const [first] = some;
    if (first === undefined) return;
    let paths = wrapInGroup(tree, ids, 0, `g${random.between(0, 1e9)}`);
    if (random.chance(0.3)) paths = takeOutOfGroup(tree, unit(first), 0);
    const target = tree.pathOf(first);
    if (target.length > 0 && random.chance(0.5)) {
      const others = [...ids].filter((id) => !unit(first).includes(id));
      paths = new Map(others.map((id) => [id, [...target, ...tree.pathOf(id)].slice(0, 16)]));
    }
    if (paths.size === 0) return;
    const patches = [...paths].map(([id, groups]) => ({ id, groups }));
    insist(this.board.update(patches).ok, 'grouping failed');
    this.#checkGroups();
  }

  /** A forest of groups of at least two things, with every element in one place of it. */
  #checkGroups(): void {
    const elements = this.board.elements();
    const tree = new GroupTree(elements);
    const around = new Map<string, string | undefined>();
    for (const { id } of elements) {
      const path = tree.pathOf(id);
      insist(new Set(path).size === path.length, `${id} is in a circle of groups`);
      for (const [depth, group] of path.entries()) {
        const known = around.has(group) ? around.get(group) : path[depth - 1];
        insist(known === path[depth - 1], `${group} is within two groups`);
        around.set(group, path[depth - 1]);
        insist(tree.membersOf(group).includes(id), `${group} has lost ${id}`);
        const parts = tree.membersOf(group).map((m) => tree.pathOf(m)[depth + 1] ?? m);
        insist(new Set(parts).size >= 2, `${group} is a group of one`);
      }
    }
    for (const group of around.keys()) {
      for (const id of tree.membersOf(group)) {
        insist(this.board.get(id) !== undefined, `${group} holds ${id}, which is gone`);
      }
    }
  }

  #remove(): void {
    const ids = [this.#anyId(), this.#anyId()].filter((id) => id !== undefined);
    insist(this.board.remove(ids).ok, 'deleting failed');
    for (const id of ids) insist(this.board.get(id) === undefined, 'not deleted');
  }

  #type(): void {
    const id = this.#random.pick(this.board.elements().filter((e) => canHoldText(e.type)))?.id;
    if (id === undefined) return;
    const before = this.board.text(id);
    const at = this.#random.between(0, before.length);
    const to = this.#random.chance(0.3) ? Math.min(before.length, at + 2) : at;
    const typed = this.letter.repeat(this.#random.between(0, 3));
    const text = before.slice(0, at) + typed + before.slice(to);
    insist(this.board.update([{ id, text }]).ok, 'typing failed');
    insist(this.board.text(id) === text, 'the text is not what was typed');
  }

  #undo(): void {
    const couldUndo = this.board.canUndo;
    const writers = this.#writers();
    const texts = this.#texts();
    const changes = this.#changesOf(() => {
      const done = this.board.undo();
      insist(couldUndo || !done, 'undo did something though it said that it could not');
    });
    for (const change of changes) {
      insist(change.local, 'an undo was not told as local');
      this.#checkOwn(change, writers);
      for (const { id } of change.removed) {
        for (const [key, client] of writers) {
          if (key.startsWith(`${id}/`) && !key.endsWith('/deleted')) {
            insist(this.#isOwn(client), `undo deleted ${id}, which somebody else had changed`);
          }
        }
      }
    }
    for (const [id, before] of texts) {
      if (this.board.get(id) === undefined) continue;
      const others = this.#othersLetters(before);
      insist(
        isSubsequence(others, this.#othersLetters(this.board.text(id))),
        `undo took letters of others from ${id}`,
      );
    }
  }

  #redo(): void {
    const couldRedo = this.board.canRedo;
    const writers = this.#writers();
    const changes = this.#changesOf(() => {
      const done = this.board.redo();
      insist(couldRedo || !done, 'redo did something though it said that it could not');
    });
    for (const change of changes) this.#checkOwn(change, writers);
  }

  #changesOf(act: () => void): BoardChange[] {
    const changes: BoardChange[] = [];
    const stop = this.board.onChange((change) => changes.push(change));
    act();
    stop();
    return changes;
  }

  #checkOwn(change: BoardChange, writers: ReadonlyMap<string, number>): void {
    for (const { after, properties } of change.updated) {
      for (const property of properties) {
        const writer = writers.get(`${after.id}/${property}`);
        insist(
          property === 'text' || writer === undefined || this.#isOwn(writer),
          `${property} of ${after.id} was somebody else's and was taken back`,
        );
      }
    }
  }

  #isOwn(client: number): boolean {
    return client === this.board.doc.clientID;
  }

  #writers(): Map<string, number> {
    const map = this.board.doc.getMap<unknown>('changes');
    const writers = new Map<string, number>();
    for (const key of map.keys()) {
      const write = presentWrite(map, key);
      if (write) writers.set(key, write.client);
    }
    return writers;
  }

  #texts(): Map<ElementId, string> {
    return new Map(this.board.elements().map(({ id }) => [id, this.board.text(id)]));
  }

  #othersLetters(text: string): string {
    return text.replaceAll(this.letter, '');
  }

  /** All that a person could see of the board, without what is of this session only. */
  picture(): string {
    return JSON.stringify(
      this.board.elements().map(({ version: _version, ...element }) => ({
        ...element,
        points: [...this.board.points(element.id)],
        text: this.board.text(element.id),
      })),
    );
  }

  /** The changes of the element that hold now, each with who wrote it and when. */
  #changesHeld(id: ElementId): WriteId[] {
    const { doc } = this.board;
    const map = doc.getMap<unknown>('changes');
    const held: WriteId[] = [];
    for (const key of map.keys()) {
      const write = presentWrite(map, key);
      if (write && key.startsWith(`${id}/`) && !key.endsWith('/deleted')) held.push(write);
    }
    const text = doc.share.get(`text/${id}`);
    if (text) held.push(...[...writesWithin(text)].filter(({ deleted }) => !deleted));
    return held;
  }

  /** What is gone was taken away by somebody who knew all that had been done to it. */
  checkGone(): void {
    for (const id of this.#ledger.added) {
      if (this.board.get(id) !== undefined || this.#ledger.lost.has(id)) continue;
      const held = this.#changesHeld(id);
      const knowingly = this.#ledger.seenWhenTaken
        .get(id)
        ?.some((seen) => held.every(({ client, clock }) => clock < (seen.get(client) ?? 0)));
      insist(knowingly === true, `${id} is gone with work in it that nobody knew who deleted it`);
    }
  }

  checkItself(): void {
    const elements = this.board.elements();
    insist(elements.length === this.board.size, 'size and list differ');
    for (const [i, element] of elements.entries()) {
      const above = elements[i + 1];
      insist(!above || compareOrdered(element, above) < 0, 'the list is not in order');
    }
    insist(this.board.quarantined().size === 0, 'something was quarantined');
    this.#checkGroups();
    for (const { id } of elements) {
      if (!this.board.doc.share.has(`text/${id}`)) continue;
      const whole = this.board
        .textFragment(id)
        .toString()
        .replaceAll(/<[^>]*>/g, '');
      insist(this.board.text(id) === whole, 'letters are missing from a text');
    }
  }
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const letter of whole) if (part[at] === letter) at++;
  return at >= part.length;
}
