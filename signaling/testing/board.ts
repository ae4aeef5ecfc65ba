import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import {
  documentFrameBytes,
  entrySignedBytes,
  type MailboxEntry,
  type MailboxSnapshot,
  partSignedBytes,
  type RelayKind,
  type RelayScope,
  type RoomProof,
  roomIdBytes,
  snapshotSignedBytes,
  writeEntry,
  writeRelayFrame,
  writeSnapshot,
} from '../protocol.ts';

export interface SigningKey {
  readonly privateKey: KeyObject;
  /** 32 bytes. */
  readonly publicKey: Buffer;
}

export function newSigningKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  return { privateKey, publicKey: Buffer.from(x ?? '', 'base64url') };
}

export const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** A board as its members know it: its room, and the keys that may write there. */
export class TestBoard {
  readonly edit = newSigningKey();
  readonly roomBytes: Buffer;
  readonly proof: RoomProof;

  constructor() {
    const [owner, tag] = [newSigningKey().publicKey, randomBytes(32)];
    this.roomBytes = sha256(roomIdBytes(this.edit.publicKey, owner, tag));
    this.proof = { edit: text(this.edit.publicKey), owner: text(owner), tag: text(tag) };
  }

  get room(): string {
    return text(this.roomBytes);
  }

  /** @param to session or person; left out: the room */
  frame(kind: RelayKind, payload: Uint8Array, to?: string, scope: RelayScope = 'session'): Buffer {
    return Buffer.from(
      writeRelayFrame(
        to === undefined
          ? { kind, scope: 'room', room: this.roomBytes }
          : { kind, scope, room: this.roomBytes, party: Buffer.from(to, 'base64url') },
        payload,
      ),
    );
  }

  /** A document frame, signed by the edit key or by another. */
  document(payload: Uint8Array, to?: string, key: SigningKey = this.edit): Buffer {
    const signature = sign(
      null,
      documentFrameBytes(this.roomBytes, sha256(payload)),
      key.privateKey,
    );
    return this.frame('document', Buffer.concat([signature, payload]), to);
  }

  entry(
    device: SigningKey,
    fields: Pick<MailboxEntry, 'counter' | 'content'> & Partial<MailboxEntry>,
    edit: SigningKey = this.edit,
  ): Buffer {
    const entry = {
      room: this.roomBytes,
      device: device.publicKey,
      previous: new Uint8Array(32),
      ...fields,
    };
    const signed = entrySignedBytes(entry, sha256(entry.content));
    return Buffer.from(writeEntry({ ...entry, ...signatures(signed, device, edit) }));
  }

  snapshot(
    device: SigningKey,
    fields: Pick<MailboxSnapshot, 'sequence' | 'heads' | 'content'> & Partial<MailboxSnapshot>,
    edit: SigningKey = this.edit,
  ): Buffer {
    const snapshot = {
      room: this.roomBytes,
      device: device.publicKey,
      replaces: new Uint8Array(32),
      parts: [],
      ...fields,
    };
    const signed = snapshotSignedBytes(snapshot, sha256(snapshot.content));
    return Buffer.from(writeSnapshot({ ...snapshot, ...signatures(signed, device, edit) }));
  }

  part(content: Uint8Array, edit: SigningKey = this.edit): Buffer {
    const signed = partSignedBytes(this.roomBytes, sha256(content));
    return Buffer.concat([sign(null, signed, edit.privateKey), content]);
  }
}

const signatures = (signed: Uint8Array, device: SigningKey, edit: SigningKey) => ({
  deviceSignature: sign(null, signed, device.privateKey),
  editSignature: sign(null, signed, edit.privateKey),
});

/** A person's id in a room. */
export const newPersonId = (): string => randomBytes(16).toString('base64url');
