import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphemeStarts, lineBreaks } from './line-breaks.ts';

/** The text with a bar at every place where a line may be broken. */
function broken(text: string): string {
  const at = [0, ...lineBreaks(text), text.length];
  return at
    .slice(1)
    .map((end, i) => text.slice(at[i], end))
    .join('|');
}

describe('a line may be broken', () => {
  // Each line is how Chromium 156 breaks it in a field that is one pixel wide.
  it.each([
    'Hello |world, |this |is |a |test.',
    'state-|of-|the-|art |e-|mail',
    'https://example.org/a/b?|c=d&e=f#g',
    'price: |$12.50 |(approx.)',
    'x |! |y',
    'a  |b   |c',
    '12-|34 |ab-|34 |-5 |(-5)',
    'f(x)|[i] |ab(cd)',
    '100%|(of |it)',
    'where?|now |what?!',
    'don’t |“quote” |‘x’',
    'en–|dash |em|—|dash…',
    '日|本|語|の|テ|キ|ス|ト、|で|す。|「引|用」',
    '한|국|어 |텍|스|트',
    'שלום |עולם, |מה |שלומך?',
    'مرحبا |بالعالم',
    'emoji |👍|👎 |👩‍👩‍👧 |🇩🇪|🇫🇷 |x',
    'zero\u200b|width',
    'nb\u00a0sp',
    'é-|é',
    'ภาษา|ไทย|ทดสอบ',
  ])('as in %s', (shown) => {
    const text = shown.replaceAll('|', '');
    expect(broken(text)).toBe(shown);
  });

  it('never within a sign, whatever the text is', () => {
    const signs = fc.string({ unit: 'grapheme', maxLength: 12 });
    fc.assert(
      fc.property(signs, (text) => {
        const starts = new Set(graphemeStarts(text));
        for (const at of lineBreaks(text)) {
          expect(at).toBeGreaterThan(0);
          expect(at).toBeLessThan(text.length);
          expect(starts.has(at)).toBe(true);
        }
      }),
    );
  });
});
