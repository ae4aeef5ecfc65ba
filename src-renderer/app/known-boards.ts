import type { Registry, StoredBoard } from '../storage/registry.ts';
import { KEY_BYTES, newSigningKeyPair } from '../sync/keys/board-keys.ts';
import type { BoardLink } from '../sync/keys/board-link.ts';
import { equalBytes, randomBytes } from '../sync/keys/bytes.ts';

/** A fresh board with its own edit secret and owner key; not stored yet. */
export function newBoard(registry: Registry): StoredBoard {
  const owner = newSigningKeyPair();
  return {
    id: registry.newBoardId(),
    name: '',
    editSecret: randomBytes(KEY_BYTES),
    ownerPublicKey: owner.publicKey,
    ownerSeed: owner.seed,
    cellOrigin: null,
    openedAtMs: Date.now(),
  };
}

/** The local copy of a link's board, if this profile has one. */
export async function findBoard(
  registry: Registry,
  link: Omit<BoardLink, 'cell'>,
): Promise<StoredBoard | undefined> {
  const boards = await registry.boards();
  return boards.find(
    (board) =>
      equalBytes(board.editSecret, link.editSecret) &&
      equalBytes(board.ownerPublicKey, link.ownerPublicKey),
  );
}

/** A local entry for a board that somebody else made. */
export const boardFromLink = (registry: Registry, link: BoardLink): StoredBoard => ({
  id: registry.newBoardId(),
  name: '',
  editSecret: link.editSecret,
  ownerPublicKey: link.ownerPublicKey,
  cellOrigin: link.cell,
  openedAtMs: Date.now(),
});
