import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ESTIMATED_CHARACTER_WIDTH } from './measure-text.ts';
import { lineHeightOf } from './text-font.ts';
import { isRightToLeft, layoutText } from './text-layout.ts';

// Without a canvas every character is as wide as this.
const SIZE = 10;
const CHARACTER = SIZE * ESTIMATED_CHARACTER_WIDTH;
const wrapped = (text: string, characters: number): string[] =>
  layoutText(text, SIZE, characters * CHARACTER).lines.map((line) => line.text);

describe('a text that wraps', () => {
  it('is broken between words, and the spaces there take no room', () => {
    expect(wrapped('the quick brown fox', 9)).toEqual(['the quick', 'brown fox']);
    expect(wrapped('the   quick', 5)).toEqual(['the', 'quick']);
  });

  it('keeps empty lines, leading spaces and the lines that it says itself', () => {
    expect(wrapped('a\n\n  b\n', 9)).toEqual(['a', '', '  b', '']);
  });

  it('breaks a word that is longer than a line, on a line of its own', () => {
    expect(wrapped('an extraordinary day', 6)).toEqual(['an', 'extrao', 'rdinar', 'y day']);
  });

  it('has one sign in each line when it is narrower than a sign', () => {
    expect(wrapped('a👍b', 0.1)).toEqual(['a', '👍', 'b']);
    expect(wrapped('👩‍👩‍👧', 1)).toEqual(['👩‍👩‍👧']);
  });

  it('says where each line starts and ends in the text', () => {
    const text = 'one two\nthree four';
    const { lines } = layoutText(text, SIZE, 5 * CHARACTER);
    expect(lines.map(({ start, end }) => text.slice(start, end))).toEqual([
      'one ',
      'two',
      'three ',
      'four',
    ]);
  });

  it('loses nothing, and no line is too long, whatever the text is', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'bc', ' ', '\n', '👍', '日', '-', 'é') });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 12 }), (given, characters) => {
        const { lines } = layoutText(given, SIZE, characters * CHARACTER);
        let at = 0;
        for (const line of lines) {
          expect(given.slice(at, line.start)).toMatch(/^\n?$/);
          at = line.end;
          expect(line.width).toBeLessThanOrEqual(characters * CHARACTER + 1e-6);
        }
        expect(at).toBe(given.length);
      }),
    );
  });

  it('takes a hundred thousand characters without a space', () => {
    const { lines } = layoutText('a'.repeat(100_000), SIZE, 50 * CHARACTER);
    expect(lines).toHaveLength(2000);
  });
});

describe('a text that does not wrap', () => {
  it('is as large as its lines', () => {
    const { width, height, lineHeight } = layoutText('four\nletters', SIZE, null);
    expect(width).toBeCloseTo(7 * CHARACTER);
    expect(height).toBe(2 * lineHeight);
    expect(lineHeight).toBe(lineHeightOf(SIZE));
  });

  it('paints tabs as spaces and no control characters', () => {
    expect(layoutText('a\tb\0c', SIZE, null).lines[0]?.text).toBe('a    bc');
  });
});

describe('the direction of a paragraph', () => {
  it('is that of its first letter', () => {
    expect(isRightToLeft('שלום abc')).toBe(true);
    expect(isRightToLeft('123 مرحبا')).toBe(true);
    expect(isRightToLeft('abc שלום')).toBe(false);
    expect(isRightToLeft('12:30')).toBe(false);
    expect(layoutText('abc\nשלום', SIZE, null).lines.map(({ rtl }) => rtl)).toEqual([false, true]);
  });
});
