import * as Y from 'yjs';
import type { ElementId } from '../../../src-renderer/board/element.ts';
import type { BoardKeys } from '../../../src-renderer/sync/keys/board-keys.ts';
import type { WireChannel } from '../../../src-renderer/sync/peer-link/wire.ts';
import { newLedger } from '../checks.ts';
import { BrokenInvariantError } from '../replica.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { SimulatedCell } from './cell.ts';
import { connectDirectly, type DirectWire } from './direct-wire.ts';
import { Person } from './person.ts';

/** Who can reach whom in the end, when all that goes wrong for a while has passed. */
export const TOPOLOGIES = ['everybody', 'cell-only', 'direct-only', 'line', 'mixed'] as const;
export type Topology = (typeof TOPOLOGIES)[number];

export interface WorldOptions {
  readonly random: SeededRandom;
  readonly keys: BoardKeys;
  readonly topology: Topology;
  readonly people: number;
  readonly hasMailbox: boolean;
  /** Those who may only look, by number. */
  readonly viewers?: readonly number[];
}

const LOOK_MS = 300;
const LATENCIES_MS = [5, 40, 250] as const;

interface Connection {
  readonly a: Person;
  readonly b: Person;
  readonly wires: readonly [DirectWire, DirectWire];
}

/** People, the network between them, and what goes wrong with it. */
export class World {
  readonly people: Person[] = [];
  readonly ledger = newLedger();
  /** Everything that was sent directly. */
  readonly sent: { readonly channel: WireChannel; readonly bytes: Uint8Array }[] = [];
  readonly random: SeededRandom;
  readonly topology: Topology;
  readonly #cell: SimulatedCell;
  readonly #latencyMs: number;
  readonly #looker: ReturnType<typeof setInterval>;
  #connections: Connection[] = [];
  /** Which side of a partition each one is on. */
  #sides = new Map<Person, number>();
  #ended = false;
  readonly #withoutCell = new Set<Person>();
  readonly #withoutDirect = new Set<Person>();

  constructor(options: WorldOptions) {
    const { random, keys, topology, people, hasMailbox, viewers = [] } = options;
    this.random = random;
    this.topology = topology;
    this.#cell = new SimulatedCell(random);
    this.#latencyMs = random.pick(LATENCIES_MS) ?? 5;
    for (let i = 0; i < people; i++) {
      const person = new Person({
        name: `p${i}`,
        keys,
        random,
        ledger: this.ledger,
        cell: this.#cell,
        hasMailbox,
        mayEdit: !viewers.includes(i),
      });
      this.people.push(person);
    }
    for (const person of this.people) person.open(this.#reachesCell(person));
    this.#looker = setInterval(() => this.#look(), LOOK_MS);
  }

  /** Something happens to the network or to a computer. */
  weather(): void {
    const { random } = this;
    const person = random.pick(this.people);
    if (!person) return;
    const dice = random.next();
    if (dice < 0.25) this.#sides = new Map(this.people.map((each) => [each, random.between(0, 1)]));
    else if (dice < 0.45) this.#sides.clear();
    else if (dice < 0.6) toggle(this.#withoutDirect, person);
    else if (dice < 0.75) toggle(this.#withoutCell, person);
    else if (dice < 0.87) this.#crash(person);
    else this.#close(person);
    this.#pathsChanged();
  }

  /** Nothing reaches this person any more, or everything does again. */
  setCutOff(person: Person, isCutOff: boolean): void {
    for (const without of [this.#withoutCell, this.#withoutDirect]) {
      if (isCutOff) without.add(person);
      else without.delete(person);
    }
    this.#pathsChanged();
  }

  /** Somebody starts the app, with whatever can be reached. */
  open(person: Person): void {
    if (!person.session) person.open(this.#reachesCell(person));
  }

  /** Everything works again, as far as it ever does here. */
  heal(): void {
    this.#cell.keepsUp = true;
    this.#sides.clear();
    this.#withoutCell.clear();
    this.#withoutDirect.clear();
    for (const person of this.people) if (!person.session) person.open(this.#reachesCell(person));
    this.#pathsChanged();
  }

  end(): void {
    this.#ended = true;
    clearInterval(this.#looker);
    for (const person of this.people) person.close();
  }

  /** Nobody is told that somebody holds what that one has never held. */
  checkClaims(): void {
    for (const { session } of this.people) {
      for (const link of session?.sync.links ?? []) {
        const other = this.people.find(({ personId }) => personId === link.personId);
        if (!other?.hasHeld(link.holds)) {
          throw new BrokenInvariantError('somebody is said to hold what was never held there');
        }
      }
    }
  }

  /** What went down with a computer before anybody else and any disk had it. */
  #crash(person: Person): void {
    if (!person.session) return;
    const before = this.#existing();
    person.crash();
    const after = this.#existing();
    for (const id of before) if (!after.has(id)) this.ledger.lost.add(id);
    this.#comesBack(person);
  }

  #close(person: Person): void {
    if (!person.session) return;
    person.close();
    this.#comesBack(person);
  }

  #comesBack(person: Person): void {
    setTimeout(
      () => {
        if (!person.session && !this.#ended) person.open(this.#reachesCell(person));
      },
      this.random.between(0, 6_000),
    );
  }

  /** Elements of any live copy, and of any disk. */
  #existing(): Set<ElementId> {
    const ids = new Set<ElementId>();
    for (const { session, disk } of this.people) {
      const docs = [session?.replica.board.doc];
      if (!session?.alive && disk.length > 0) {
        const doc = new Y.Doc({ guid: 'disk' });
        Y.applyUpdate(doc, Y.mergeUpdates([...disk]));
        docs.push(doc);
      }
      for (const doc of docs) for (const id of doc?.getMap('elements').keys() ?? []) ids.add(id);
    }
    return ids;
  }

  #reachesCell(person: Person): boolean {
    const at = this.people.indexOf(person);
    const ever =
      this.topology === 'everybody' ||
      this.topology === 'cell-only' ||
      (this.topology === 'mixed' && at % 3 !== 2);
    return ever && !this.#withoutCell.has(person);
  }

  #reachDirectly(a: Person, b: Person): boolean {
    if (!a.session?.alive || !b.session?.alive) return false;
    if (this.#sides.get(a) !== this.#sides.get(b)) return false;
    if (this.#withoutDirect.has(a) || this.#withoutDirect.has(b)) return false;
    const [i, j] = [this.people.indexOf(a), this.people.indexOf(b)];
    if (this.topology === 'cell-only') return false;
    if (this.topology === 'line') return Math.abs(i - j) === 1;
    // Whoever has no cell is next to somebody who has one.
    if (this.topology === 'mixed') return Math.abs(i - j) === 1 && Math.max(i, j) % 3 === 2;
    return true;
  }

  #pathsChanged(): void {
    for (const person of this.people) {
      const { session } = person;
      if (!session) continue;
      if (this.#reachesCell(person)) session.cell.connect();
      else session.cell.disconnect();
    }
    for (const { wires } of this.#connections) for (const wire of wires) wire.resume();
  }

  /** Connections are made where there is none. */
  #look(): void {
    for (const [i, a] of this.people.entries()) {
      for (const b of this.people.slice(i + 1)) {
        const [at, bt] = [a.session, b.session];
        if (!at || !bt || !this.#reachDirectly(a, b)) continue;
        if (at.room.knows(bt.room.peerId) && bt.room.knows(at.room.peerId)) continue;
        if (!this.random.chance(0.6)) continue;
        const wires = connectDirectly({
          isOpen: () => at.alive && bt.alive && this.#reachDirectly(a, b),
          latencyMs: () => this.random.next() * this.#latencyMs,
          onSend: (channel, bytes) => this.sent.push({ channel, bytes }),
        });
        this.#connections = [...this.#connections.filter(isUsed), { a, b, wires }];
        at.room.connected(bt.room.peerId, wires[0]);
        bt.room.connected(at.room.peerId, wires[1]);
      }
    }
  }
}

const isUsed = ({ wires }: Connection): boolean => wires.some(({ closed }) => !closed);

function toggle<T>(set: Set<T>, item: T): void {
  if (!set.delete(item)) set.add(item);
}
