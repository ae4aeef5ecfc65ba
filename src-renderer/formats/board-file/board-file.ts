import { isReadableUpdate } from '../../board/readable-update.ts';

/** Ending of a board file's name. */
export const BOARD_FILE_EXTENSION = '.drawbridge';
export const BOARD_FILE_MIME = 'application/vnd.drawbridge.board';
/** Larger files are refused before they are read into a document. */
export const BOARD_FILE_MAX_BYTES = 256 * 1024 * 1024;

/** First bytes of every board file: a name that editors show, and the version of the format. */
const MAGIC = new TextEncoder().encode('DRAWBRIDGE-BOARD');
/** Without pictures; older versions of the app read nothing else. */
const VERSION_OF_DRAWING = 1;
const VERSION_WITH_PICTURES = 2;
const HEADER_BYTES = MAGIC.length + 1;
const LENGTH_BYTES = 4;

export type BoardFileError = 'not-a-board-file' | 'newer-format' | 'damaged' | 'too-large';
export type ParsedBoardFile =
  | {
      readonly ok: true;
      readonly update: Uint8Array;
      /** Files of pictures, unchecked. */
      readonly pictures: readonly Uint8Array<ArrayBuffer>[];
    }
  | { readonly ok: false; readonly code: BoardFileError };

/**
 * A board as one file: 16 bytes of name, one of version, then the whole document as a Yjs update (V1).
 * With pictures the update and each of them have their length before them, 4 bytes big-endian. It holds
 * the drawing with its history of authors, and none of the board's secrets.
 *
 * @returns null when it would be larger than files may be
 */
export function encodeBoardFile(
  update: Uint8Array,
  pictures: readonly Uint8Array[] = [],
): Uint8Array | null {
  const parts = pictures.length === 0 ? [update] : [update, ...pictures].flatMap(withLength);
  const length = parts.reduce((sum, part) => sum + part.length, HEADER_BYTES);
  if (length > BOARD_FILE_MAX_BYTES) return null;
  const file = new Uint8Array(length);
  file.set(MAGIC);
  file[MAGIC.length] = pictures.length === 0 ? VERSION_OF_DRAWING : VERSION_WITH_PICTURES;
  let at = HEADER_BYTES;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

function withLength(part: Uint8Array): Uint8Array[] {
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, part.length);
  return [length, part];
}

export function parseBoardFile(file: Uint8Array): ParsedBoardFile {
  if (file.length > BOARD_FILE_MAX_BYTES) return { ok: false, code: 'too-large' };
  if (file.length <= MAGIC.length || MAGIC.some((byte, index) => file[index] !== byte)) {
    return { ok: false, code: 'not-a-board-file' };
  }
  const version = file[MAGIC.length] ?? 0;
  if (version > VERSION_WITH_PICTURES) return { ok: false, code: 'newer-format' };
  const content = file.slice(HEADER_BYTES);
  const parts = version === VERSION_WITH_PICTURES ? partsOf(content) : [content];
  const [update, ...pictures] = parts ?? [];
  if (!update || !isReadableUpdate(update)) return { ok: false, code: 'damaged' };
  return { ok: true, update, pictures };
}

/** @returns null when one of them is cut off */
function partsOf(content: Uint8Array): Uint8Array<ArrayBuffer>[] | null {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < content.length; ) {
    if (at + LENGTH_BYTES > content.length) return null;
    const start = at + LENGTH_BYTES;
    at = start + view.getUint32(at);
    if (at > content.length) return null;
    parts.push(content.slice(start, at));
  }
  return parts;
}

/** A file name for a board's name: without what file systems refuse. */
export function boardFileName(boardName: string, fallback: string): string {
  const safe = boardName
    .replaceAll(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .trim()
    .slice(0, 80);
  return (safe === '' || /^\.+$/.test(safe) ? fallback : safe) + BOARD_FILE_EXTENSION;
}
