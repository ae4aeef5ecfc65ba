import type { TextChange } from '../../board/element-text.ts';

/**
 * Where a place in a text is after changes of it.
 * @param side what is inserted right there goes behind the place (`before`) or in front of it.
 */
export function mapIndex(
  changes: readonly TextChange[],
  index: number,
  side: 'before' | 'after' = 'before',
): number {
  return changes.reduce((now, { at, removed, inserted }) => {
    if (now < at || (now === at && removed === 0 && side === 'before')) return now;
    if (now >= at + removed) return now - removed + inserted.length;
    return side === 'before' ? at : at + inserted.length;
  }, index);
}

/** Whether a sign is still there after changes of the text, and where. */
function mapSign(changes: readonly TextChange[], index: number): number | null {
  let now = index;
  for (const { at, removed, inserted } of changes) {
    if (now >= at && now < at + removed) return null;
    if (now >= at) now += inserted.length - removed;
  }
  return now;
}

/**
 * A change of a text as it is after others have changed that text too: what they have inserted
 * stays, what they have removed already is not removed again.
 */
export function mapChange(others: readonly TextChange[], change: TextChange): TextChange[] {
  const { at, removed, inserted } = change;
  const place = mapIndex(others, at);
  const signs: number[] = [];
  for (let i = at; i < at + removed; i++) {
    const sign = mapSign(others, i);
    if (sign !== null) signs.push(sign);
  }
  const mapped: TextChange[] = [];
  // From the end, so that no removal moves the place of the next.
  for (let end = signs.length; end > 0; ) {
    let start = end - 1;
    while (start > 0 && signs[start - 1] === (signs[start] ?? 0) - 1) start -= 1;
    mapped.push({ at: signs[start] ?? 0, removed: end - start, inserted: '' });
    end = start;
  }
  if (inserted !== '') mapped.push({ at: place, removed: 0, inserted });
  return mapped;
}
