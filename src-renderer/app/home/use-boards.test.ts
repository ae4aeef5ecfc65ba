import { describe, expect, it } from 'vitest';
import type { StoredBoard } from '../../storage/registry.ts';
import { shownBoards } from './use-boards.ts';

function board(id: string, more: Partial<StoredBoard> = {}): StoredBoard {
  return {
    id,
    name: '',
    editSecret: new Uint8Array(32),
    ownerPublicKey: new Uint8Array(32),
    cellOrigin: null,
    openedAtMs: 0,
    ...more,
  };
}
const ids = (boards: readonly StoredBoard[]): string[] => boards.map(({ id }) => id);

describe('the boards that Home shows', () => {
  it('are the open one, then the last changed first', () => {
    const boards = [
      board('old', { changedAtMs: 10 }),
      board('new', { changedAtMs: 30 }),
      board('open', { changedAtMs: 20 }),
      board('named', { name: 'Plan', openedAtMs: 25 }),
    ];
    expect(ids(shownBoards(boards, 'open'))).toEqual(['open', 'new', 'named', 'old']);
  });

  it('are none that were opened only', () => {
    const boards = [board('opened', { openedAtMs: 50 }), board('drawn', { changedAtMs: 1 })];
    expect(ids(shownBoards(boards, undefined))).toEqual(['drawn']);
    expect(ids(shownBoards(boards, 'opened'))).toEqual(['opened', 'drawn']);
  });
});
