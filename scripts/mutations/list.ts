/** One thing that the synchronisation must not do, as a change of its source, and who notices. */
export interface Mutation {
  readonly name: string;
  /** Relative to the repository. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly text: string;
  readonly replacement: string;
  /** Test files of which at least one test must fail. */
  readonly tests: readonly string[];
}

const SYNC = 'src-renderer/sync';
const CONNECTION = `${SYNC}/signal-channel/cell-connection`;
const SCHEDULES = 'tests/convergence/sync-fuzz.test.ts';
const SESSION = 'tests/convergence/session.test.ts';

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'no anti-entropy',
    file: `${SYNC}/board-sync.ts`,
    text: 'peer.fillGaps(this.#holds, ANTI_ENTROPY_AFTER_MS + Math.random() * spreadMs);',
    replacement: 'void [peer, spreadMs, ANTI_ENTROPY_AFTER_MS];',
    tests: [SCHEDULES],
  },
  {
    name: 'everybody repeats every change to everybody',
    file: `${SYNC}/board-sync.ts`,
    text: 'if (transaction.local) {',
    replacement: 'if (transaction.local !== undefined) {',
    tests: [SESSION],
  },
  {
    name: 'somebody who may only look counts as a holder',
    file: `${SYNC}/board-sync.ts`,
    text: "peer.admitted === 'editor' && this.#pending",
    replacement: 'this.#pending',
    tests: [SESSION],
  },
  {
    name: 'presence is told once only',
    file: `${SYNC}/board-sync.ts`,
    text: 'if (this.#ticks % PRESENCE_TICKS === 0) this.#presenceThrottle.request();',
    replacement: '',
    tests: [SCHEDULES],
  },
  {
    name: 'copies are never compared',
    file: `${SYNC}/board-sync.ts`,
    text: 'this.#comparison.tick(this.#holds);',
    replacement: '',
    tests: [SESSION],
  },
  {
    name: 'changes that are found missing are not asked for',
    file: `${SYNC}/room/copy-comparison.ts`,
    text: 'else peer.requestState(Y.encodeStateVector(this.#options.doc));',
    replacement: '',
    tests: [SESSION],
  },
  {
    name: 'nobody notices that the computer slept',
    file: `${SYNC}/network-changes.ts`,
    text: 'if (lateMs >= SLEPT_MS) listener();',
    replacement: '',
    tests: [`${SYNC}/network-changes.test.ts`],
  },
  {
    name: 'the session goes on after it was ended',
    file: `${SYNC}/board-sync.ts`,
    text: 'clearInterval(this.#ticker);',
    replacement: '',
    tests: [SCHEDULES],
  },
  {
    name: 'no state request when a link opens',
    file: `${SYNC}/relay/document-exchange.ts`,
    text: 'link.sendYjs(writeStateRequest(Y.encodeStateVector(doc)));',
    replacement: '',
    tests: [SESSION],
  },
  {
    name: 'an answer for each of many requests',
    file: `${SYNC}/room/linked-peer.ts`,
    text: 'if (waits) return;',
    replacement: '',
    tests: [`${SYNC}/room/linked-peer.test.ts`],
  },
  {
    name: 'changes of somebody who may only look are taken',
    file: `${SYNC}/peer-link/peer-link.ts`,
    text: "if (admitted !== 'editor') this.emit('dropped', ['change']);",
    replacement: "if (admitted === null) this.emit('dropped', ['change']);",
    tests: [`${SYNC}/peer-link/peer-link.test.ts`, SESSION],
  },
  {
    name: 'what overtakes the proof is dropped',
    file: `${SYNC}/peer-link/peer-link.ts`,
    text: 'this.#early = [...this.#early, message].slice(-EARLY_MESSAGES_MAX);',
    replacement: '',
    tests: [`${SYNC}/peer-link/peer-link.test.ts`],
  },
  {
    name: 'what had come before a link ended is dropped',
    file: `${SYNC}/peer-link/peer-link.ts`,
    text: "if (end.code === 'left' || end.code === 'lost') this.#inbox.flush();",
    replacement: '',
    tests: [`${SYNC}/peer-link/peer-link.test.ts`],
  },
  {
    name: 'the proof of the edit key is not checked',
    file: `${SYNC}/peer-link/handshake.ts`,
    text: 'verify(proof.data.edit, signed, this.#identity.editPublicKey);',
    replacement: 'true;',
    tests: [`${SYNC}/peer-link/handshake.test.ts`],
  },
  {
    name: 'no chunking',
    file: `${SYNC}/peer-link/frames.ts`,
    text: 'Math.min(this.#frameBytes - FRAME_HEADER_BYTES, this.#message.length - this.#at)',
    replacement: '(this.#message.length - this.#at + 0 * this.#frameBytes)',
    tests: [`${SYNC}/peer-link/frames.test.ts`, `${SYNC}/peer-link/peer-link.test.ts`],
  },
  {
    name: 'no backpressure',
    file: `${SYNC}/peer-link/send-queue.ts`,
    text: "this.#wire.bufferedBytes('bulk') < SEND_HIGH_WATER_BYTES",
    replacement: 'SEND_HIGH_WATER_BYTES > 0',
    tests: [`${SYNC}/peer-link/peer-link.test.ts`],
  },
  {
    name: 'deletions are left out of what is sliced',
    file: `${SYNC}/peer-link/update-slices.ts`,
    text: 'yield slice.finish(deletions());',
    replacement: 'yield slice.finish(deletions === null ? deletions : null);',
    tests: [`${SYNC}/peer-link/update-slices.test.ts`],
  },
  {
    name: 'slices come in any order',
    file: `${SYNC}/peer-link/update-slices.ts`,
    text: 'if (cursor?.struct && id.clock >= cursor.clock) return id.client;',
    replacement: 'if (cursor?.struct && id.clock >= cursor.clock) return null;',
    tests: [`${SYNC}/peer-link/update-slices.test.ts`],
  },
  {
    name: 'a dead link is never given up',
    file: `${SYNC}/peer-link/heartbeat.ts`,
    text: 'if (now - this.#heardAt > deadAfterMs) {',
    replacement: 'if (now - this.#heardAt > 1e9 * deadAfterMs) {',
    tests: [`${SYNC}/peer-link/heartbeat.test.ts`],
  },
  {
    name: 'the time that a page slept is held against the others',
    file: `${SYNC}/peer-link/heartbeat.ts`,
    text: 'if (lateMs > heartbeatMs) {',
    replacement: 'if (lateMs > 1e9 * heartbeatMs) {',
    tests: [`${SYNC}/peer-link/heartbeat.test.ts`],
  },
  {
    name: 'a relayed frame counts each time that it is delivered',
    file: `${SYNC}/relay/relay-wire.ts`,
    text: 'if (counter < expected) return; // delivered again',
    replacement: '',
    tests: [`${SYNC}/relay/relay-member.test.ts`],
  },
  {
    name: 'a missing relayed frame is not noticed',
    file: `${SYNC}/relay/relay-wire.ts`,
    text: "if (channel !== 'fast' && counter !== expected) {",
    replacement: "if (channel !== 'fast' && counter < expected) {",
    tests: [`${SYNC}/relay/relay-member.test.ts`],
  },
  {
    name: 'a link through the cell is kept beside the direct one',
    file: `${SYNC}/relay/relay-room.ts`,
    text: 'way.relay.setWanted(!direct && late && possible);',
    replacement: 'way.relay.setWanted((late || direct) && possible);',
    tests: [`${SYNC}/relay/relay-room.test.ts`],
  },
  {
    name: 'rooms are not entered again in a new session',
    file: `${SYNC}/room/cell-room.ts`,
    text: `          this.#members.clear();
          this.#enter();`,
    replacement: '          this.#members.clear();',
    tests: [`${SYNC}/room/cell-room.test.ts`],
  },
  {
    name: 'what the cell sends again counts again',
    file: `${SYNC}/signal-channel/incoming.ts`,
    text: 'if (this.#counted <= this.#received) return false;',
    replacement: '',
    tests: [`${CONNECTION}.test.ts`],
  },
  {
    name: 'what the cell did not get is not sent again',
    file: `${SYNC}/signal-channel/outgoing.ts`,
    text: `    this.#rung = null;
    this.#written = this.#first - 1;`,
    replacement: '    this.#rung = null;',
    tests: [`${CONNECTION}.test.ts`],
  },
  {
    name: 'waits do not grow',
    file: `${SYNC}/signal-channel/backoff.ts`,
    text: 'BACKOFF_BASE_MS * 2 ** Math.max(0, failures - 1)',
    replacement: '(BACKOFF_BASE_MS + 0 * failures)',
    tests: [`${SYNC}/signal-channel/backoff.test.ts`, `${CONNECTION}.test.ts`],
  },
  {
    name: 'any connection resets the count of failures',
    file: `${CONNECTION}.ts`,
    text: '}, BACKOFF_STABLE_MS);',
    replacement: '}, 0 * BACKOFF_STABLE_MS);',
    tests: [`${CONNECTION}.test.ts`],
  },
  {
    name: 'too much that waits begins a second reconnect loop',
    file: `${CONNECTION}.ts`,
    text: `    if (this.#rung) this.#lost({ kind: 'session-gone' });
    else this.#forgetSession();`,
    replacement: "    this.#lost({ kind: 'session-gone' });",
    tests: [`${SYNC}/signal-channel/connection-model.test.ts`],
  },
  {
    name: 'any state may follow any other',
    file: `${SYNC}/signal-channel/connection-states.ts`,
    text: '!TRANSITIONS[from.kind].includes(to.kind)',
    replacement: 'TRANSITIONS[from.kind].length > 9 && to',
    tests: [`${SYNC}/signal-channel/connection-model.test.ts`],
  },
  {
    name: 'no way back to a better rung',
    file: `${CONNECTION}.ts`,
    text: 'this.#upgradeTimer = setTimeout(() => void this.#upgrade(), UPGRADE_INTERVAL_MS);',
    replacement: '',
    tests: [`${CONNECTION}.test.ts`],
  },
  {
    name: 'a mailbox that began anew is taken for the old one',
    file: `${SYNC}/mailbox/mailbox.ts`,
    text: 'this.#vector.clear();',
    replacement: '',
    tests: [`${SYNC}/mailbox/mailbox.test.ts`],
  },
  {
    name: 'entries of the mailbox count though something before them is missing',
    file: `${SYNC}/mailbox/mailbox.ts`,
    text: '(from.get(client) ?? 0) <= held && clock > held',
    replacement: '(from.get(client) ?? 0) >= 0 && clock > held',
    tests: [`${SYNC}/mailbox/mailbox.test.ts`],
  },
  {
    name: 'everybody is said to hold everything',
    file: `${SYNC}/status-of.ts`,
    text: 'holdsAll: covers(link.holds, holds) || (known?.holdsAll ?? false)',
    replacement: 'holdsAll: true',
    tests: [`${SYNC}/status-of.test.ts`],
  },
  {
    name: 'nobody is said to lack anything',
    file: `${SYNC}/holdings/own-changes.ts`,
    text: 'lacked += clocks.length - countUpTo(clocks, holder.get(client) ?? 0);',
    replacement: 'lacked += 0;',
    tests: [`${SYNC}/status-of.test.ts`, 'tests/convergence/who-holds.test.ts'],
  },
  {
    name: 'only the one whose value is lost hears of a conflict',
    file: 'src-renderer/board/conflicts/concurrent-writes.ts',
    text: 'if (!came || equalStoredValues(came.value, known.value)) return undefined;',
    replacement: 'if (!came || latest === known) return undefined;',
    tests: ['src-renderer/board/conflicts/conflicts.test.ts'],
  },
  {
    name: 'two windows of one person are two people',
    file: 'src-renderer/board/conflicts/concurrent-writes.ts',
    text: 'write.value !== undefined && personOf(write.client) !== author && !hasSeenKnown(write),',
    replacement: 'write.value !== undefined && !hasSeenKnown(write),',
    tests: ['src-renderer/board/conflicts/conflicts.test.ts'],
  },
  {
    name: 'changes in a file are merged whoever has signed them',
    file: `${SYNC}/exchange/exchange-file.ts`,
    text: "if (isSigned && !verify(editSignature, signed, keys.edit.publicKey)) return failed('tampered');",
    replacement: '',
    tests: [`${SYNC}/exchange/exchange-file.test.ts`],
  },
];
