import { describe, expect, it } from 'vitest';
import { EditLog } from './edit-log.ts';

describe('the log of edits', () => {
  it('tells what a tile has missed that was painted meanwhile', () => {
    const log = new EditLog();
    const start = log.last;
    const first = log.append([], null);
    const second = log.append([], null);
    expect(log.since(start)).toEqual([first, second]);
    expect(log.since(first.sequence)).toEqual([second]);
    expect(log.since(log.last)).toEqual([]);
  });

  it('says so when it does not remember that far back', () => {
    const log = new EditLog();
    for (let i = 0; i < 10_000; i += 1) log.append([], null);
    expect(log.since(0)).toBeNull();
    expect(log.since(log.last - 500)).toHaveLength(500);
  });
});
