import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addAll, boardOf, meet, pictureOf, RECTANGLE, STROKE } from '../board/testing-boards.ts';
import { createStore } from '../canvas/store.ts';
import { encodeBoardFile } from '../formats/board-file/board-file.ts';
import { createMemoryStore } from '../storage/record-store.ts';
import { Registry, type StoredBoard } from '../storage/registry.ts';
import { readExchangeFile, writeExchangeFile } from '../sync/exchange/exchange-file.ts';
import { deriveBoardKeys, newSigningKeyPair } from '../sync/keys/board-keys.ts';
import { randomBytes, toBase64Url } from '../sync/keys/bytes.ts';
import type { BoardSession } from './board-session.ts';
import { openFile } from './open-file.ts';

function storedBoard(id: string): StoredBoard {
  const { publicKey } = newSigningKeyPair();
  const secret = { editSecret: randomBytes(32), ownerPublicKey: publicKey };
  return { id, name: id, ...secret, cellOrigin: null, openedAtMs: 1 };
}

/** A computer that knows two boards, of which the first one is open. */
async function computer() {
  const registry = new Registry(createMemoryStore());
  const [here, other] = [storedBoard('here'), storedBoard('other')];
  await registry.saveBoard(here);
  await registry.saveBoard(other);
  const board = boardOf('bo');
  const copies: Uint8Array[] = [];
  const opened: string[] = [];
  const sessionOf = (stored: StoredBoard): BoardSession => {
    const keys = deriveBoardKeys(stored.editSecret, stored.ownerPublicKey);
    const session: Pick<BoardSession, 'keys' | 'loaded' | 'stateVector' | 'mergeChanges'> = {
      keys,
      loaded: createStore(true),
      stateVector: () => toBase64Url(Y.encodeStateVector(board.doc)),
      mergeChanges: async (file) => {
        const read = await readExchangeFile(file, keys);
        if (read.ok && read.isSigned) Y.applyUpdate(board.doc, read.update, 'file');
        return read;
      },
    };
    return session as BoardSession;
  };
  const open = (bytes: Uint8Array) =>
    openFile(bytes, {
      registry,
      session: () => sessionOf(here),
      openBoard: (stored) => {
        opened.push(stored.id);
        return sessionOf(stored);
      },
      openCopy: (update) => copies.push(update),
    });
  return { here, other, board, copies, opened, open };
}

describe('a file that is dropped or chosen', () => {
  it('of changes is merged into the board that is open, once', async () => {
    const { here, board, open, opened } = await computer();
    const ada = boardOf('ada');
    addAll(ada, [RECTANGLE, STROKE]);
    addAll(board, [STROKE]);
    const file = await writeExchangeFile({
      doc: ada.doc,
      keys: deriveBoardKeys(here.editSecret, here.ownerPublicKey),
      device: newSigningKeyPair(),
      name: 'Ada',
    });
    expect(await open(file)).toEqual({ ok: true, as: 'merged' });
    expect(board.size).toBe(3);
    meet(ada, board);
    expect(pictureOf(ada)).toEqual(pictureOf(board));
    expect(await open(file)).toEqual({ ok: true, as: 'nothing-new' });
    expect(opened).toEqual([]);
  });

  it('of changes of another known board opens that one; of an unknown one it is refused', async () => {
    const { other, open, opened } = await computer();
    const { doc } = boardOf('ada');
    const fileOf = (stored: StoredBoard) =>
      writeExchangeFile({
        doc,
        keys: deriveBoardKeys(stored.editSecret, stored.ownerPublicKey),
        device: newSigningKeyPair(),
        name: 'Ada',
      });
    expect((await open(await fileOf(other))).ok).toBe(true);
    expect(opened).toEqual(['other']);
    expect(await open(await fileOf(storedBoard('strange')))).toEqual({
      ok: false,
      code: 'no-board-for-it',
    });
  });

  it('of unsigned changes is opened as a copy and merged nowhere', async () => {
    const { here, board, copies, open } = await computer();
    const ada = boardOf('ada');
    addAll(ada, [RECTANGLE]);
    const file = await writeExchangeFile({
      doc: ada.doc,
      keys: deriveBoardKeys(here.editSecret, here.ownerPublicKey),
      device: newSigningKeyPair(),
      name: 'Ada',
      mayEdit: false,
    });
    expect(await open(file)).toEqual({ ok: true, as: 'unsigned-copy' });
    expect(board.size).toBe(0);
    expect(pictureOf(boardOf('copy', copies[0]))).toEqual(pictureOf(ada));
  });

  it('that was changed on its way is refused, and nothing of it is merged', async () => {
    const { here, board, open } = await computer();
    const ada = boardOf('ada');
    addAll(ada, [RECTANGLE]);
    const file = await writeExchangeFile({
      doc: ada.doc,
      keys: deriveBoardKeys(here.editSecret, here.ownerPublicKey),
      device: newSigningKeyPair(),
      name: 'Ada',
    });
    file[file.length - 1] = (file.at(-1) ?? 0) ^ 1;
    expect(await open(file)).toEqual({ ok: false, code: 'tampered' });
    expect(board.size).toBe(0);
  });

  it('of a whole board is opened as a copy, and anything else refused', async () => {
    const { board, copies, open } = await computer();
    const file = encodeBoardFile(Y.encodeStateAsUpdate(board.doc));
    if (!file) throw new Error('the file is too large');
    expect(await open(file)).toEqual({ ok: true, as: 'copy' });
    expect(copies).toHaveLength(1);
    expect(await open(new Uint8Array(99))).toEqual({ ok: false, code: 'not-a-board-file' });
  });
});
