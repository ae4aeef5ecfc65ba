import { NO_REMOTE_ROOMS, type RemoteRooms } from '../bus/remote-rooms.ts';
import type { Refusal } from '../guards/client-frame.ts';
import { type Logger, messageOf } from '../log.ts';
import type { Membership, RoomMembers } from '../presence/room-members.ts';
import type { VerifiedProof } from '../presence/room-proof.ts';
import {
  RELAY_HEADER_BYTES,
  type RelayKind,
  readEntry,
  type SessionClientMessage,
  type SessionServerMessage,
  SIGNAL_CLOSE_CODES,
  type StoredItem,
  storedItemHeader,
  writeRelayFrame,
} from '../protocol.ts';
import { encodeMessage } from '../sessions/encode-message.ts';
import type { Session } from '../sessions/session.ts';
import { checkEntry, checkPart, checkSnapshot, toText } from './check-records.ts';
import type { MailboxState, MailboxStore } from './mailbox-store.ts';

type Refused = Extract<SessionServerMessage, { type: 'mailbox-refused' }>;
type Message<T extends SessionClientMessage['type']> = Extract<SessionClientMessage, { type: T }>;

/** What one session may have under way at once. */
const MAX_UNDER_WAY = 32;
/** Members are told of new entries at most this often. */
const TELL_INTERVAL_MS = 200;
const DEFAULT_PAGE_BYTES = 512 * 1024;
const RETRY_AFTER_SECONDS = 5;

const TOO_MANY_BAD_SIGNATURES: Refusal = {
  code: 'bad-signature',
  closeCode: SIGNAL_CLOSE_CODES.policyViolation,
};

const SENTENCES: Readonly<Record<string, string>> = {
  'no-proof': 'The mailbox is for those who show the link of the board.',
  'invalid-record': 'This is no record of this room.',
  'bad-signature': 'A record needs the signatures of its device and of the edit key.',
  'wrong-counter': 'This is not the next entry of the device.',
  conflict: 'The mailbox has another snapshot than the one that is replaced.',
  'wrong-heads': 'The snapshot does not name what the mailbox has.',
  'missing-part': 'A part of the snapshot is not there.',
  quota: 'The mailbox is full.',
  'rate-limited': 'Too much at once.',
  unavailable: 'The mailbox cannot be used now.',
};

/** Takes sessions' mailbox requests, checks them, and answers. */
export class MailboxDesk {
  readonly #store: MailboxStore;
  readonly #members: RoomMembers;
  readonly #log: Logger;
  readonly #remote: RemoteRooms;
  readonly #underWay = new WeakMap<Session, number>();
  readonly #toTell = new Map<string, MailboxState>();
  #tellTimer: NodeJS.Timeout | undefined;

  constructor(options: {
    store: MailboxStore;
    members: RoomMembers;
    log: Logger;
    /** The same rooms at other nodes. */
    remote?: RemoteRooms;
  }) {
    this.#store = options.store;
    this.#remote = options.remote ?? NO_REMOTE_ROOMS;
    this.#members = options.members;
    this.#log = options.log;
  }

  /** An entry, a snapshot or a part. */
  write(
    session: Session,
    frame: Buffer,
    kind: Extract<RelayKind, 'append' | 'compact' | 'part'>,
    room: string,
    membership: Membership | undefined,
  ): Refusal | undefined {
    const record = frame.subarray(RELAY_HEADER_BYTES);
    const roomBytes = frame.subarray(4, 36);
    const { proof } = membership ?? {};
    if (!proof) return this.#refuse(session, { room, request: kind, code: 'no-proof' });
    switch (kind) {
      case 'append':
        return this.#append(session, room, roomBytes, record, proof);
      case 'compact':
        return this.#compact(session, room, roomBytes, record, proof);
      case 'part':
        return this.#putPart(session, room, roomBytes, record, proof);
    }
  }

  read(
    session: Session,
    message: Message<'read-mailbox'>,
    membership: Membership | undefined,
  ): void {
    const { id, room, after, covered = false, maxBytes = DEFAULT_PAGE_BYTES } = message;
    const failed = { room, request: 'read', id } as const;
    if (!membership?.proof) {
      this.#refuse(session, { ...failed, code: 'no-proof' });
      return;
    }
    this.#run(session, failed, async () => {
      const page = await this.#store.read(room, { after, covered, maxBytes });
      for (const item of page.snapshots) session.deliver(stored('snapshot', room, item), true);
      for (const item of page.entries) session.deliver(stored('entry', room, item), true);
      const { state, snapshot, next, more } = page;
      session.tell({ type: 'mailbox-page', id, room, ...state, snapshot, next, more });
    });
  }

  readPart(
    session: Session,
    { id, room, hash }: Message<'read-part'>,
    membership: Membership | undefined,
  ): void {
    const failed = { room, request: 'read-part', id, hash } as const;
    if (!membership?.proof) {
      this.#refuse(session, { ...failed, code: 'no-proof' });
      return;
    }
    this.#run(session, failed, async () => {
      const part = await this.#store.part(room, hash);
      if (!part) this.#refuse(session, { ...failed, code: 'missing-part' });
      else session.deliver(frameOf('part', room, part), true);
    });
  }

  /** Another node has stored something. */
  onRemoteEntries(room: string, head: MailboxHead): void {
    this.#tellRoom(room, head);
  }

  #tellRoom(room: string, { incarnation, head }: MailboxHead): void {
    let payload: Buffer | undefined;
    for (const { session, proof } of this.#members.in(room)) {
      if (!proof) continue;
      payload ??= encodeMessage({ type: 'mailbox', room, incarnation, head });
      session.deliver(payload);
    }
  }

  /** Keeps no timer. */
  end(): void {
    clearTimeout(this.#tellTimer);
  }

  #append(
    session: Session,
    room: string,
    roomBytes: Buffer,
    record: Buffer,
    proof: VerifiedProof,
  ): Refusal | undefined {
    const { device, counter } = readEntry(record) ?? {};
    const failed: Failed = {
      room,
      request: 'append',
      ...(device && counter !== undefined ? { device: toText(device), counter } : {}),
    };
    const checked = checkEntry(record, roomBytes, proof);
    if (!checked.ok) return this.#refuse(session, { ...failed, code: checked.code });
    return this.#run(session, failed, async () => {
      const { record: entry } = checked;
      const result = await this.#store.append(room, entry);
      if (!result.ok) {
        this.#refuse(session, { ...failed, ...result });
        return;
      }
      const { sequence, state } = result;
      const { incarnation, usage } = state;
      const { device, counter } = entry;
      session.tell({ type: 'appended', room, incarnation, device, counter, sequence, usage });
      this.#tellMembers(room, state);
    });
  }

  #compact(
    session: Session,
    room: string,
    roomBytes: Buffer,
    record: Buffer,
    proof: VerifiedProof,
  ): Refusal | undefined {
    const failed: Failed = { room, request: 'compact' };
    const checked = checkSnapshot(record, roomBytes, proof);
    if (!checked.ok) return this.#refuse(session, { ...failed, code: checked.code });
    return this.#run(session, failed, async () => {
      const result = await this.#store.compact(room, checked.record);
      if (!result.ok) {
        this.#refuse(session, { ...failed, code: result.code });
        return;
      }
      const { incarnation, usage } = result.state;
      const { sequence } = checked.record;
      session.tell({ type: 'compacted', room, incarnation, sequence, usage });
    });
  }

  #putPart(
    session: Session,
    room: string,
    roomBytes: Buffer,
    record: Buffer,
    proof: VerifiedProof,
  ): Refusal | undefined {
    const checked = checkPart(record, roomBytes, proof);
    if (!checked.ok) return this.#refuse(session, { room, request: 'part', code: checked.code });
    const hash = checked.record;
    const failed: Failed = { room, request: 'part', hash };
    return this.#run(session, failed, async () => {
      if (await this.#store.putPart(room, hash, record)) {
        session.tell({ type: 'part-stored', room, hash });
      } else {
        this.#refuse(session, { ...failed, code: 'quota' });
      }
    });
  }

  /** Runs one request; a store that fails is an answer too. */
  #run(session: Session, failed: Failed, task: () => Promise<void>): undefined {
    const underWay = this.#underWay.get(session) ?? 0;
    if (underWay >= MAX_UNDER_WAY) {
      this.#refuse(session, { ...failed, code: 'rate-limited' });
      return undefined;
    }
    this.#underWay.set(session, underWay + 1);
    task()
      .catch((error: unknown) => {
        this.#log.error('mailbox failed', { request: failed.request, error: messageOf(error) });
        this.#refuse(session, { ...failed, code: 'unavailable' });
      })
      .finally(() => this.#underWay.set(session, (this.#underWay.get(session) ?? 1) - 1));
    return undefined;
  }

  #refuse(
    session: Session,
    { code, ...rest }: Failed & Pick<Refused, 'code' | 'expected'>,
  ): Refusal | undefined {
    const comesAgain = code === 'rate-limited' || code === 'unavailable';
    session.tell({
      type: 'mailbox-refused',
      ...rest,
      code,
      message: SENTENCES[code] ?? code,
      ...(comesAgain ? { retryAfterSeconds: RETRY_AFTER_SECONDS } : {}),
    });
    const isOneTooMany = code === 'bad-signature' && session.isTooManyBadSignatures();
    return isOneTooMany ? TOO_MANY_BAD_SIGNATURES : undefined;
  }

  #tellMembers(room: string, state: MailboxState): void {
    this.#toTell.set(room, state);
    this.#tellTimer ??= setTimeout(() => this.#tellAll(), TELL_INTERVAL_MS);
    this.#tellTimer.unref();
  }

  #tellAll(): void {
    this.#tellTimer = undefined;
    for (const [room, { incarnation, head }] of this.#toTell) {
      this.#tellRoom(room, { incarnation, head });
      this.#remote.tell(room, { kind: 'mailbox', incarnation, head });
    }
    this.#toTell.clear();
  }
}

type MailboxHead = Pick<MailboxState, 'incarnation' | 'head'>;
type Failed = Pick<Refused, 'room' | 'request'> &
  Partial<Pick<Refused, 'id' | 'device' | 'counter' | 'hash'>>;

const frameOf = (kind: RelayKind, room: string, ...payload: readonly Uint8Array[]): Buffer => {
  const bytes = Buffer.from(room, 'base64url');
  const frame = writeRelayFrame({ kind, scope: 'session', room: bytes }, ...payload);
  return Buffer.from(frame.buffer);
};

const stored = (kind: 'entry' | 'snapshot', room: string, item: StoredItem): Buffer =>
  frameOf(kind, room, storedItemHeader(item), item.bytes);
