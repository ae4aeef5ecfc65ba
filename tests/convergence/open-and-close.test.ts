import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { BoardSync } from '../../src-renderer/sync/board-sync.ts';
import { PendingChanges } from '../../src-renderer/sync/holdings/pending-changes.ts';
import { deriveBoardKeys, newSigningKeyPair } from '../../src-renderer/sync/keys/board-keys.ts';
import { randomBytes } from '../../src-renderer/sync/keys/bytes.ts';
import { SeededRandom } from './seeded-random.ts';
import { SimulatedClock } from './simulation/clock.ts';
import { World } from './simulation/world.ts';

const TIMES = 200;
/** With others, whose links are made and ended each time. */
const TIMES_AMONG_OTHERS = 50;

vi.mock('@noble/curves/ed25519.js', async () => {
  const { cheapCurves } = await import('./simulation/cheap-cryptography.ts');
  return cheapCurves;
});
vi.mock('../../src-renderer/sync/peer-link/next-turn.ts', () => ({
  nextTurn: (run: () => void) => setTimeout(run, 0),
  turn: () => new Promise((resolve) => setTimeout(resolve, 0)),
}));

/** How much is open of each kind. */
const open = { sockets: 0, channels: 0, listeners: 0 };

/** A socket whose cell never answers. */
class SilentSocket extends EventTarget {
  readonly bufferedAmount = 0;
  #closed = false;
  constructor() {
    super();
    open.sockets += 1;
  }
  send(): void {
    // Nobody hears it.
  }
  close(): void {
    if (!this.#closed) open.sockets -= 1;
    this.#closed = true;
  }
}

class CountedChannel {
  onmessage: unknown = null;
  constructor() {
    open.channels += 1;
  }
  postMessage(): void {
    // There is no other window.
  }
  close(): void {
    open.channels -= 1;
  }
}

const observersOf = (doc: Y.Doc): number =>
  [...doc._observers.values()].reduce((sum, listeners) => sum + listeners.size, 0);

describe('a board that is opened and closed again and again (CM-12)', () => {
  const clock = new SimulatedClock();

  beforeEach(() => {
    clock.reset();
    clock.install();
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it(`leaves after ${TIMES} times no timer, listener, socket or channel behind`, async () => {
    vi.stubGlobal('WebSocket', SilentSocket);
    vi.stubGlobal('BroadcastChannel', CountedChannel);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    vi.stubGlobal('addEventListener', () => {
      open.listeners += 1;
    });
    vi.stubGlobal('removeEventListener', () => {
      open.listeners -= 1;
    });
    const exits = process.listenerCount('exit');
    const keys = deriveBoardKeys(randomBytes(32), newSigningKeyPair().publicKey);
    const device = newSigningKeyPair();
    const doc = new Y.Doc();
    const seen = { sockets: 0, timers: 0, observers: 0 };
    for (let time = 0; time < TIMES; time++) {
      const sync = new BoardSync({
        doc,
        keys,
        device,
        cellOrigin: 'https://cell.test',
        cachedConfig: null,
        presence: { name: 'Ada', color: 'blue', tool: null, cursor: null, selection: [] },
        pending: new PendingChanges(),
        mailboxStore: { load: async () => null, save: async () => undefined },
      });
      // Closed at any moment: before the room is entered, while it is, and after the first failure.
      await clock.pass((time % 5) * 60);
      if (time % 10 === 0) await vi.waitFor(() => expect(open.sockets).toBe(1));
      seen.sockets += open.sockets;
      seen.timers += clock.pending.length;
      seen.observers += observersOf(doc);
      sync.destroy();
    }
    // y-webrtc derives its key meanwhile, in real time.
    await vi.waitFor(() => expect(open).toEqual({ sockets: 0, channels: 0, listeners: 0 }), {
      timeout: 15_000,
    });
    await clock.pass(1_000);
    expect(seen.sockets).toBeGreaterThan(TIMES / 10);
    expect(seen.timers).toBeGreaterThan(TIMES);
    expect(seen.observers).toBeGreaterThan(TIMES);
    expect(clock.pending).toEqual([]);
    expect(observersOf(doc)).toBe(observersOf(new Y.Doc()));
    expect(process.listenerCount('exit')).toBe(exits);
  });

  it('leaves the others with the links and timers that they had', async () => {
    const keys = deriveBoardKeys(randomBytes(32), newSigningKeyPair().publicKey);
    const random = new SeededRandom(1);
    const world = new World({
      random,
      keys,
      topology: 'direct-only',
      people: 3,
      hasMailbox: false,
    });
    world.heal();
    const [ada, bob, cid] = world.people;
    const linked = async (count: number): Promise<void> => {
      for (let waitedMs = 0; ada?.session?.sync.links.length !== count; waitedMs += 100) {
        if (waitedMs > 10_000) throw new Error('they do not meet');
        await clock.pass(100);
      }
    };
    await linked(2);
    bob?.close();
    await linked(1);
    await clock.pass(5_000);
    const before = clock.pending.length;
    for (let time = 0; time < TIMES_AMONG_OTHERS; time++) {
      bob?.open(false);
      await linked(2);
      bob?.close();
      await linked(1);
    }
    await clock.pass(5_000);
    expect(clock.pending.length).toBe(before);
    expect(cid?.session?.sync.links).toHaveLength(1);
    world.end();
    await clock.pass(20_000);
    expect(clock.pending).toEqual([]);
  });
});
