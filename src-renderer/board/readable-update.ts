import * as Y from 'yjs';

/**
 * Whether Yjs can read an update (V1) whole. Asked before one is applied: half of a malformed one
 * might otherwise be in the document when the error comes.
 */
export function isReadableUpdate(update: Uint8Array): boolean {
  try {
    Y.decodeUpdate(update);
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}
