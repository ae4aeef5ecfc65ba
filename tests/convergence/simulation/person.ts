import * as Y from 'yjs';
import { BoardSync } from '../../../src-renderer/sync/board-sync.ts';
import { PendingChanges } from '../../../src-renderer/sync/holdings/pending-changes.ts';
import type { StateVector } from '../../../src-renderer/sync/holdings/state-vectors.ts';
import {
  type BoardKeys,
  newSigningKeyPair,
  personIdOf,
  type SigningKeyPair,
} from '../../../src-renderer/sync/keys/board-keys.ts';
import type { MailboxMemory } from '../../../src-renderer/sync/mailbox/memory.ts';
import { type Ledger, Replica } from '../replica.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { CellSession, type SimulatedCell } from './cell.ts';
import { SimulatedRoom } from './room.ts';

const DISK_DELAY_MS_MAX = 400;

/** One run of the app: gone with a crash, with everything that had not reached the disk. */
export interface Session {
  readonly replica: Replica;
  readonly sync: BoardSync;
  readonly room: SimulatedRoom;
  readonly cell: CellSession;
  alive: boolean;
  /** Where its pointer is: what others must see in the end. */
  cursor: readonly [number, number] | null;
}

export interface PersonOptions {
  readonly name: string;
  readonly keys: BoardKeys;
  readonly random: SeededRandom;
  readonly ledger: Ledger;
  readonly cell: SimulatedCell;
  readonly hasMailbox: boolean;
  readonly mayEdit: boolean;
}

/** Somebody with a computer, on which the app runs most of the time. */
export class Person {
  readonly personId: string;
  session: Session | null = null;
  /** What has reached the disk, in order. */
  readonly disk: Uint8Array[] = [];
  readonly #options: PersonOptions;
  readonly #device: SigningKeyPair = newSigningKeyPair();
  /** The most that any session of this person has held. */
  readonly #heldEver = new Map<number, number>();
  #mailboxMemory: MailboxMemory | null = null;
  #sessions = 0;

  constructor(options: PersonOptions) {
    this.#options = options;
    this.personId = personIdOf(this.#device.publicKey);
  }

  open(cellIsReached: boolean, peersFirst = false): void {
    const { name, random, ledger, keys, cell, hasMailbox, mayEdit } = this.#options;
    this.#sessions += 1;
    const stored = this.disk.length > 0 ? Y.mergeUpdates([...this.disk]) : undefined;
    const replica = new Replica(name, random, ledger, () => undefined, stored);
    const { doc } = replica.board;
    const cellSession = new CellSession(cell, `${name}/${this.#sessions}`);
    if (cellIsReached) cellSession.connect();
    const pending = new PendingChanges();
    let room: SimulatedRoom | null = null;
    const sync = new BoardSync({
      doc,
      keys,
      device: this.#device,
      cellOrigin: 'https://cell.test',
      cachedConfig: {
        product: 'drawbridge',
        protocol: 1,
        iceServers: [],
        mailbox: { quotaBytes: 1e9, keptForMs: 1e9, durable: true },
      },
      presence: { name, color: 'blue', tool: null, cursor: null, selection: [] },
      pending,
      peersFirst,
      mailboxStore: {
        load: async () => this.#mailboxMemory,
        save: async (memory) => {
          if (session.alive) this.#mailboxMemory = structuredClone(memory);
        },
      },
      openRoom: (options) => {
        room = new SimulatedRoom({
          ...options,
          peerId: `${name}/${this.#sessions}`,
          session: cellSession,
          hasMailbox,
          mayEdit,
        });
        return room;
      },
    });
    if (!room) throw new Error('no room was opened');
    const session: Session = { replica, sync, room, cell: cellSession, alive: true, cursor: null };
    this.session = session;
    let diskDueMs = 0;
    doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, tr: Y.Transaction) => {
      if (tr.local) pending.record(doc.clientID, Y.getState(doc.store, doc.clientID));
      this.#remember(doc);
      const nowMs = performance.now();
      diskDueMs = Math.max(diskDueMs, nowMs + random.between(0, DISK_DELAY_MS_MAX));
      setTimeout(() => {
        if (session.alive) this.disk.push(update);
      }, diskDueMs - nowMs);
    });
    this.#remember(doc);
  }

  point(x: number, y: number): void {
    if (!this.session) return;
    this.session.cursor = [x, y];
    this.session.sync.setPresence({ cursor: [x, y] });
  }

  /** The process dies: nobody is told, and what had not reached the disk is gone. */
  crash(): void {
    const { session } = this;
    if (!session) return;
    session.alive = false;
    session.cell.leave(false);
    this.#stop(session);
  }

  /** The app is closed: the disk has everything, and the others are told. */
  close(): void {
    const { session } = this;
    if (!session) return;
    this.disk.push(Y.encodeStateAsUpdate(session.replica.board.doc));
    session.sync.flush();
    this.#stop(session);
    session.cell.leave(true);
    session.alive = false;
  }

  /** Whether any copy of this person has ever held all of this. */
  hasHeld(holds: StateVector): boolean {
    for (const [client, clock] of holds) {
      if ((this.#heldEver.get(client) ?? 0) < clock) return false;
    }
    return true;
  }

  #stop(session: Session): void {
    session.sync.destroy();
    session.replica.board.destroy();
    session.replica.board.doc.destroy();
    this.session = null;
  }

  #remember(doc: Y.Doc): void {
    for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(doc))) {
      if ((this.#heldEver.get(client) ?? 0) < clock) this.#heldEver.set(client, clock);
    }
  }
}
