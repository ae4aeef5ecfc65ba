import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deriveBoardKeys, newSigningKeyPair } from '../../src-renderer/sync/keys/board-keys.ts';
import { randomBytes } from '../../src-renderer/sync/keys/bytes.ts';
import type * as Limits from '../../src-renderer/sync/peer-link/limits.ts';
import { checkTogether, stateHash } from './checks.ts';
import { BrokenInvariantError } from './replica.ts';
import { SeededRandom } from './seeded-random.ts';
import { cheapWebCrypto, drawRandomBytesFrom } from './simulation/cheap-cryptography.ts';
import { SimulatedClock } from './simulation/clock.ts';
import { TOPOLOGIES, World } from './simulation/world.ts';

/*
 * Random people on one board with the product's own synchronisation between them: sessions, links
 * with hello and proof, chunks, slices, the relay and the mailbox. Only the wires, the cell and the
 * clock are simulated. DRAWBRIDGE_FUZZ_SEED repeats a run, DRAWBRIDGE_SYNC_SCHEDULES sets its
 * length; schedule number n of seed s is the same as the first one of seed s + n.
 */
const SEED = Number(process.env.DRAWBRIDGE_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
const SCHEDULES = Number(process.env.DRAWBRIDGE_SYNC_SCHEDULES ?? 60);
/** What the simulation itself has under way is over by then. */
const LEFT_BEHIND_MS = 20_000;
const MS_PER_SCHEDULE_MAX = 1_000;

const BETWEEN_ACTS_MS_MAX = 1_200;
/** How long after everything works again all copies must be equal, known to be, and seen. */
const CONVERGED_WITHIN_MS = 40_000;

vi.mock('@noble/curves/ed25519.js', async () => {
  const { cheapCurves } = await import('./simulation/cheap-cryptography.ts');
  return cheapCurves;
});
// A turn of the page is a task of the simulated clock.
vi.mock('../../src-renderer/sync/peer-link/next-turn.ts', () => ({
  nextTurn: (run: () => void) => setTimeout(run, 0),
  turn: () => new Promise((resolve) => setTimeout(resolve, 0)),
}));
// Small enough that every schedule is chunked, sliced and held back.
vi.mock('../../src-renderer/sync/peer-link/limits.ts', async (original) => ({
  ...(await original<typeof Limits>()),
  FRAME_MAX_BYTES: 400,
  UPDATE_SLICE_BYTES: 300,
  SEND_HIGH_WATER_BYTES: 1_200,
  SEND_LOW_WATER_BYTES: 500,
}));

const clock = new SimulatedClock();

function isConverged({ people }: World): boolean {
  const hashes = new Set<string>();
  for (const { session } of people) {
    if (!session) return false;
    const { status, links } = session.sync;
    if (status.pendingChanges > 0 || status.heldBy.all < status.heldBy.of) return false;
    if (links.length === 0) return false;
    for (const { personId, presence } of links) {
      const other = people.find((person) => person.personId === personId);
      if (!presence || String(presence.cursor) !== String(other?.session?.cursor)) return false;
    }
    hashes.add(stateHash(session.replica.board.doc));
  }
  return hashes.size === 1;
}

async function runSchedule(seed: number): Promise<void> {
  clock.reset();
  const random = new SeededRandom(seed);
  vi.spyOn(Math, 'random').mockImplementation(random.next);
  drawRandomBytesFrom(random.next);
  const keys = deriveBoardKeys(randomBytes(32), newSigningKeyPair().publicKey);
  const topology = random.pick(TOPOLOGIES) ?? 'everybody';
  const people = random.between(3, 8);
  const world = new World({ random, keys, topology, people, hasMailbox: random.chance(0.4) });
  try {
    const acts = random.between(12, 30);
    for (let act = 0; act < acts; act++) {
      const person = random.pick(world.people);
      person?.session?.replica.act();
      person?.point(act, random.between(0, 99));
      if (random.chance(0.25)) world.weather();
      await clock.pass(random.chance(0.5) ? 0 : random.between(0, BETWEEN_ACTS_MS_MAX));
      world.checkClaims();
    }
    world.heal();
    for (let passedMs = 0; !isConverged(world); passedMs += 500) {
      if (passedMs > CONVERGED_WITHIN_MS) {
        throw new BrokenInvariantError(`${topology}: not equal after ${passedMs} ms`);
      }
      await clock.pass(500);
      world.checkClaims();
    }
    checkTogether(
      world.people.flatMap(({ session }) => (session ? [session.replica] : [])),
      world.ledger,
    );
    world.end();
    await clock.pass(LEFT_BEHIND_MS);
    const [left] = clock.pending;
    if (left) throw new BrokenInvariantError(`a timer goes on after all have left: ${left}`);
  } finally {
    vi.mocked(Math.random).mockRestore();
  }
}

describe('copies of a board, synchronised under random schedules', () => {
  beforeEach(() => {
    vi.stubGlobal('crypto', cheapWebCrypto);
    clock.install();
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it(
    `converge, lose nothing and undo only their own (CR-01, CR-02, CR-09) in ${SCHEDULES} schedules from seed ${SEED}`,
    async () => {
      const startedNs = process.hrtime.bigint();
      let done = 0;
      for (let n = 0; n < SCHEDULES; n++) {
        try {
          await runSchedule(SEED + n);
        } catch (error) {
          throw new Error(
            `DRAWBRIDGE_FUZZ_SEED=${SEED + n} DRAWBRIDGE_SYNC_SCHEDULES=1 repeats it`,
            { cause: error },
          );
        }
        done++;
      }
      const seconds = Number(process.hrtime.bigint() - startedNs) / 1e9;
      console.log(`sync fuzz: seed ${SEED}, ${done} schedules in ${seconds.toFixed(1)} s`);
      expect(done).toBe(SCHEDULES);
    },
    30_000 + SCHEDULES * MS_PER_SCHEDULE_MAX,
  );
});
