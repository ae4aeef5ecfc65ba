import * as Y from 'yjs';
import { type ContentDigest, DIGEST_BYTES, digestContent } from '../../board/content-digest.ts';
import { covers, type StateVector } from '../holdings/state-vectors.ts';
import { equalBytes } from '../keys/bytes.ts';
import { nextTurn } from '../peer-link/next-turn.ts';
import type { LinkedPeer } from './linked-peer.ts';

/** Copies are compared when nothing has changed here for this long (CM-14). */
export const QUIET_MS = 5_000;
const JUST_CHANGED_MS = 1_000;
/** One peer more is compared with this often, each in its turn; a new one as soon as it is quiet. */
export const COMPARE_INTERVAL_MS = 30_000;

export interface CopyComparisonOptions {
  readonly doc: Y.Doc;
  readonly peers: () => Iterable<LinkedPeer>;
  /** Both have the same changes, and they came to another content. */
  readonly onDifference: (peer: LinkedPeer) => void;
}

interface Compared {
  /** Our digest that it was told last. */
  told: Uint8Array | null;
  /** When its copy was last found equal to ours, ms of performance.now(). */
  equalAtMs: number;
}

/**
 * Anti-entropy for what state vectors do not tell: when all is quiet and each of two copies holds
 * what the other holds, they tell each other a digest. Where the changes differ after all (a deletion
 * was lost), each asks the other for its state. Where the changes are the same and the content is
 * not, one of the two was damaged, and no exchange of changes can mend it.
 */
export class CopyComparison {
  readonly #options: CopyComparisonOptions;
  readonly #compared = new WeakMap<LinkedPeer, Compared>();
  /** Digests that came and wait until ours is known. */
  readonly #received = new Map<LinkedPeer, Uint8Array>();
  #digest: Uint8Array | null = null;
  #reading: Generator<void, ContentDigest> | null = null;
  #changedAtMs = performance.now();
  #comparedAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: CopyComparisonOptions) {
    this.#options = options;
  }

  /** The document changed: what was read of it is void. */
  changed(): void {
    this.#changedAtMs = performance.now();
    this.#digest = null;
    this.#reading = null;
    this.#received.clear();
  }

  /** Looks whether it is time to compare. */
  tick(holds: StateVector): void {
    if (performance.now() - this.#changedAtMs < QUIET_MS) return;
    const due = [...this.#due(holds)];
    if (due.length === 0) return;
    if (this.#digest) for (const peer of due) this.#tell(peer, this.#digest);
    else this.#read();
  }

  /** @returns false when the bytes are no digest */
  received(peer: LinkedPeer, payload: Uint8Array): boolean {
    if (payload.length !== 2 * DIGEST_BYTES) return false;
    // Of a copy without what has just changed here; there will be another one.
    if (performance.now() - this.#changedAtMs < JUST_CHANGED_MS) return true;
    this.#received.set(peer, payload);
    if (this.#digest) this.#compareReceived(this.#digest);
    else this.#read();
    return true;
  }

  destroy(): void {
    this.changed();
  }

  *#due(holds: StateVector): Generator<LinkedPeer> {
    const turnComes = performance.now() - this.#comparedAtMs >= COMPARE_INTERVAL_MS;
    let longest: LinkedPeer | null = null;
    let longestAtMs = Number.POSITIVE_INFINITY;
    for (const peer of this.#options.peers()) {
      const { told, equalAtMs } = this.#stateOf(peer);
      const equal = covers(peer.holds, holds) && covers(holds, peer.holds);
      if (!equal || !peer.takesDigests || !peer.link.idle) continue;
      if (this.#digest && told && equalBytes(told, this.#digest)) continue;
      if (equalAtMs === Number.NEGATIVE_INFINITY) yield peer;
      else if (equalAtMs < longestAtMs) {
        longest = peer;
        longestAtMs = equalAtMs;
      }
    }
    if (turnComes && longest) yield longest;
  }

  #stateOf(peer: LinkedPeer): Compared {
    const known = this.#compared.get(peer);
    if (known) return known;
    const fresh: Compared = { told: null, equalAtMs: Number.NEGATIVE_INFINITY };
    this.#compared.set(peer, fresh);
    return fresh;
  }

  /** Reads the document a step at a turn; a change ends it. */
  #read(): void {
    if (this.#reading) return;
    const reading = digestContent(this.#options.doc);
    this.#reading = reading;
    const step = (): void => {
      if (this.#reading !== reading) return;
      const { done, value } = reading.next();
      if (!done) {
        nextTurn(step);
        return;
      }
      this.#reading = null;
      const digest = new Uint8Array(2 * DIGEST_BYTES);
      digest.set(value.changes);
      digest.set(value.content, DIGEST_BYTES);
      this.#digest = digest;
      this.#compareReceived(digest);
    };
    nextTurn(step);
  }

  #tell(peer: LinkedPeer, digest: Uint8Array): void {
    this.#stateOf(peer).told = digest;
    this.#comparedAtMs = performance.now();
    peer.link.sendDigest(digest);
  }

  #compareReceived(ours: Uint8Array): void {
    for (const [peer, theirs] of this.#received) {
      if (peer.link.isOpen) this.#compare(peer, ours, theirs);
    }
    this.#received.clear();
  }

  #compare(peer: LinkedPeer, ours: Uint8Array, theirs: Uint8Array): void {
    const state = this.#stateOf(peer);
    const known = state.told !== null && equalBytes(state.told, ours);
    if (!known) this.#tell(peer, ours);
    if (equalBytes(ours, theirs)) {
      state.equalAtMs = performance.now();
      return;
    }
    // Somebody who may only look is no source of changes, nor of doubt.
    if (peer.admitted !== 'editor') return;
    const sameChanges = equalBytes(
      ours.subarray(0, DIGEST_BYTES),
      theirs.subarray(0, DIGEST_BYTES),
    );
    if (sameChanges) this.#options.onDifference(peer);
    else peer.requestState(Y.encodeStateVector(this.#options.doc));
  }
}
