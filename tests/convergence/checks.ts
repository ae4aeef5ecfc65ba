import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { BrokenInvariantError, type Ledger, Replica } from './replica.ts';
import { SeededRandom } from './seeded-random.ts';

export const newLedger = (): Ledger => ({
  added: new Set(),
  takenAway: new Set(),
  seenWhenTaken: new Map(),
  lost: new Set(),
  sessions: 0,
});

/** Byte-equal once written anew: what a replica keeps for its own undo is no part of the state. */
export function stateHash(doc: Y.Doc): string {
  // A given guid spares the random one, which costs more than the rest.
  const fresh = new Y.Doc({ guid: 'fresh' });
  Y.applyUpdate(fresh, Y.encodeStateAsUpdate(doc));
  return createHash('sha256').update(Y.encodeStateAsUpdate(fresh)).digest('hex');
}

/** What must hold once everybody has everything. */
export function checkTogether(replicas: readonly Replica[], ledger: Ledger): void {
  const [first, ...rest] = replicas;
  if (first === undefined) return;
  const picture = first.picture();
  const hash = stateHash(first.board.doc);
  for (const replica of replicas) replica.checkItself();
  for (const other of rest) {
    if (other.picture() !== picture) throw new BrokenInvariantError('two see different boards');
    if (stateHash(other.board.doc) !== hash) {
      throw new BrokenInvariantError('two hold different states');
    }
  }
  const reopened = new Replica(
    'reader',
    new SeededRandom(1),
    ledger,
    () => undefined,
    Y.encodeStateAsUpdate(first.board.doc),
  );
  if (reopened.picture() !== picture) {
    throw new BrokenInvariantError('reopened, the board is another');
  }
  first.checkGone();
  for (const id of ledger.added) {
    if (first.board.get(id) === undefined && !ledger.takenAway.has(id) && !ledger.lost.has(id)) {
      throw new BrokenInvariantError(`${id} vanished though nobody took it away`);
    }
  }
}
