import { describe, expect, it } from 'vitest';
import { boardsCalled } from './find-boards.ts';

const boards = ['Site map', 'Crème brûlée, step 2', ''].map((name, index) => ({
  id: String(index),
  name,
  changedAtMs: null,
  thumbnail: null,
}));
const found = (wanted: string) =>
  boardsCalled(boards, wanted, 'Untitled board').map(({ id }) => id);

describe('finding a board', () => {
  it('shows all of them while nothing is asked for', () => {
    expect(found('  ')).toEqual(['0', '1', '2']);
  });

  it('takes every word, anywhere, without case and accents', () => {
    expect(found('MAP')).toEqual(['0']);
    expect(found('step creme')).toEqual(['1']);
    expect(found('map step')).toEqual([]);
  });

  it('knows what a board without a name is called', () => {
    expect(found('untitled')).toEqual(['2']);
  });
});
