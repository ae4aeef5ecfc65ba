import { isReadableUpdate } from '../../board/readable-update.ts';

/** Ending of a board file's name. */
export const BOARD_FILE_EXTENSION = '.drawbridge';
export const BOARD_FILE_MIME = 'application/vnd.drawbridge.board';
/** Larger files are refused before they are read into a document. */
export const BOARD_FILE_MAX_BYTES = 256 * 1024 * 1024;

/** First bytes of every board file: a name that editors show, and the version of the format. */
const MAGIC = new TextEncoder().encode('DRAWBRIDGE-BOARD');
const FORMAT_VERSION = 1;

export type BoardFileError = 'not-a-board-file' | 'newer-format' | 'damaged' | 'too-large';
export type ParsedBoardFile =
  | { readonly ok: true; readonly update: Uint8Array }
  | { readonly ok: false; readonly code: BoardFileError };

/**
 * A board as one file: 16 bytes of name, one of version, then the whole document as a Yjs update
 * (V1). It holds the drawing with its history of authors, and none of the board's secrets.
 */
export function encodeBoardFile(update: Uint8Array): Uint8Array {
  const file = new Uint8Array(MAGIC.length + 1 + update.length);
  file.set(MAGIC);
  file[MAGIC.length] = FORMAT_VERSION;
  file.set(update, MAGIC.length + 1);
  return file;
}

export function parseBoardFile(file: Uint8Array): ParsedBoardFile {
  if (file.length > BOARD_FILE_MAX_BYTES) return { ok: false, code: 'too-large' };
  if (file.length <= MAGIC.length || MAGIC.some((byte, index) => file[index] !== byte)) {
    return { ok: false, code: 'not-a-board-file' };
  }
  if ((file[MAGIC.length] ?? 0) > FORMAT_VERSION) return { ok: false, code: 'newer-format' };
  const update = file.slice(MAGIC.length + 1);
  return isReadableUpdate(update) ? { ok: true, update } : { ok: false, code: 'damaged' };
}

/** A file name for a board's name: without what file systems refuse. */
export function boardFileName(boardName: string, fallback: string): string {
  const safe = boardName
    .replaceAll(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .trim()
    .slice(0, 80);
  return (safe === '' || /^\.+$/.test(safe) ? fallback : safe) + BOARD_FILE_EXTENSION;
}
