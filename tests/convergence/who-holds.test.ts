import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { deriveBoardKeys, newSigningKeyPair } from '../../src-renderer/sync/keys/board-keys.ts';
import { randomBytes } from '../../src-renderer/sync/keys/bytes.ts';
import { SeededRandom } from './seeded-random.ts';
import { cheapWebCrypto, drawRandomBytesFrom } from './simulation/cheap-cryptography.ts';
import { SimulatedClock } from './simulation/clock.ts';
import type { Person, Session } from './simulation/person.ts';
import { World } from './simulation/world.ts';

vi.mock('@noble/curves/ed25519.js', async () => {
  const { cheapCurves } = await import('./simulation/cheap-cryptography.ts');
  return cheapCurves;
});
vi.mock('../../src-renderer/sync/peer-link/next-turn.ts', () => ({
  nextTurn: (run: () => void) => setTimeout(run, 0),
  turn: () => new Promise((resolve) => setTimeout(resolve, 0)),
}));

const SEED = Number(process.env.DRAWBRIDGE_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
const EDITS = 200;
/** A link that has broken has been given up by then, and everything has been acknowledged. */
const SETTLED_MS = 20_000;

interface Change {
  readonly client: number;
  readonly clock: number;
}

/** Three people and a mailbox; a fourth one comes when all others are gone. */
class Scene {
  readonly world: World;
  readonly random = new SeededRandom(SEED);
  /** Every change of each session that is open. */
  readonly #changes = new Map<Session, Change[]>();

  constructor() {
    drawRandomBytesFrom(this.random.next);
    const keys = deriveBoardKeys(randomBytes(32), newSigningKeyPair().publicKey);
    const { random } = this;
    this.world = new World({ random, keys, topology: 'everybody', people: 4, hasMailbox: true });
    this.late.close();
    for (const person of this.people) this.#watch(person);
  }

  get people(): readonly Person[] {
    return this.world.people.slice(0, 3);
  }

  get late(): Person {
    return this.#at(3);
  }

  #at(at: number): Person {
    const person = this.world.people[at];
    if (!person) throw new Error('nobody is there');
    return person;
  }

  open(person: Person): void {
    this.world.open(person);
    this.#watch(person);
  }

  #watch(person: Person): void {
    const { session } = person;
    if (!session || this.#changes.has(session)) return;
    const changes: Change[] = [];
    this.#changes.set(session, changes);
    const { doc } = session.replica.board;
    doc.on('update', (_update, _origin, _doc, transaction: Y.Transaction) => {
      const clock = Y.getState(doc.store, doc.clientID);
      if (transaction.local && changes.at(-1)?.clock !== clock) {
        changes.push({ client: doc.clientID, clock });
      }
    });
  }

  changesOf(session: Session): readonly Change[] {
    return this.#changes.get(session) ?? [];
  }

  /** How many of a session's changes somebody's copy really lacks. */
  trulyLacking(session: Session, other: Person): number {
    return this.changesOf(session).filter(
      ({ client, clock }) => !other.hasHeld(new Map([[client, clock]])),
    ).length;
  }

  /** Nobody is said to hold what is not there, and nothing is called safe that nobody has. */
  checkClaims(): void {
    for (const person of this.people) {
      const { session } = person;
      if (!session) continue;
      const { status } = session.sync;
      for (const { personId, lacks } of status.people) {
        const other = this.people.find((one) => one.personId === personId);
        if (other) expect(lacks).toBeGreaterThanOrEqual(this.trulyLacking(session, other));
      }
      const { unsent, sent, heldBySome, held } = status.stages;
      expect(unsent + sent + heldBySome + held).toBe(this.changesOf(session).length);
      expect(unsent + sent).toBe(status.pendingChanges);
      expect(status.closing.kind === 'safe').toBe(status.pendingChanges === 0);
    }
  }

  /** With all that was under way done, what is said is what is. */
  checkExactly(): void {
    for (const { session } of this.people) {
      if (!session) throw new Error('somebody is not there');
      const { status } = session.sync;
      expect(status.people).toHaveLength(2);
      for (const { personId, lacks } of status.people) {
        const other = this.people.find((one) => one.personId === personId);
        expect(lacks).toBe(other && this.trulyLacking(session, other));
      }
      const all = this.changesOf(session).length;
      expect(status.stages).toEqual({ unsent: 0, sent: 0, heldBySome: 0, held: all });
      expect(status.closing).toEqual({ kind: 'safe' });
    }
  }
}

describe('who holds whose changes (OP-02)', () => {
  const clock = new SimulatedClock();
  let scene: Scene;

  beforeEach(() => {
    clock.reset();
    vi.stubGlobal('crypto', cheapWebCrypto);
    clock.install();
    scene = new Scene();
  });
  afterEach(async () => {
    scene.world.end();
    await clock.pass(SETTLED_MS);
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it(`is exact for three people and a mailbox over ${EDITS} edits with deletions, drops and returns (seed ${SEED})`, async () => {
    const { random, world, people } = scene;
    await clock.pass(SETTLED_MS);
    const cutOff = new Set<Person>();
    for (let edit = 0; edit < EDITS; edit++) {
      const person = random.pick(people);
      if (!person) continue;
      scene.open(person);
      person.session?.replica.act();
      scene.checkClaims();
      const dice = random.next();
      if (dice < 0.06) person.close();
      else if (dice < 0.16) {
        const isCutOff = !cutOff.delete(person);
        if (isCutOff) cutOff.add(person);
        world.setCutOff(person, isCutOff);
      }
      await clock.pass(random.chance(0.4) ? 0 : random.between(0, 1_500));
      scene.checkClaims();
    }
    for (const person of people) {
      world.setCutOff(person, false);
      scene.open(person);
    }
    await clock.pass(2 * SETTLED_MS);
    scene.checkExactly();
  }, 60_000);

  it('tells what was never sent from what was sent and what is held', async () => {
    const [ada, bo, cy] = scene.people;
    await clock.pass(SETTLED_MS);
    const { session } = ada ?? {};
    if (!ada || !bo || !cy || !session) throw new Error('somebody is not there');
    const { board } = session.replica;
    const { sync } = session;
    const added = board.add([{ type: 'rectangle', x: 0, y: 0, width: 9, height: 9 }]);
    const [id = ''] = added.ok ? added.ids : [];
    expect(sync.status.stages).toEqual({ unsent: 0, sent: 1, heldBySome: 0, held: 0 });
    expect(sync.status.closing).toEqual({ kind: 'on-the-way', changes: 1 });
    await clock.pass(SETTLED_MS);
    expect(sync.status.stages).toEqual({ unsent: 0, sent: 0, heldBySome: 0, held: 1 });

    scene.world.setCutOff(ada, true);
    await clock.pass(SETTLED_MS);
    board.update([{ id, x: 50 }]);
    // Taking it back leaves nothing but deletions.
    board.undo();
    board.remove([id]);
    expect(sync.status.stages).toEqual({ unsent: 3, sent: 0, heldBySome: 0, held: 1 });
    expect(sync.status.closing.kind).not.toBe('safe');

    scene.world.setCutOff(cy, true);
    scene.world.setCutOff(ada, false);
    await clock.pass(SETTLED_MS);
    expect(sync.status.stages).toEqual({ unsent: 0, sent: 0, heldBySome: 0, held: 4 });
    expect(sync.status.people.map(({ lacks }) => lacks)).toEqual([0]);
    expect(scene.trulyLacking(session, cy)).toBe(3);
  });

  it('is right to call it safe: whoever comes when all are gone finds everything', async () => {
    await clock.pass(SETTLED_MS);
    for (let round = 0; round < 10; round++) {
      for (const { session } of scene.people) session?.replica.act();
      await clock.pass(scene.random.between(0, 400));
    }
    scene.people[0]?.session?.replica.board.add([
      { type: 'rectangle', x: 0, y: 0, width: 9, height: 9 },
    ]);
    const waiting = (): boolean =>
      scene.people.some(({ session }) => session?.sync.status.closing.kind !== 'safe');
    expect(waiting()).toBe(true);
    for (let passedMs = 0; waiting(); passedMs += 100) {
      if (passedMs > SETTLED_MS) throw new Error('it never becomes safe to close');
      await clock.pass(100);
    }
    // The mailbox takes what the three hold together before the last one is gone.
    await clock.pass(SETTLED_MS);
    const [first] = scene.people;
    const expected = first?.session?.replica.picture();
    for (const person of scene.people) person.close();
    scene.open(scene.late);
    await clock.pass(SETTLED_MS);
    expect(scene.late.session?.replica.picture()).toBe(expected);
  });
});
