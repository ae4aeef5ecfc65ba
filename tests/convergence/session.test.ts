import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deriveBoardKeys, newSigningKeyPair } from '../../src-renderer/sync/keys/board-keys.ts';
import { randomBytes } from '../../src-renderer/sync/keys/bytes.ts';
import { FRAME_HEADER_BYTES } from '../../src-renderer/sync/peer-link/frames.ts';
import { MESSAGE, readYjsMessage } from '../../src-renderer/sync/peer-link/messages.ts';
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
});
