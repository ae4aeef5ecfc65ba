import { fromBase64 } from 'lib0/buffer';
import * as decoding from 'lib0/decoding';
import type { SignalData } from '../../../signaling/protocol.ts';
import { type PeerAnnouncement, peerAnnouncementSchema } from '../peer-link/signals.ts';

export type OpenedAnnouncement =
  | { readonly ok: true; readonly announcement: PeerAnnouncement }
  /** `wrong-key`: somebody in this room encrypts with another password; `garbage`: anything else. */
  | { readonly ok: false; readonly code: 'wrong-key' | 'garbage' };

/**
 * Opens what a peer published in the room, before y-webrtc does: y-webrtc lets a wrong password end
 * as an unhandled rejection and trusts the shape of what it decrypts.
 *
 * Format: y-webrtc `src/crypto.js`: base64 of algorithm name, 12-byte nonce, AES-GCM ciphertext of
 * a value in lib0's `any` encoding.
 */
export async function openAnnouncement(
  data: SignalData,
  key: CryptoKey,
): Promise<OpenedAnnouncement> {
  const envelope = typeof data === 'string' ? readEnvelope(data) : null;
  if (!envelope) return { ok: false, code: 'garbage' };
  let plain: ArrayBuffer;
  try {
    plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: envelope.nonce },
      key,
      envelope.ciphertext,
    );
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return { ok: false, code: 'wrong-key' };
  }
  const parsed = peerAnnouncementSchema.safeParse(readAny(new Uint8Array(plain)));
  return parsed.success ? { ok: true, announcement: parsed.data } : { ok: false, code: 'garbage' };
}

function readEnvelope(
  text: string,
): { nonce: Uint8Array<ArrayBuffer>; ciphertext: Uint8Array<ArrayBuffer> } | null {
  try {
    const decoder = decoding.createDecoder(fromBase64(text));
    if (decoding.readVarString(decoder) !== 'AES-GCM') return null;
    const nonce = new Uint8Array(decoding.readVarUint8Array(decoder));
    const ciphertext = new Uint8Array(decoding.readVarUint8Array(decoder));
    return { nonce, ciphertext };
  } catch (error) {
    // Not base64, or the bytes end too early.
    if (error instanceof Error) return null;
    throw error;
  }
}

function readAny(bytes: Uint8Array): unknown {
  try {
    return decoding.readAny(decoding.createDecoder(bytes));
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
