/**
 * Joins fields so that no two different lists give the same bytes: each is preceded by its length
 * as a big-endian 32-bit number. What is hashed or signed is joined this way.
 */
export function frameFields(...fields: readonly (Uint8Array | string)[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts = fields.map((field) => (typeof field === 'string' ? encoder.encode(field) : field));
  const out = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const part of parts) {
    view.setUint32(at, part.length);
    out.set(part, at + 4);
    at += 4 + part.length;
  }
  return out;
}

/** An unsigned 64-bit number, big-endian, as a field of what is signed. */
export function numberField(value: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigUint64(0, BigInt(value));
  return out;
}

const LABEL = 'drawbridge/v1/';

/** What hashes (SHA-256) to a room id. Fields of 32 bytes each. */
export const roomIdBytes = (
  editPublicKey: Uint8Array,
  ownerPublicKey: Uint8Array,
  roomTag: Uint8Array,
): Uint8Array<ArrayBuffer> =>
  frameFields(`${LABEL}room-id`, editPublicKey, ownerPublicKey, roomTag);

/**
 * What the edit key signs of a document frame.
 * @param payloadHash SHA-256 of the payload after the signature
 */
export const documentFrameBytes = (
  room: Uint8Array,
  payloadHash: Uint8Array,
): Uint8Array<ArrayBuffer> => frameFields(`${LABEL}relay-document`, room, payloadHash);
