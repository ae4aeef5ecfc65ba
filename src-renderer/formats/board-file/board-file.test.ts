import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  BOARD_FILE_MAX_BYTES,
  boardFileName,
  encodeBoardFile,
  parseBoardFile,
} from './board-file.ts';

const update = (): Uint8Array => {
  const doc = new Y.Doc();
  doc.getMap('elements').set('a', new Uint8Array([1, 2, 3]));
  return Y.encodeStateAsUpdate(doc);
};

function fileOf(bytes: Uint8Array, pictures?: readonly Uint8Array[]): Uint8Array {
  const file = encodeBoardFile(bytes, pictures);
  if (!file) throw new Error('the file is too large');
  return file;
}

describe('a board file', () => {
  it('gives back the document that was put in', () => {
    const bytes = update();
    expect(parseBoardFile(fileOf(bytes))).toEqual({ ok: true, update: bytes, pictures: [] });
  });

  it('gives back the pictures as well', () => {
    const bytes = update();
    const pictures = [new Uint8Array([1, 2, 3]), new Uint8Array(0), new Uint8Array(70_000).fill(9)];
    const file = fileOf(bytes, pictures);
    expect(parseBoardFile(file)).toEqual({ ok: true, update: bytes, pictures });
    expect(parseBoardFile(file.slice(0, -1))).toEqual({ ok: false, code: 'damaged' });
  });

  it('without pictures is one that older versions open', () => {
    expect(fileOf(update())[16]).toBe(1);
  });

  it('is not made where it could not be opened again', () => {
    const picture = { length: BOARD_FILE_MAX_BYTES } as Uint8Array;
    expect(encodeBoardFile(update(), [picture])).toBeNull();
  });

  it('is refused with the reason when it is not one, damaged, or newer', () => {
    const file = fileOf(update());
    const newer = file.slice();
    newer[16] = 3;
    expect(parseBoardFile(new Uint8Array([1, 2]))).toEqual({ ok: false, code: 'not-a-board-file' });
    expect(parseBoardFile(newer)).toEqual({ ok: false, code: 'newer-format' });
    expect(parseBoardFile(file.slice(0, -3))).toEqual({ ok: false, code: 'damaged' });
  });

  it('never throws, whatever is opened', () => {
    const heads = [[], fileOf(new Uint8Array(0)), fileOf(new Uint8Array(0), [update()])];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...heads), (bytes, head) => {
        const result = parseBoardFile(new Uint8Array([...head, ...bytes]));
        expect(typeof result.ok).toBe('boolean');
      }),
    );
  });

  it('has a name that every file system takes', () => {
    expect(boardFileName('Plan A/B: "new"?', 'Board')).toBe('Plan A B   new.drawbridge');
    expect(boardFileName('..', 'Board')).toBe('Board.drawbridge');
    expect(boardFileName('', 'Board')).toBe('Board.drawbridge');
  });
});
