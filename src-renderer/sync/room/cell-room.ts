import { sha256 } from '@noble/hashes/sha2.js';
import { ObservableV2 } from 'lib0/observable';
import {
  documentFrameBytes,
  RELAY_HEADER_BYTES,
  type RoomMember,
  readRelayHeader,
  type SessionServerMessage,
  SIGNATURE_BYTES,
  writeRelayFrame,
} from '../../../signaling/protocol.ts';
import { type BoardKeys, type SigningKeyPair, sign } from '../keys/board-keys.ts';
import { equalBytes, fromBase64Url, toBase64Url } from '../keys/bytes.ts';
import type { MemberFrame, MemberFrameKind, RelayPort, Unsubscribe } from '../relay/relay-port.ts';
import { type About, AboutSealer, roomPersonId } from './about.ts';
import type { CellLine } from './cell-line.ts';

/** Somebody else's session in the room. */
export interface CellMember {
  readonly session: string;
  /** The person's id in this room: the same in all of his or her windows. */
  readonly person: string;
  /** What it tells about itself; null until it was opened, or when nobody of this board wrote it. */
  readonly about: About | null;
  /** False while its connection to the cell is lost. */
  readonly connected: boolean;
  readonly peerId: string | null;
}

export interface CellRoomOptions {
  readonly line: CellLine;
  readonly keys: BoardKeys;
  readonly device: SigningKeyPair;
  readonly about: About;
}

interface CellRoomEvents {
  members: () => void;
  frame: (frame: MemberFrame) => void;
}

/**
 * One board's room at the cell: enters it, again after each new session, keeps the list of who is in
 * it, and carries frames between members.
 */
export class CellRoom extends ObservableV2<CellRoomEvents> implements RelayPort {
  readonly #options: CellRoomOptions;
  readonly #roomId: Uint8Array;
  readonly #sealer: AboutSealer;
  readonly #members = new Map<string, CellMember>();
  readonly #stops: Unsubscribe[];
  #about: About;
  #listed = false;
  #work: Promise<void> = Promise.resolve();
  #destroyed = false;

  constructor(options: CellRoomOptions) {
    super();
    this.#options = options;
    this.#about = options.about;
    const { line, keys } = options;
    const roomId = fromBase64Url(keys.roomId, 32);
    if (!roomId) throw new RangeError('a room id has 32 bytes');
    this.#roomId = roomId;
    this.#sealer = new AboutSealer(keys.roomId, keys.contentKey);
    this.#stops = [
      line.onConnected((resumed) => {
        if (!resumed) {
          this.#listed = false;
          this.#members.clear();
          this.#enter();
        }
        this.emit('members', []);
      }),
      line.onDisconnected(() => this.emit('members', [])),
      line.onMessage((message) => this.#receive(message)),
      line.onFrame((frame) => this.#receiveFrame(frame)),
    ];
    if (line.session !== null) this.#enter();
  }

  /** Whether the cell has said who is here. */
  get listed(): boolean {
    return this.#listed && this.reached;
  }

  get reached(): boolean {
    return this.#options.line.session !== null;
  }

  get members(): ReadonlyMap<string, CellMember> {
    return this.#members;
  }

  /** Tells the others something new about this member. */
  setAbout(about: About): void {
    if (JSON.stringify(about) === JSON.stringify(this.#about)) return;
    this.#about = about;
    if (this.#options.line.session !== null) this.#enter();
  }

  send(to: string, kind: MemberFrameKind, bytes: Uint8Array<ArrayBuffer>): void {
    const party = fromBase64Url(to);
    if (!party || this.#destroyed) return;
    const header = { kind, scope: 'session', room: this.#roomId, party } as const;
    const { line, keys } = this.#options;
    if (kind !== 'document') line.sendFrame(writeRelayFrame(header, bytes));
    else {
      // The cell takes document frames from holders of the edit key only.
      const signature = sign(documentFrameBytes(this.#roomId, sha256(bytes)), keys.edit);
      line.sendFrame(writeRelayFrame(header, signature, bytes));
    }
  }

  bufferedBytes(): number {
    return this.#options.line.bufferedBytes();
  }

  onFrame(listener: (frame: MemberFrame) => void): Unsubscribe {
    return this.#listen('frame', listener);
  }

  onMembers(listener: () => void): Unsubscribe {
    return this.#listen('members', listener);
  }

  override destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    for (const stop of this.#stops) stop();
    const { line, keys } = this.#options;
    if (line.session !== null) line.send({ type: 'leave', room: keys.roomId });
    super.destroy();
  }

  #listen<E extends keyof CellRoomEvents>(event: E, listener: CellRoomEvents[E]): Unsubscribe {
    this.on(event, listener);
    return () => this.off(event, listener);
  }

  /** In order: what is told about members must not be overtaken by what was told before. */
  #enqueue(task: () => Promise<void>): void {
    this.#work = this.#work
      .then(() => (this.#destroyed ? undefined : task()))
      .catch((error: unknown) => console.error('message of the room not handled', error));
  }

  #enter(): void {
    const { line, keys, device } = this.#options;
    this.#enqueue(async () => {
      const about = await this.#sealer.seal(this.#about);
      if (this.#destroyed || line.session === null) return;
      line.send({
        type: 'enter',
        room: keys.roomId,
        person: roomPersonId(keys.roomId, device.publicKey),
        about,
        proof: {
          edit: toBase64Url(keys.edit.publicKey),
          owner: toBase64Url(keys.ownerPublicKey),
          tag: toBase64Url(keys.roomTag),
        },
      });
    });
  }

  #receive(message: SessionServerMessage): void {
    if (!('room' in message) || message.room !== this.#options.keys.roomId) return;
    if (message.type === 'members') {
      this.#enqueue(async () => {
        this.#listed = true;
        this.#members.clear();
        for (const member of message.members) await this.#put(member);
        this.emit('members', []);
      });
    } else if (message.type === 'joined') {
      this.#enqueue(async () => {
        await this.#put(message.member);
        this.emit('members', []);
      });
    } else if (message.type === 'lost' || message.type === 'left') {
      this.#enqueue(async () => {
        const member = this.#members.get(message.session);
        if (message.type === 'left') this.#members.delete(message.session);
        else if (member) this.#members.set(member.session, { ...member, connected: false });
        this.emit('members', []);
      });
    }
  }

  async #put({ session, person, about, connected }: RoomMember): Promise<void> {
    const opened = about === undefined ? null : await this.#sealer.open(about);
    const peerId = opened?.peerId ?? null;
    this.#members.set(session, { session, person, connected, about: opened, peerId });
  }

  #receiveFrame(frame: Uint8Array<ArrayBuffer>): void {
    const header = readRelayHeader(frame);
    if (!header || !equalBytes(header.room, this.#roomId)) return;
    if (header.kind !== 'live' && header.kind !== 'document' && header.kind !== 'control') return;
    // The cell has checked the signature of a document frame. Whether its content may be written
    // here is decided by the proof of the link that it belongs to.
    const skip = header.kind === 'document' ? SIGNATURE_BYTES : 0;
    const bytes = frame.slice(RELAY_HEADER_BYTES + skip);
    this.emit('frame', [{ from: toBase64Url(header.party), bytes }]);
  }
}
