import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { BoardDocument } from '../board-document.ts';
import { addAll, addOne, boardOf, meet, RECTANGLE, STROKE } from '../testing-boards.ts';
import { AwayChanges, type AwaySummary, PATIENCE_MS, SETTLE_MS } from './away-changes.ts';

const holdings = (board: BoardDocument): Map<number, number> =>
  Y.decodeStateVector(Y.encodeStateVector(board.doc));

/** Ada was away from a board of four rectangles, on which Bo has gone on. */
function apart() {
  const ada = boardOf('ada');
  const bo = boardOf('bo');
  const ids = addAll(ada, [RECTANGLE, RECTANGLE, RECTANGLE, RECTANGLE]);
  meet(ada, bo);
  const summaries: AwaySummary[] = [];
  let conflicts = 0;
  const mailbox = {};
  const away = new AwayChanges({
    board: ada,
    personId: 'ada',
    conflictsFound: () => conflicts,
    wasWaiting: (origin) => origin === mailbox,
    onSummary: (summary) => summaries.push(summary),
  });
  return { ada, bo, ids, away, mailbox, summaries, conflict: () => (conflicts += 1) };
}

const brief = ({ added, changed, removed, conflicts, people }: AwaySummary) => ({
  added,
  changed,
  removed,
  conflicts,
  people,
});

describe('what others did while somebody was away (CR-17)', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is counted by elements, however often each of them was changed', () => {
    const { ada, bo, ids, away, summaries, conflict } = apart();
    const [first = '', second = '', third = ''] = ids;
    addAll(bo, Array(14).fill(STROKE));
    for (const x of [50, 60, 70]) bo.update([{ id: first, x }]);
    bo.update([{ id: second, text: 'new' }]);
    bo.remove([third]);
    // Neither there before nor now: nothing of it is told.
    bo.remove([addOne(bo, STROKE)]);
    away.expect(holdings(bo));
    conflict();
    meet(ada, bo);
    expect(summaries).toEqual([]);
    vi.advanceTimersByTime(SETTLE_MS);
    expect(summaries.map(brief)).toEqual([
      { added: 14, changed: 2, removed: 1, conflicts: 1, people: ['bo'] },
    ]);
    const removed = summaries[0]?.elements.find(({ kind }) => kind === 'removed');
    expect(removed?.element.id).toBe(third);
  });

  it('ends where they met: what is drawn from then on is seen as it comes', () => {
    const { ada, bo, away, summaries } = apart();
    addOne(bo, STROKE);
    away.expect(holdings(bo));
    meet(ada, bo);
    addAll(bo, [STROKE, STROKE]);
    meet(ada, bo);
    vi.advanceTimersByTime(SETTLE_MS);
    expect(summaries.map(({ added }) => added)).toEqual([1]);
    addOne(bo, STROKE);
    meet(ada, bo);
    vi.advanceTimersByTime(PATIENCE_MS);
    expect(summaries).toHaveLength(1);
  });

  it('comes from several people and from the mailbox in one summary', () => {
    const { ada, bo, away, mailbox, summaries } = apart();
    const cy = boardOf('cy', Y.encodeStateAsUpdate(bo.doc));
    addOne(cy, STROKE);
    addAll(bo, [STROKE, STROKE]);
    Y.applyUpdate(ada.doc, Y.encodeStateAsUpdate(bo.doc), mailbox);
    vi.advanceTimersByTime(SETTLE_MS / 2);
    away.expect(holdings(cy));
    vi.advanceTimersByTime(SETTLE_MS);
    expect(summaries).toEqual([]);
    meet(ada, cy);
    vi.advanceTimersByTime(SETTLE_MS);
    expect(summaries.map(brief)).toEqual([
      { added: 3, changed: 0, removed: 0, conflicts: 0, people: ['bo', 'cy'] },
    ]);
  });

  it('is not what this person did in another window, nor here', () => {
    const { ada, bo, away, summaries } = apart();
    const second = boardOf('ada', Y.encodeStateAsUpdate(ada.doc));
    addAll(second, [STROKE, STROKE]);
    meet(second, bo);
    addOne(bo, STROKE);
    away.expect(holdings(bo));
    addOne(ada, STROKE);
    meet(ada, bo);
    vi.advanceTimersByTime(SETTLE_MS);
    expect(summaries.map(({ added }) => added)).toEqual([1]);
  });

  it('is nothing when nothing was missed', () => {
    const { ada, bo, away, summaries } = apart();
    away.expect(holdings(bo));
    addOne(bo, STROKE);
    meet(ada, bo);
    vi.advanceTimersByTime(PATIENCE_MS);
    expect(summaries).toEqual([]);
  });

  it('is told as far as it came when whoever had the rest is gone', () => {
    const { ada, bo, away, summaries } = apart();
    addOne(bo, STROKE);
    const known = Y.encodeStateAsUpdate(bo.doc);
    addOne(bo, STROKE);
    away.expect(holdings(bo));
    Y.applyUpdate(ada.doc, known, 'network');
    vi.advanceTimersByTime(PATIENCE_MS);
    expect(summaries.map(({ added }) => added)).toEqual([1]);
  });
});
