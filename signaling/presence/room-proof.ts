import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { type RoomProof, roomIdBytes } from '../protocol.ts';

/** A proof that hashes to its room. */
export interface VerifiedProof {
  /** What relayed changes and mailbox records must be signed with. */
  readonly editKey: KeyObject;
}

/** An Ed25519 public key from its 32 bytes, base64url. */
export const publicKeyOf = (x: string): KeyObject =>
  createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });

/** @returns undefined when this is not what the room's id was made of */
export function verifyProof(room: string, proof: RoomProof): VerifiedProof | undefined {
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');
  const hashed = roomIdBytes(bytes(proof.edit), bytes(proof.owner), bytes(proof.tag));
  if (createHash('sha256').update(hashed).digest('base64url') !== room) return undefined;
  return { editKey: publicKeyOf(proof.edit) };
}
