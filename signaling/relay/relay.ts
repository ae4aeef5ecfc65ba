import { createHash, verify } from 'node:crypto';
import { NO_REMOTE_ROOMS, type RemoteRooms } from '../bus/remote-rooms.ts';
import type { Refusal } from '../guards/client-frame.ts';
import type { Membership, RoomMembers } from '../presence/room-members.ts';
import {
  documentFrameBytes,
  RELAY_CONTROL_MAX_BYTES,
  RELAY_HEADER_BYTES,
  type RelayHeader,
  readRelayHeader,
  SIGNAL_CLOSE_CODES,
  SIGNATURE_BYTES,
  writeSender,
} from '../protocol.ts';
import type { Session } from '../sessions/session.ts';

const TOO_MANY_BAD_SIGNATURES: Refusal = {
  code: 'bad-signature',
  closeCode: SIGNAL_CLOSE_CODES.policyViolation,
};
const INVALID: Refusal = {
  code: 'invalid-message',
  closeCode: SIGNAL_CLOSE_CODES.policyViolation,
};

/** Passes encrypted frames on between the members of a room who have shown that they know its link. */
export class Relay {
  readonly #members: RoomMembers;
  readonly #remote: RemoteRooms;

  constructor(members: RoomMembers, remote: RemoteRooms = NO_REMOTE_ROOMS) {
    this.#members = members;
    this.#remote = remote;
  }

  /** Takes a frame of kind live, document or control. The frame is changed: its sender is put in. */
  onFrame(session: Session, frame: Buffer, header: RelayHeader): Refusal | undefined {
    if (!session.key) return INVALID;
    const room = Buffer.from(header.room).toString('base64url');
    const membership = this.#members.membership(session, room);
    if (!membership) {
      session.tellError('not-entered', 'Only a room that was entered takes frames.', room);
      return undefined;
    }
    if (!membership.proof) {
      session.tellError('no-proof', 'The relay is for those who show the link of the board.', room);
      return undefined;
    }
    if (header.kind === 'control') {
      const isSmall = frame.length - RELAY_HEADER_BYTES <= RELAY_CONTROL_MAX_BYTES;
      if (header.scope !== 'session' || !isSmall) return INVALID;
    }
    if (header.kind === 'document' && !isSigned(frame, header, membership)) {
      session.tellError('bad-signature', 'A change needs the signature of the edit key.', room);
      return session.isTooManyBadSignatures() ? TOO_MANY_BAD_SIGNATURES : undefined;
    }
    const { party, scope, kind } = header;
    const receiver = scope === 'room' ? undefined : Buffer.from(party).toString('base64url');
    writeSender(frame, session.key.idBytes);
    const delivered = this.#deliver(room, frame, header, receiver, session);
    // Whoever was reached by a name of its own is here and nowhere else.
    const isDone = scope === 'session' && delivered > 0;
    const isElsewhere = !isDone && this.#isElsewhere(room, receiver);
    if (isElsewhere) this.#remote.sendFrame(room, frame, receiver);
    if (delivered === 0 && !isElsewhere && scope !== 'room' && kind !== 'live') {
      session.tellError('peer-gone', 'The receiver is not in the room.', room);
    }
    return undefined;
  }

  /** A frame of another node, whose sender was checked there. */
  onRemoteFrame(room: string, frame: Buffer, receiver: string | undefined): void {
    const header = readRelayHeader(frame);
    if (header) this.#deliver(room, frame, header, receiver);
  }

  #isElsewhere(room: string, receiver: string | undefined): boolean {
    if (receiver === undefined) return this.#remote.isAnybodyIn(room);
    const members = this.#remote.members(room);
    return members.some(({ session, person }) => session === receiver || person === receiver);
  }

  /** @returns how many got it */
  #deliver(
    room: string,
    frame: Buffer,
    { scope, kind }: RelayHeader,
    receiver: string | undefined,
    sender?: Session,
  ): number {
    let delivered = 0;
    for (const other of this.#members.in(room)) {
      if (other.session === sender || !other.proof) continue;
      if (scope === 'session' && other.session.id !== receiver) continue;
      if (scope === 'person' && other.person !== receiver) continue;
      delivered += 1;
      if (kind === 'live') other.session.deliverLive(frame);
      else other.session.deliver(frame, true);
    }
    return delivered;
  }
}

function isSigned(frame: Buffer, { room }: RelayHeader, { proof }: Membership): boolean {
  const payloadAt = RELAY_HEADER_BYTES + SIGNATURE_BYTES;
  if (frame.length < payloadAt || !proof) return false;
  const hash = createHash('sha256').update(frame.subarray(payloadAt)).digest();
  const signature = frame.subarray(RELAY_HEADER_BYTES, payloadAt);
  return verify(null, documentFrameBytes(room, hash), proof.editKey, signature);
}
