/** How well a text answers a query. */
export interface FuzzyMatch {
  /** Higher is better; always more than 0. */
  readonly score: number;
  /** Places of the matched letters in the text, ascending. */
  readonly at: readonly number[];
}

const WORD_START = 8;
const IN_A_ROW = 5;
const FIRST_LETTER = 6;
const WHOLE_WORDS = 30;
const PER_GAP = 0.5;

/** Letters without their accents and case, one for one. */
function folded(text: string): string {
  return [...text]
    .map((letter) => letter.normalize('NFD').charAt(0).toLocaleLowerCase())
    .map((letter) => letter.charAt(0))
    .join('');
}

const isWordStart = (text: string, at: number): boolean =>
  at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '');

/**
 * Finds the letters of a query in a text, in their order but not necessarily side by side; those that
 * begin words or stand side by side count more. Spaces of the query match nothing by themselves.
 * @returns null when a letter is missing
 */
export function fuzzyMatch(query: string, text: string): FuzzyMatch | null {
  const wanted = folded(query).replaceAll(/\s+/g, '');
  if (wanted === '') return { score: 1, at: [] };
  const letters = folded(text);
  const whole = wholeMatch(folded(query.trim()), letters);
  if (whole) return whole;
  // From each place where the first letter stands: the best of all ways that take the next letter early.
  let best: FuzzyMatch | null = null;
  for (let start = letters.indexOf(wanted.charAt(0)); start >= 0; ) {
    const match = matchFrom(start, wanted, letters);
    if (match && (!best || match.score > best.score)) best = match;
    start = letters.indexOf(wanted.charAt(0), start + 1);
  }
  return best;
}

function wholeMatch(query: string, letters: string): FuzzyMatch | null {
  let found = letters.indexOf(query);
  while (found >= 0 && !isWordStart(letters, found)) found = letters.indexOf(query, found + 1);
  const at = found >= 0 ? found : letters.indexOf(query);
  if (at < 0) return null;
  const score = WHOLE_WORDS + query.length * IN_A_ROW + (found >= 0 ? WORD_START : 0);
  return {
    score: score + (at === 0 ? FIRST_LETTER : 0) - letters.length * 0.01,
    at: Array.from({ length: query.length }, (_, i) => at + i),
  };
}

function matchFrom(start: number, wanted: string, letters: string): FuzzyMatch | null {
  const at: number[] = [];
  let score = 1;
  let from = start;
  for (const letter of wanted) {
    const next = nextPlace(letter, letters, from, at.at(-1));
    if (next < 0) return null;
    const gap = next - (at.at(-1) ?? next - 1) - 1;
    if (gap === 0 && at.length > 0) score += IN_A_ROW;
    if (isWordStart(letters, next)) score += WORD_START;
    score -= gap * PER_GAP;
    at.push(next);
    from = next + 1;
  }
  if (start === 0) score += FIRST_LETTER;
  return score > 0 ? { score: score - letters.length * 0.01, at } : null;
}

/** Right after the last letter, else at the beginning of a word, else the first there is. */
function nextPlace(letter: string, letters: string, from: number, last?: number): number {
  if (last !== undefined && letters[last + 1] === letter) return last + 1;
  const first = letters.indexOf(letter, from);
  if (last === undefined) return first;
  for (let at = first; at >= 0; at = letters.indexOf(letter, at + 1)) {
    if (isWordStart(letters, at)) return at;
  }
  return first;
}
