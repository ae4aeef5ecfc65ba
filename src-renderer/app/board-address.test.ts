import { describe, expect, it } from 'vitest';
import { formatBoardFragment } from '../sync/keys/board-link.ts';
import { randomBytes } from '../sync/keys/bytes.ts';
import { parseBoardAddress } from './board-address.ts';

describe("the page's address", () => {
  const link = { editSecret: randomBytes(32), ownerPublicKey: randomBytes(32) };

  it('asks for the last board, a new one, or the one of a link', () => {
    expect(parseBoardAddress('')).toEqual({ kind: 'last' });
    expect(parseBoardAddress('#')).toEqual({ kind: 'last' });
    expect(parseBoardAddress('#new')).toEqual({ kind: 'new' });
    expect(parseBoardAddress(`#${formatBoardFragment(link)}`)).toEqual({ kind: 'board', link });
  });

  it('says what is wrong with a broken link rather than opening something else', () => {
    expect(parseBoardAddress('#board=abc')).toEqual({ kind: 'broken', code: 'truncated' });
    expect(parseBoardAddress('#something')).toEqual({ kind: 'broken', code: 'not-a-link' });
  });
});
