import { describe, expect, it } from 'vitest';
import { History, type HistoryEntry, type HistoryStep } from './history.ts';

/** A target on which the steps of some elements have no effect any more. */
function historyOf(limit: number) {
  const lost = new Set<string>();
  const taken: string[] = [];
  const released: string[] = [];
  const name = (step: HistoryStep<string>): string =>
    step.kind === 'text' ? step.ids.join() : step.id;
  const history = new History<string>(
    {
      isEffective: (step) => !lost.has(name(step)),
      take: (steps, direction) => {
        const effective = steps.filter((step) => !lost.has(name(step)));
        taken.push(...effective.map((step) => `${direction} ${name(step)}`));
        return effective;
      },
      release: (steps) => released.push(...steps.map(name)),
      joinTyping: (first, second) => first + second,
    },
    limit,
  );
  return { history, lost, taken, released };
}

function entry(...ids: string[]): HistoryEntry<string> {
  return ids.map((id) => ({ kind: 'text', ids: [id], token: 'token' }));
}

describe('the history', () => {
  it('takes the steps of an entry backwards to undo and forwards to redo', () => {
    const { history, taken } = historyOf(10);
    history.push(entry('a', 'b'));
    history.go('undo');
    history.go('redo');
    expect(taken).toEqual(['undo b', 'undo a', 'redo a', 'redo b']);
  });

  it('passes over entries without effect, and lets go of them', () => {
    const { history, lost, taken, released } = historyOf(10);
    for (const id of ['a', 'b', 'c']) history.push(entry(id));
    lost.add('b').add('c');
    expect(history.can('undo')).toBe(true);
    expect(history.go('undo')).toBe(true);
    expect(taken).toEqual(['undo a']);
    expect(released).toEqual(['c', 'b']);
    expect(history.can('undo')).toBe(false);
  });

  it('drops the part of an entry that could not be taken', () => {
    const { history, lost, taken, released } = historyOf(10);
    history.push(entry('a', 'b'));
    lost.add('b');
    history.go('undo');
    lost.clear();
    history.go('redo');
    expect(taken).toEqual(['undo a', 'redo a']);
    expect(released).toEqual(['b']);
  });

  it('lets go of what is beyond its limit, and of what a new edit makes impossible to redo', () => {
    const { history, released } = historyOf(2);
    for (const id of ['a', 'b', 'c']) history.push(entry(id));
    expect(released).toEqual(['a']);
    history.go('undo');
    history.push(entry('d'));
    expect(released).toEqual(['a', 'c']);
    history.push([]);
    expect(history.can('redo')).toBe(false);
  });

  it('goes back to a mark, joins what was done since, or forgets it', () => {
    const { history, taken } = historyOf(10);
    history.push(entry('a'));
    const mark = history.mark();
    for (const id of ['b', 'b', 'c']) history.push(entry(id));
    expect(history.go('undo', mark)).toBe(true);
    history.push(entry('d'));
    history.join(mark);
    taken.length = 0;
    expect(history.go('undo', mark)).toBe(true);
    // Typing that goes on in one text is one step.
    expect(taken).toEqual(['undo d', 'undo b']);
    expect(history.go('undo', mark)).toBe(false);
    history.go('redo');
    history.revert(mark);
    expect(history.can('redo')).toBe(false);
    expect(history.go('undo')).toBe(true);
    expect(taken.at(-1)).toBe('undo a');
    expect(history.go('undo')).toBe(false);
  });
});
