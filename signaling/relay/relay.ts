import { createHash, verify } from 'node:crypto';
import type { Refusal } from '../guards/client-frame.ts';
import type { Membership, RoomMembers } from '../presence/room-members.ts';
import {
  documentFrameBytes,
  RELAY_CONTROL_MAX_BYTES,
  RELAY_HEADER_BYTES,
  type RelayHeader,
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

  constructor(members: RoomMembers) {
    this.#members = members;
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
    let delivered = 0;
    for (const other of this.#members.in(room)) {
      if (other.session === session || !other.proof) continue;
      if (scope === 'session' && other.session.id !== receiver) continue;
      if (scope === 'person' && other.person !== receiver) continue;
      delivered += 1;
      if (kind === 'live') other.session.deliverLive(frame);
      else other.session.deliver(frame, true);
    }
    if (delivered === 0 && scope !== 'room' && kind !== 'live') {
      session.tellError('peer-gone', 'The receiver is not in the room.', room);
    }
    return undefined;
  }
}

function isSigned(frame: Buffer, { room }: RelayHeader, { proof }: Membership): boolean {
  const payloadAt = RELAY_HEADER_BYTES + SIGNATURE_BYTES;
  if (frame.length < payloadAt || !proof) return false;
  const hash = createHash('sha256').update(frame.subarray(payloadAt)).digest();
  const signature = frame.subarray(RELAY_HEADER_BYTES, payloadAt);
  return verify(null, documentFrameBytes(room, hash), proof.editKey, signature);
}
