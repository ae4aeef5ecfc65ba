/**
 * Where a line of text may be broken, as Chromium does it: the text field over the canvas is its
 * own, and a line that broke elsewhere on the canvas would jump when an edit ends. Chromium follows
 * UAX #14 for most scripts and a table of its own for ASCII, which the UAX #14 libraries do not
 * have: they differ from it in one of twelve pairs of signs.
 */

/** Between two signs of ASCII or Latin-1, none of them a space. */
const LATIN_BREAK = new RegExp(
  [
    // Before an opening bracket, after a sign that is no letter, digit or bracket.
    '(?<=[!"#%&)*+,.:;=>\\\\\\]|}~?\\-])(?=[(<[{])',
    // After a question mark or a hyphen, unless what follows belongs to it.
    '(?<=\\?)(?=[^!"\'),./:;?\\]}\\s])',
    '(?<=-)(?=[^!$),./:;?\\]}\\d\\s])',
    // A hyphen before a digit is a minus, unless something stands before it.
    '(?<=[A-Za-z0-9]-)(?=\\d)',
  ].join('|'),
  'g',
);
const AFTER_SPACES = /[ \t]+/g;
const IS_LATIN = /^[\0-\xff]*$/;

/** Signs that may stand on either side of a break: ideographs, kana, hangul, emoji, wide forms. */
const IDEOGRAPHIC =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Yi}\p{Extended_Pictographic}\p{Regional_Indicator}\u3000-\u303f\uff01-\uff60]/u;
/** Never at the end of a line. */
const OPENING = /^[\p{Ps}\p{Pi}¿¡‘“]/u;
/** Never at the start of a line: closing signs, small kana, marks of repetition and length. */
const CLOSING =
  /^[\p{Pe}\p{Pf}!?,.:;%'"’”…‥、。，．：；！？・゠ー々〻ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿゝゞヽヾ％‰℃°\u00a0\u202f\u2060\ufeff]/u;
/** A break may follow: hyphens and dashes that are no ASCII, a space of no width. */
const BREAK_AFTER = /[\u2010\u2012\u2013\u200b\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]$/u;
const EM_DASH = '\u2014';
/** Words are not parted by spaces in these scripts, a dictionary finds them. */
const DICTIONARY_RUN =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}][\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}]*/gu;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const words = new Intl.Segmenter('th', { granularity: 'word' });

/** The starts of the signs that a reader takes for one (a letter with accents, a flag, a family). */
export function* graphemeStarts(text: string): Generator<number> {
  if (IS_LATIN.test(text)) {
    for (let i = 0; i < text.length; i++) yield i;
    return;
  }
  for (const { index } of graphemes.segment(text)) yield index;
}

/** Places in one paragraph where a new line may start, ascending; neither its start nor its end. */
export function lineBreaks(paragraph: string): number[] {
  const breaks = new Set<number>();
  for (const { index, 0: spaces } of paragraph.matchAll(AFTER_SPACES)) {
    breaks.add(index + spaces.length);
  }
  if (IS_LATIN.test(paragraph)) {
    for (const { index } of paragraph.matchAll(LATIN_BREAK)) breaks.add(index);
  } else {
    for (const index of wideBreaks(paragraph)) breaks.add(index);
    for (const { index, 0: run } of paragraph.matchAll(DICTIONARY_RUN)) {
      for (const word of words.segment(run)) if (word.index > 0) breaks.add(index + word.index);
    }
  }
  breaks.delete(0);
  breaks.delete(paragraph.length);
  return [...breaks].sort((a, b) => a - b);
}

/** Breaks of a paragraph that has other signs than Latin ones. */
function* wideBreaks(paragraph: string): Generator<number> {
  const latin = new Set<number>();
  for (const { index } of paragraph.matchAll(LATIN_BREAK)) latin.add(index);
  let before = '';
  for (const { index, segment } of graphemes.segment(paragraph)) {
    if (before !== '' && isBreak(before, segment, latin.has(index))) yield index;
    before = segment;
  }
}

function isBreak(before: string, after: string, latin: boolean): boolean {
  if (IS_LATIN.test(before) && IS_LATIN.test(after)) return latin;
  if (/\s$/.test(before) || /^\s/.test(after)) return BREAK_AFTER.test(before);
  if (OPENING.test(before) || CLOSING.test(after)) return false;
  if (before === EM_DASH || after === EM_DASH) return before !== after;
  if (before === '?' || (before === '-' && !/^\d/u.test(after))) return true;
  return BREAK_AFTER.test(before) || IDEOGRAPHIC.test(before) || IDEOGRAPHIC.test(after);
}
