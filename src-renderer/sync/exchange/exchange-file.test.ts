import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { BoardDocument } from '../../board/board-document.ts';
import {
  addAll,
  addOne,
  boardOf,
  meet,
  pictureOf,
  RECTANGLE,
  STROKE,
} from '../../board/testing-boards.ts';
import { deriveBoardKeys, newSigningKeyPair, personIdOf } from '../keys/board-keys.ts';
import { randomBytes } from '../keys/bytes.ts';
import {
  type ExchangeOptions,
  isExchangeFile,
  readExchangeFile,
  roomOfExchangeFile,
  writeExchangeFile,
} from './exchange-file.ts';

const keys = deriveBoardKeys(randomBytes(32), newSigningKeyPair().publicKey);
const device = newSigningKeyPair();
const holdings = ({ doc }: BoardDocument) => Y.decodeStateVector(Y.encodeStateVector(doc));
const fileOf = ({ doc }: BoardDocument, options: Partial<ExchangeOptions> = {}) =>
  writeExchangeFile({ doc, keys, device, name: 'Ada', ...options });

describe('changes in a file', () => {
  it('bring two copies together that have no network', async () => {
    const [ada, bo] = [boardOf('ada'), boardOf('bo')];
    const ids = addAll(ada, [RECTANGLE, RECTANGLE]);
    meet(ada, bo);
    ada.update([{ id: ids[0] ?? '', x: 70 }]);
    ada.remove([ids[1] ?? '']);
    addOne(bo, STROKE);
    const file = await fileOf(ada, { since: holdings(bo) });
    expect(isExchangeFile(file)).toBe(true);
    expect(roomOfExchangeFile(file)).toBe(keys.roomId);
    const read = await readExchangeFile(file, keys);
    if (!read.ok) throw new Error(read.code);
    expect(read).toMatchObject({
      name: 'Ada',
      personId: personIdOf(device.publicKey),
      isSigned: true,
      holds: holdings(ada),
    });
    Y.applyUpdate(bo.doc, read.update, 'file');
    // What Bo has told of himself is enough for what Ada lacks.
    const back = await readExchangeFile(await fileOf(bo, { since: read.holds }), keys);
    if (!back.ok) throw new Error(back.code);
    Y.applyUpdate(ada.doc, back.update, 'file');
    expect(pictureOf(ada)).toEqual(pictureOf(bo));
    // Merging it once more changes nothing.
    const before = holdings(bo);
    Y.applyUpdate(bo.doc, read.update, 'file');
    expect(holdings(bo)).toEqual(before);
  });

  it('are only what is lacking, and everything for whoever has nothing', async () => {
    const ada = boardOf('ada');
    addAll(ada, Array(500).fill(STROKE));
    const since = holdings(ada);
    addOne(ada, RECTANGLE);
    const [few, all] = [await fileOf(ada, { since }), await fileOf(ada)];
    expect(few.length).toBeLessThan(1_000);
    expect(all.length).toBeGreaterThan(10_000);
    const read = await readExchangeFile(all, keys);
    expect(read.ok && pictureOf(boardOf('new', read.update))).toEqual(pictureOf(ada));
  });

  it('are refused wherever a bit was changed, and wherever they were cut off', async () => {
    const ada = boardOf('ada');
    addOne(ada, RECTANGLE);
    const file = await fileOf(ada);
    for (let at = 16; at < file.length; at += 7) {
      const changed = file.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      const read = await readExchangeFile(changed, keys);
      expect(read.ok, `byte ${at}`).toBe(false);
    }
    for (const length of [0, 15, 17, 100, 208, file.length - 1]) {
      expect(await readExchangeFile(file.slice(0, length), keys)).toMatchObject({ ok: false });
    }
  });

  it('of somebody without the edit key are told as unsigned; its signature cannot be made up', async () => {
    const ada = boardOf('ada');
    addOne(ada, RECTANGLE);
    expect(await readExchangeFile(await fileOf(ada, { mayEdit: false }), keys)).toMatchObject({
      ok: true,
      isSigned: false,
    });
    const forged = await fileOf(ada, { keys: { ...keys, edit: newSigningKeyPair() } });
    expect(await readExchangeFile(forged, keys)).toEqual({ ok: false, code: 'tampered' });
  });

  it('are read by nobody without the board’s link, and merged into no other board', async () => {
    const ada = boardOf('ada');
    addOne(ada, { ...RECTANGLE, text: 'a secret plan' });
    const file = await fileOf(ada);
    expect(Buffer.from(file).includes('secret plan')).toBe(false);
    const other = deriveBoardKeys(randomBytes(32), newSigningKeyPair().publicKey);
    expect(await readExchangeFile(file, other)).toEqual({ ok: false, code: 'other-board' });
    const withoutKey = { ...keys, contentKey: other.contentKey };
    expect(await readExchangeFile(file, withoutKey)).toEqual({ ok: false, code: 'tampered' });
  });

  it('of a newer version are told as such', async () => {
    const file = await fileOf(boardOf('ada'));
    file[16] = 2;
    expect(await readExchangeFile(file, keys)).toEqual({ ok: false, code: 'newer-format' });
  });
});
