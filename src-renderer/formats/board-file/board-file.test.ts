import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { boardFileName, encodeBoardFile, parseBoardFile } from './board-file.ts';

const update = (): Uint8Array => {
  const doc = new Y.Doc();
  doc.getMap('elements').set('a', new Uint8Array([1, 2, 3]));
  return Y.encodeStateAsUpdate(doc);
};

describe('a board file', () => {
  it('gives back the document that was put in', () => {
    const bytes = update();
    expect(parseBoardFile(encodeBoardFile(bytes))).toEqual({ ok: true, update: bytes });
  });

  it('is refused with the reason when it is not one, damaged, or newer', () => {
    const file = encodeBoardFile(update());
    const newer = file.slice();
    newer[16] = 2;
    expect(parseBoardFile(new Uint8Array([1, 2]))).toEqual({ ok: false, code: 'not-a-board-file' });
    expect(parseBoardFile(newer)).toEqual({ ok: false, code: 'newer-format' });
    expect(parseBoardFile(file.slice(0, -3))).toEqual({ ok: false, code: 'damaged' });
  });

  it('never throws, whatever is opened', () => {
    const head = encodeBoardFile(new Uint8Array(0));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, withHead) => {
        const result = parseBoardFile(withHead ? new Uint8Array([...head, ...bytes]) : bytes);
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
