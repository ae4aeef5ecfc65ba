import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { checkTogether, newLedger } from './checks.ts';
import { Replica } from './replica.ts';
import { SeededRandom } from './seeded-random.ts';

/*
 * Random people on one board, with updates that come late, in any order, more than once, or not at
 * all until a partition heals. DRAWBRIDGE_FUZZ_SEED repeats a run, DRAWBRIDGE_FUZZ_SCHEDULES sets
 * its length; schedule number n of seed s is the same as the first one of seed s + n.
 */
const SEED = Number(process.env.DRAWBRIDGE_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
const SCHEDULES = Number(process.env.DRAWBRIDGE_FUZZ_SCHEDULES ?? 300);
const MS_PER_SCHEDULE_MAX = 120;

function runSchedule(seed: number): void {
  const random = new SeededRandom(seed);
  const ledger = newLedger();
  const replicas: Replica[] = [];
  /** Which side of the partition each one is on; those on different sides get nothing. */
  let sides: number[] = [];
  let heldBack: { to: number; update: Uint8Array }[] = [];

  const send = (from: Replica, update: Uint8Array): void => {
    for (const [i, to] of replicas.entries()) {
      if (to === from) continue;
      if (sides[i] === sides[replicas.indexOf(from)]) to.inbox.push(update);
      else heldBack.push({ to: i, update });
    }
  };
  const heal = (): void => {
    sides = replicas.map(() => 0);
    for (const { to, update } of heldBack) replicas[to]?.inbox.push(update);
    heldBack = [];
  };
  /** The person closes the board and opens it again from what was stored. */
  const reopen = (at: number): void => {
    const old = replicas[at];
    if (old === undefined) return;
    const state = Y.encodeStateAsUpdate(old.board.doc);
    const fresh = new Replica(`p${at}`, random, ledger, send, state);
    fresh.inbox = old.inbox;
    old.board.destroy();
    replicas[at] = fresh;
  };

  const people = random.between(3, 5);
  for (let i = 0; i < people; i++) replicas.push(new Replica(`p${i}`, random, ledger, send));
  sides = replicas.map(() => 0);

  const acts = random.between(15, 35);
  for (let act = 0; act < acts; act++) {
    const replica = random.pick(replicas);
    if (replica === undefined) continue;
    replica.act();
    const weather = random.next();
    if (weather < 0.08) sides = replicas.map(() => random.between(0, 1));
    else if (weather < 0.16) heal();
    else if (weather < 0.18) reopen(random.between(0, people - 1));
    for (const to of replicas) {
      while (to.inbox.length > 0 && random.chance(0.5)) {
        const at = random.between(0, to.inbox.length - 1);
        const update = to.inbox[at];
        if (update) to.receive(update);
        if (!random.chance(0.2)) to.inbox.splice(at, 1);
      }
    }
  }

  heal();
  for (const replica of replicas) {
    for (const update of random.shuffle(replica.inbox)) {
      replica.receive(update);
      if (random.chance(0.1)) replica.receive(update);
    }
  }
  checkTogether(replicas, ledger);
}

describe('the document under random schedules', () => {
  it(
    `converges and keeps its promises (CR-01, CR-02) in ${SCHEDULES} schedules from seed ${SEED}`,
    () => {
      console.log(`document fuzz: seed ${SEED}, ${SCHEDULES} schedules`);
      let done = 0;
      for (let n = 0; n < SCHEDULES; n++) {
        try {
          runSchedule(SEED + n);
        } catch (error) {
          throw new Error(
            `DRAWBRIDGE_FUZZ_SEED=${SEED + n} DRAWBRIDGE_FUZZ_SCHEDULES=1 repeats it`,
            {
              cause: error,
            },
          );
        }
        done++;
      }
      expect(done).toBe(SCHEDULES);
    },
    30_000 + SCHEDULES * MS_PER_SCHEDULE_MAX,
  );
});
