import { describe, expect, it } from 'vitest';
import { fuzzyMatch } from './fuzzy.ts';

const best = (query: string, texts: readonly string[]): string | undefined =>
  texts
    .flatMap((text) => {
      const match = fuzzyMatch(query, text);
      return match ? [{ text, score: match.score }] : [];
    })
    .sort((a, b) => b.score - a.score)[0]?.text;

describe('finding by a few letters', () => {
  it('takes letters in their order, and tells which', () => {
    expect(fuzzyMatch('al', 'Align left')?.at).toEqual([0, 1]);
    expect(fuzzyMatch('ali', 'Zoom in')).toBeNull();
    expect(fuzzyMatch('btf', 'Bring to front')?.at).toEqual([0, 6, 9]);
  });

  it('minds neither case, accents nor spaces', () => {
    expect(fuzzyMatch('CAFE', 'Menü: café')).not.toBeNull();
    expect(fuzzyMatch('zoomin', 'Zoom in')).not.toBeNull();
    expect(fuzzyMatch('zoom  in', 'Zoom in')).not.toBeNull();
  });

  it.each([
    ['al', ['Bring to the normal', 'Align left'], 'Align left'],
    ['group', ['Ungroup', 'Group'], 'Group'],
    ['ar', ['Select all of this kind', 'Align right'], 'Align right'],
    ['front', ['Bring to front', 'Forget running on to'], 'Bring to front'],
  ])('%s prefers words and their beginnings', (query, texts, expected) => {
    expect(best(query, texts)).toBe(expected);
  });

  it('finds everything when asked for nothing', () => {
    expect(fuzzyMatch(' ', 'Anything')).toEqual({ score: 1, at: [] });
  });
});
