import { type BoardFileError, parseBoardFile } from '../formats/board-file/board-file.ts';
import type { Registry, StoredBoard } from '../storage/registry.ts';
import {
  type ExchangeError,
  isExchangeFile,
  roomOfExchangeFile,
} from '../sync/exchange/exchange-file.ts';
import { deriveBoardKeys } from '../sync/keys/board-keys.ts';
import type { BoardSession } from './board-session.ts';
import { keepPictures } from './pictures/keep-pictures.ts';

/** Why a file was not opened. `no-board-for-it`: changes of a board that this computer does not know. */
export type FileError = BoardFileError | ExchangeError | 'no-board-for-it';

export type OpenedFile =
  /** `as`: what became of it. `nothing-new`: all of its changes were here already. */
  | { readonly ok: true; readonly as: 'copy' | 'merged' | 'nothing-new' | 'unsigned-copy' }
  | { readonly ok: false; readonly code: FileError };

/** What opening a file asks of the window. */
export interface FileHost {
  readonly registry: Registry;
  /** The board that is open. */
  readonly session: () => BoardSession | null;
  readonly openBoard: (board: StoredBoard) => BoardSession;
  /** Shows a new board with that content. */
  readonly openCopy: (update: Uint8Array) => void;
}

/** Opens a board in a file as a copy, and merges changes in a file into the board that they are of. */
export async function openFile(bytes: Uint8Array, host: FileHost): Promise<OpenedFile> {
  if (isExchangeFile(bytes)) return mergeChanges(bytes, host);
  const parsed = parseBoardFile(bytes);
  if (!parsed.ok) return parsed;
  // Before the board shows them, or it would look for them elsewhere.
  await keepPictures(host.registry.pictures, parsed.pictures);
  host.openCopy(parsed.update);
  return { ok: true, as: 'copy' };
}

async function mergeChanges(bytes: Uint8Array, host: FileHost): Promise<OpenedFile> {
  const room = roomOfExchangeFile(bytes);
  if (room === null) return { ok: false, code: 'tampered' };
  const open = host.session();
  let session = open?.keys.roomId === room ? open : null;
  if (!session) {
    const board = (await host.registry.boards()).find(
      ({ editSecret, ownerPublicKey }) =>
        deriveBoardKeys(editSecret, ownerPublicKey).roomId === room,
    );
    if (!board) return { ok: false, code: 'no-board-for-it' };
    session = host.openBoard(board);
  }
  await isLoaded(session);
  const before = session.stateVector();
  const read = await session.mergeChanges(bytes);
  if (!read.ok) return read;
  if (!read.isSigned) {
    host.openCopy(read.update);
    return { ok: true, as: 'unsigned-copy' };
  }
  const isNew = session.stateVector() !== before;
  return { ok: true, as: isNew ? 'merged' : 'nothing-new' };
}

function isLoaded({ loaded }: BoardSession): Promise<void> {
  if (loaded.get()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = loaded.subscribe(() => {
      stop();
      resolve();
    });
  });
}
