import { CONTROL_CHARACTERS } from '../../board/element-values.ts';
import { graphemeStarts, lineBreaks } from './line-breaks.ts';
import { forgetTextWidths, textWidth } from './measure-text.ts';
import { lineHeightOf } from './text-font.ts';

/** One line as it is painted. */
export interface TextLine {
  readonly text: string;
  /** Where it starts and ends in the whole text, in UTF-16 units; spaces at a break are within. */
  readonly start: number;
  readonly end: number;
  /** Board units. */
  readonly width: number;
  /** Its paragraph reads from right to left. */
  readonly rtl: boolean;
}

export interface TextLayout {
  readonly lines: readonly TextLine[];
  /** Of the longest line, in board units. */
  readonly width: number;
  readonly height: number;
  /** Distance between baselines. */
  readonly lineHeight: number;
}

/** Texts and paragraphs whose layout is kept, and how many characters of them. */
const KEPT_MAX = 4000;
const KEPT_CHARACTERS_MAX = 2_000_000;
/** Words longer than this are measured sign by sign until they are too long, not as a whole. */
const LONG_WORD = 64;
/**
 * Words measured one by one are not quite as long as the line that they make (pairs of letters are
 * moved together, spaces too). Only within this margin per word is the line itself measured.
 */
const MARGIN_PER_WORD = 0.03;

const TAB = '    ';
/** The first letter of a paragraph decides its direction. */
const FIRST_LETTER = /\p{L}/u;
const RTL_LETTER =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** The latest layouts; the oldest go first. */
class Kept<T> {
  readonly #entries = new Map<string, T>();
  #characters = 0;

  get(key: string, make: () => T): T {
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.#entries.set(key, made);
    this.#characters += key.length;
    while (this.#entries.size > KEPT_MAX || this.#characters > KEPT_CHARACTERS_MAX) {
      const oldest = this.#entries.keys().next();
      if (oldest.done) break;
      this.#entries.delete(oldest.value);
      this.#characters -= oldest.value.length;
    }
    return made;
  }

  clear(): void {
    this.#entries.clear();
    this.#characters = 0;
  }
}

const layouts = new Kept<TextLayout>();
/** Typing changes one paragraph: the others need not be broken again. */
const paragraphs = new Kept<readonly TextLine[]>();

/** To be called when a font has arrived. */
export function forgetTextLayouts(): void {
  layouts.clear();
  paragraphs.clear();
  forgetTextWidths();
}

/**
 * Breaks a text into lines.
 * @param size font size in board units.
 * @param wrapWidth lines are broken at it, between words where that can be; `null`: only where the
 *   text itself says so.
 */
export function layoutText(text: string, size: number, wrapWidth: number | null): TextLayout {
  const style = `${size}/${wrapWidth}/`;
  return layouts.get(style + text, () => {
    const lines: TextLine[] = [];
    let at = 0;
    for (const paragraph of text.split('\n')) {
      const own = paragraphs.get(style + paragraph, () => layParagraph(paragraph, size, wrapWidth));
      for (const line of own) {
        lines.push(at === 0 ? line : { ...line, start: line.start + at, end: line.end + at });
      }
      at += paragraph.length + 1;
    }
    const lineHeight = lineHeightOf(size);
    return {
      lines,
      width: lines.reduce((widest, line) => Math.max(widest, line.width), 0),
      height: lines.length * lineHeight,
      lineHeight,
    };
  });
}

/** What is painted of a piece of text: tabs as spaces, and no control characters. */
export function paintable(text: string): string {
  return text.replaceAll('\t', TAB).replace(CONTROL_CHARACTERS, '');
}

/** Whether a paragraph reads from right to left: by its first letter. */
export function isRightToLeft(paragraph: string): boolean {
  const first = FIRST_LETTER.exec(paragraph);
  return first !== null && RTL_LETTER.test(first[0]);
}

function layParagraph(
  paragraph: string,
  size: number,
  wrapWidth: number | null,
): readonly TextLine[] {
  const rtl = isRightToLeft(paragraph);
  const line = (start: number, end: number, text: string): TextLine => {
    const painted = paintable(text);
    return { text: painted, start, end, width: textWidth(painted, size), rtl };
  };
  if (wrapWidth === null) return [line(0, paragraph.length, paragraph)];
  const starts = [...wrapStarts(paragraph, size, wrapWidth), paragraph.length];
  return starts.slice(0, -1).map((start, i) => {
    const end = starts[i + 1] ?? paragraph.length;
    // Spaces hang over the edge at a break.
    return line(start, end, paragraph.slice(start, end).replace(/[ \t]+$/, ''));
  });
}

/** Where the lines of a wrapped paragraph start; the first one is 0. */
function wrapStarts(paragraph: string, size: number, wrapWidth: number): number[] {
  const starts = [0];
  const measure = (from: number, to: number): number =>
    textWidth(paintable(paragraph.slice(from, to)), size);
  let lineStart = 0;
  /** Of the words that are on the line already, their spaces included. */
  let lineWidth = 0;
  let wordsOnLine = 0;
  let from = 0;
  for (const to of [...lineBreaks(paragraph), paragraph.length]) {
    const wordEnd = from + paragraph.slice(from, to).replace(/[ \t]+$/, '').length;
    const pieces =
      wordEnd - from > LONG_WORD || measure(from, wordEnd) > wrapWidth
        ? splitWord(paragraph, from, wordEnd, size, wrapWidth)
        : [];
    const fits = (): boolean => {
      if (pieces.length > 0) return false;
      const width = lineWidth + measure(from, wordEnd);
      const margin = MARGIN_PER_WORD * size * (wordsOnLine + 1);
      if (Math.abs(width - wrapWidth) > margin) return width < wrapWidth;
      return measure(lineStart, wordEnd) <= wrapWidth;
    };
    if (wordsOnLine > 0 && !fits()) {
      starts.push(from);
      lineStart = from;
      lineWidth = 0;
      wordsOnLine = 0;
    }
    for (const at of pieces) {
      starts.push(at);
      lineStart = at;
    }
    lineWidth = pieces.length > 0 ? measure(lineStart, to) : lineWidth + measure(from, to);
    wordsOnLine += 1;
    from = to;
  }
  return starts;
}

/** Where a word that is longer than a line is broken: before any sign, but never in one. */
function splitWord(
  paragraph: string,
  from: number,
  to: number,
  size: number,
  wrapWidth: number,
): number[] {
  const word = paragraph.slice(from, to);
  const starts = [...graphemeStarts(word), word.length];
  const fits = (first: number, end: number): boolean =>
    textWidth(paintable(word.slice(starts[first], starts[end])), size) <= wrapWidth;
  const breaks: number[] = [];
  let first = 0;
  while (first < starts.length - 1) {
    let end = first;
    let width = 0;
    while (end < starts.length - 1 && width <= wrapWidth) {
      width += textWidth(word.slice(starts[end], starts[end + 1]), size);
      end += 1;
    }
    // The sum of signs is near the width of the piece; measured, it is exact.
    while (end > first + 1 && !fits(first, end)) end -= 1;
    while (end < starts.length - 1 && fits(first, end + 1)) end += 1;
    first = Math.max(end, first + 1);
    if (first < starts.length - 1) breaks.push(from + (starts[first] ?? 0));
  }
  return breaks;
}
