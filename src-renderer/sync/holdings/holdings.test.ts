import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PendingChanges } from './pending-changes.ts';
import { covers, decodeEntries, encodeChangedEntries } from './state-vectors.ts';

const vector = fc
  .array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 1e9 })), { maxLength: 20 })
  .map((entries) => new Map(entries));

describe('state vectors between peers', () => {
  it('are the same after the way, when only changed entries travel', () => {
    fc.assert(
      fc.property(vector, vector, (before, added) => {
        const now = new Map([...before, ...added]);
        const delta = encodeChangedEntries(now, before);
        const received = new Map([...before, ...(delta ? (decodeEntries(delta) ?? []) : [])]);
        expect(received).toEqual(now);
      }),
    );
  });

  it('need no message when nothing changed', () => {
    expect(encodeChangedEntries(new Map([[1, 2]]), new Map([[1, 2]]))).toBeNull();
  });

  it('refuse rubbish without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const entries = decodeEntries(bytes);
        expect(entries === null || entries instanceof Map).toBe(true);
      }),
    );
    expect(decodeEntries(new Uint8Array([255, 255, 255, 15, 1]))).toBeNull();
    expect(decodeEntries(new Uint8Array([0, 7]))).toBeNull();
  });

  it('cover only what they reach for every client', () => {
    const ours = new Map([
      [1, 5],
      [2, 3],
    ]);
    expect(covers(new Map([[1, 5]]), ours)).toBe(false);
    expect(covers(new Map([...ours, [3, 9]]), ours)).toBe(true);
    expect(
      covers(
        new Map([
          [1, 4],
          [2, 3],
        ]),
        ours,
      ),
    ).toBe(false);
  });
});

describe('pending changes', () => {
  it('count each change until a copy elsewhere holds it', () => {
    const pending = new PendingChanges();
    pending.record(7, 3);
    pending.record(7, 9);
    pending.record(7, 12);
    expect(pending.count).toBe(3);
    expect(pending.acknowledge(new Map([[7, 9]]))).toBe(true);
    expect(pending.count).toBe(1);
    expect(pending.acknowledge(new Map([[7, 11]]))).toBe(false);
    expect(pending.acknowledge(new Map([[7, 12]]))).toBe(true);
    expect(pending.count).toBe(0);
  });

  it('keep those of earlier sessions', () => {
    const pending = new PendingChanges(new Map([[3, [4, 8]]]));
    pending.record(9, 2);
    expect(pending.count).toBe(3);
    pending.acknowledge(new Map([[3, 8]]));
    expect([...pending.byClient]).toEqual([[9, [2]]]);
  });
});
