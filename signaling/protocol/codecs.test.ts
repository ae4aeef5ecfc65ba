import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBatch, writeBatch } from './batch.ts';
import { numberField } from './fields.ts';
import {
  entrySignedBytes,
  readEntry,
  readSnapshot,
  snapshotSignedBytes,
  writeEntry,
  writeSnapshot,
} from './mailbox-records.ts';
import {
  RELAY_HEADER_BYTES,
  RELAY_KINDS,
  RELAY_SCOPES,
  type RelayKind,
  type RelayScope,
  readRelayHeader,
  readStoredItem,
  storedItemHeader,
  writeRelayFrame,
  writeSender,
} from './relay-frame.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const content = fc.uint8Array({ maxLength: 200 });
const counter = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const kind = fc.constantFrom(...(Object.keys(RELAY_KINDS) as RelayKind[]));
const scope = fc.constantFrom(...(Object.keys(RELAY_SCOPES) as RelayScope[]));
const signatures = { deviceSignature: bytes(64), editSignature: bytes(64) };
const entry = fc.record({
  room: bytes(32),
  device: bytes(32),
  counter,
  previous: bytes(32),
  content,
  ...signatures,
});
const snapshot = fc.record({
  room: bytes(32),
  device: bytes(32),
  sequence: counter,
  replaces: bytes(32),
  heads: fc.array(fc.record({ device: bytes(32), counter, hash: bytes(32) }), { maxLength: 5 }),
  parts: fc.array(bytes(32), { maxLength: 5 }),
  content,
  ...signatures,
});

describe('what is written can be read again', () => {
  it('relay frames, whose sender replaces the receiver and nothing else', () => {
    fc.assert(
      fc.property(kind, scope, bytes(32), bytes(16), bytes(16), content, (...args) => {
        const [kind, scope, room, party, sender, payload] = args;
        const frame = writeRelayFrame({ kind, scope, room, party }, payload);
        expect(readRelayHeader(frame)).toEqual({ kind, scope, room, party });
        writeSender(frame, sender);
        expect(readRelayHeader(frame)).toEqual({ kind, scope, room, party: sender });
        expect(frame.subarray(RELAY_HEADER_BYTES)).toEqual(payload);
      }),
    );
  });

  it('batches', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), content)), (items) => {
        expect(readBatch(writeBatch(items))).toEqual(items);
      }),
    );
  });

  it('mailbox entries and snapshots', () => {
    fc.assert(
      fc.property(entry, snapshot, (entry, snapshot) => {
        expect(readEntry(writeEntry(entry))).toEqual(entry);
        expect(readSnapshot(writeSnapshot(snapshot))).toEqual(snapshot);
      }),
    );
  });

  it('stored records, at any place in a buffer', () => {
    fc.assert(
      fc.property(counter, counter, bytes(32), content, (sequence, storedAtMs, room, record) => {
        const frame = writeRelayFrame(
          { kind: 'entry', scope: 'session', room },
          storedItemHeader({ sequence, storedAtMs }),
          record,
        );
        const moved = new Uint8Array(frame.length + 3);
        moved.set(frame, 3);
        expect(readStoredItem(moved.subarray(3))).toEqual({ sequence, storedAtMs, bytes: record });
      }),
    );
  });
});

describe('what is not of the protocol', () => {
  it('is refused, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (rubbish) => {
        const header = readRelayHeader(rubbish);
        if (header) expect([rubbish[0], rubbish[3]]).toEqual([1, 0]);
        for (const read of [readBatch, readEntry, readSnapshot, readStoredItem]) {
          expect(() => read(rubbish)).not.toThrow();
        }
      }),
    );
  });

  it('includes every frame that was cut short', () => {
    fc.assert(
      fc.property(entry, snapshot, fc.double({ min: 0, max: 0.99, noNaN: true }), (e, s, part) => {
        const cut = (whole: Uint8Array, content: Uint8Array) =>
          whole.subarray(0, Math.floor((whole.length - content.length) * part));
        expect(readEntry(cut(writeEntry(e), e.content))).toBeUndefined();
        expect(readSnapshot(cut(writeSnapshot(s), s.content))).toBeUndefined();
        const batch = writeBatch(['one', e.content]);
        expect(readBatch(batch.subarray(0, 4))).toBeUndefined();
      }),
    );
  });

  it('includes counters that a number cannot hold, and counter 0', () => {
    const valid = fc.sample(entry, { numRuns: 1, seed: 1 })[0];
    if (!valid) throw new Error('no sample');
    expect(readEntry(writeEntry({ ...valid, counter: 0 }))).toBeUndefined();
    const huge = writeEntry(valid);
    huge.set(numberField(0).fill(0xff), 65);
    expect(readEntry(huge)).toBeUndefined();
  });
});

it('signatures cover every field but the signatures themselves', () => {
  const hash = new Uint8Array(32);
  fc.assert(
    fc.property(entry, entry, snapshot, snapshot, (a, b, c, d) => {
      const asText = (value: Uint8Array) => Buffer.from(value).toString('hex');
      for (const field of ['room', 'device', 'counter', 'previous'] as const) {
        fc.pre(asText(writeEntry({ ...a, [field]: b[field] })) !== asText(writeEntry(a)));
        expect(asText(entrySignedBytes({ ...a, [field]: b[field] }, hash))).not.toBe(
          asText(entrySignedBytes(a, hash)),
        );
      }
      for (const field of ['room', 'device', 'sequence', 'replaces', 'heads', 'parts'] as const) {
        fc.pre(asText(writeSnapshot({ ...c, [field]: d[field] })) !== asText(writeSnapshot(c)));
        expect(asText(snapshotSignedBytes({ ...c, [field]: d[field] }, hash))).not.toBe(
          asText(snapshotSignedBytes(c, hash)),
        );
      }
    }),
  );
});
