/**
 * Several messages in one HTTP body, for clients without a WebSocket: for each, one byte (1 text,
 * 2 binary), its length as a big-endian 32-bit number, and its bytes.
 */
export type BatchItem = string | Uint8Array;

const TEXT = 1;
const BINARY = 2;
const ITEM_HEADER_BYTES = 5;

/** What one message adds to a body. */
export const batchItemBytes = (contentBytes: number): number => ITEM_HEADER_BYTES + contentBytes;

/** @param binary whether the bytes are a binary frame; else they are UTF-8 text */
export function batchItemHeader(length: number, binary: boolean): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(ITEM_HEADER_BYTES);
  header[0] = binary ? BINARY : TEXT;
  new DataView(header.buffer).setUint32(1, length);
  return header;
}

export function writeBatch(items: readonly BatchItem[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts = items.flatMap((item) => {
    const bytes = typeof item === 'string' ? encoder.encode(item) : item;
    return [batchItemHeader(bytes.length, typeof item !== 'string'), bytes];
  });
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/**
 * @returns the messages in order, binary ones as views of `body`; undefined when the body ends in
 *   the middle of one, has an unknown kind, or text that is not UTF-8
 */
export function readBatch(body: Uint8Array): BatchItem[] | undefined {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const items: BatchItem[] = [];
  let at = 0;
  while (at < body.length) {
    if (at + ITEM_HEADER_BYTES > body.length) return undefined;
    const kind = body[at];
    const length = view.getUint32(at + 1);
    const from = at + ITEM_HEADER_BYTES;
    if (from + length > body.length || (kind !== TEXT && kind !== BINARY)) return undefined;
    const bytes = body.subarray(from, from + length);
    if (kind === BINARY) {
      items.push(bytes);
    } else {
      try {
        items.push(decoder.decode(bytes));
      } catch (error) {
        if (error instanceof TypeError) return undefined;
        throw error;
      }
    }
    at = from + length;
  }
  return items;
}
