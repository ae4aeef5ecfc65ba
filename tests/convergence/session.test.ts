import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { deriveBoardKeys, newSigningKeyPair } from '../../src-renderer/sync/keys/board-keys.ts';
import { randomBytes } from '../../src-renderer/sync/keys/bytes.ts';
import { FRAME_HEADER_BYTES } from '../../src-renderer/sync/peer-link/frames.ts';
import { MESSAGE, readYjsMessage } from '../../src-renderer/sync/peer-link/messages.ts';
import { COMPARE_INTERVAL_MS } from '../../src-renderer/sync/room/copy-comparison.ts';
import { ANTI_ENTROPY_AFTER_MS } from '../../src-renderer/sync/room/linked-peer.ts';
import { stateHash } from './checks.ts';
import { SeededRandom } from './seeded-random.ts';
import { cheapWebCrypto, drawRandomBytesFrom } from './simulation/cheap-cryptography.ts';
import { SimulatedClock } from './simulation/clock.ts';
import { type Topology, World, type WorldOptions } from './simulation/world.ts';

vi.mock('@noble/curves/ed25519.js', async () => {
  const { cheapCurves } = await import('./simulation/cheap-cryptography.ts');
  return cheapCurves;
});
vi.mock('../../src-renderer/sync/peer-link/next-turn.ts', () => ({
  nextTurn: (run: () => void) => setTimeout(run, 0),
  turn: () => new Promise((resolve) => setTimeout(resolve, 0)),
}));

/** Long enough for everybody to meet and for all that follows from it. */
const SETTLED_MS = 20_000;

describe('the session of a board among others', () => {
  const clock = new SimulatedClock();
  let world: World;
  let drawn = 0;

  const meet = async (
    people: number,
    topology: Topology,
    options: Partial<WorldOptions> = {},
  ): Promise<void> => {
    const random = new SeededRandom(1);
    drawRandomBytesFrom(random.next);
    const keys = deriveBoardKeys(randomBytes(32), newSigningKeyPair().publicKey);
    world = new World({ random, keys, topology, people, hasMailbox: false, ...options });
    world.heal();
    await clock.pass(SETTLED_MS);
  };
  const sessionOf = (at: number) => {
    const session = world.people[at]?.session;
    if (!session) throw new Error('nobody is there');
    return session;
  };
  const boardOf = (at: number) => sessionOf(at).replica.board;
  const draw = (at: number): string => {
    drawn += 1;
    const id = `drawn-${drawn}`;
    const added = boardOf(at).add([{ id, type: 'rectangle', x: 0, y: 0, width: 9, height: 9 }]);
    if (!added.ok) throw new Error('not added');
    return id;
  };
  const haveIt = (id: string): number[] =>
    [...world.people.keys()].filter((at) => boardOf(at).get(id) !== undefined);
  const changesSent = (): number =>
    world.sent.filter(({ channel, bytes }) => {
      if (channel !== 'bulk' || bytes[FRAME_HEADER_BYTES] !== MESSAGE.yjs) return false;
      return readYjsMessage(bytes.subarray(FRAME_HEADER_BYTES + 1))?.kind === 'change';
    }).length;

  beforeEach(() => {
    clock.reset();
    vi.stubGlobal('crypto', cheapWebCrypto);
    clock.install();
  });
  afterEach(async () => {
    world.end();
    await clock.pass(SETTLED_MS);
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it('sends a change once to each, and nobody repeats it where everybody has it (CR-18)', async () => {
    await meet(6, 'direct-only');
    world.sent.length = 0;
    const id = draw(2);
    await clock.pass(SETTLED_MS);
    expect(haveIt(id)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(changesSent()).toBe(5);
  });

  it('costs no message but the change itself where there are many (CR-18)', async () => {
    await meet(12, 'direct-only');
    await clock.pass(COMPARE_INTERVAL_MS);
    world.sent.length = 0;
    draw(5);
    await clock.pass(3_000);
    const bulk = world.sent.filter(({ channel }) => channel === 'bulk');
    expect(bulk.map(({ bytes }) => bytes[FRAME_HEADER_BYTES])).toEqual(Array(11).fill(MESSAGE.yjs));
    // And who holds what is known all the same.
    expect(sessionOf(5).sync.status).toMatchObject({
      pendingChanges: 0,
      heldBy: { all: 11, of: 11 },
    });
  });

  it('hands a change on where not everybody has a link to everybody', async () => {
    await meet(5, 'line');
    const id = draw(0);
    await clock.pass(SETTLED_MS);
    expect(haveIt(id)).toEqual([0, 1, 2, 3, 4]);
    expect(world.people.map(({ session }) => session?.sync.status.pendingChanges)).toEqual([
      0, 0, 0, 0, 0,
    ]);
  });

  it('asks for what it lacks as soon as a link is open', async () => {
    await meet(2, 'direct-only');
    const [ada, bob] = world.people;
    bob?.close();
    const ids = Array.from({ length: 30 }, () => draw(0));
    await clock.pass(1_000);
    bob?.open(false);
    let openForMs = 0;
    while (openForMs < ANTI_ENTROPY_AFTER_MS / 2) {
      await clock.pass(20);
      if (bob?.session?.sync.links.length === 1) openForMs += 20;
    }
    expect(ids.filter((id) => boardOf(1).get(id) === undefined)).toEqual([]);
    expect(ada?.session?.sync.links).toHaveLength(1);
  });

  it('counts nobody as a holder of its changes who may only look', async () => {
    await meet(2, 'direct-only', { viewers: [1] });
    draw(0);
    await clock.pass(SETTLED_MS);
    expect(stateHash(boardOf(1).doc)).toBe(stateHash(boardOf(0).doc));
    expect(sessionOf(0).sync.status.pendingChanges).toBe(1);
  });

  it('takes nothing from somebody who may only look', async () => {
    await meet(2, 'direct-only', { viewers: [1] });
    const id = draw(1);
    await clock.pass(SETTLED_MS);
    expect(haveIt(id)).toEqual([1]);
  });

  it('finds a deletion that got lost, which no state vector tells, and fetches it', async () => {
    await meet(3, 'direct-only');
    const { doc } = boardOf(0);
    doc.getText('text/x').insert(0, 'lost letters');
    await clock.pass(SETTLED_MS);
    const behind = boardOf(1).doc;
    // One that nobody is told of.
    const listeners = doc._observers.get('update');
    doc._observers.delete('update');
    doc.getText('text/x').delete(0, 5);
    if (listeners) doc._observers.set('update', listeners);
    expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVector(behind));
    // Anything else that happens later makes them compare again.
    draw(2);
    await clock.pass(COMPARE_INTERVAL_MS + SETTLED_MS);
    expect(behind.getText('text/x').toString()).toBe('letters');
    expect(boardOf(2).doc.getText('text/x').toString()).toBe('letters');
  });

  it('tells when another copy shows something else after the same changes (CM-14)', async () => {
    await meet(3, 'direct-only');
    boardOf(0).doc.getMap('anything').set('key', 'what everybody sees');
    await clock.pass(1_000);
    const told: string[][] = world.people.map(() => []);
    for (const [at, { session }] of world.people.entries()) {
      session?.sync.on('notice', ({ code }) => told[at]?.push(code));
    }
    // As a bad memory cell would.
    const { content } = boardOf(2).doc.getMap('anything')._map.get('key') ?? {};
    if (!(content instanceof Y.ContentAny)) throw new Error('it has not come');
    content.arr = ['what one person sees'];
    await clock.pass(COMPARE_INTERVAL_MS + SETTLED_MS);
    expect(told.map((codes) => [...new Set(codes)])).toEqual([
      ['copies-differ'],
      ['copies-differ'],
      ['copies-differ'],
    ]);
  });

  it('says nothing more once all is quiet and compared', async () => {
    await meet(4, 'direct-only');
    draw(0);
    await clock.pass(5 * COMPARE_INTERVAL_MS);
    world.sent.length = 0;
    await clock.pass(3 * COMPARE_INTERVAL_MS);
    const kinds = new Set(
      world.sent.map(({ channel, bytes }) =>
        channel === 'bulk' ? bytes[FRAME_HEADER_BYTES] : bytes[0],
      ),
    );
    expect([...kinds].sort()).toEqual([MESSAGE.presence, MESSAGE.heartbeat]);
  });

  it('keeps what was drawn in the mailbox for somebody who comes when its maker has gone', async () => {
    await meet(2, 'cell-only', { hasMailbox: true });
    world.people[1]?.close();
    const id = draw(0);
    await clock.pass(SETTLED_MS);
    expect(sessionOf(0).sync.status.pendingChanges).toBe(0);
    world.people[0]?.crash();
    world.people[1]?.open(true);
    await clock.pass(SETTLED_MS);
    expect(boardOf(1).get(id)).toBeDefined();
  });

  it('asks people before the mailbox where the copy here was put aside for theirs (CM-14)', async () => {
    await meet(2, 'cell-only', { hasMailbox: true });
    world.people[1]?.close();
    const id = draw(0);
    await clock.pass(SETTLED_MS);
    world.people[0]?.crash();
    world.people[1]?.open(true, true);
    await clock.pass(20_000);
    expect(boardOf(1).get(id)).toBeUndefined();
    // Nobody was there: then the mailbox has to do.
    await clock.pass(SETTLED_MS);
    expect(boardOf(1).get(id)).toBeDefined();
  });
});
