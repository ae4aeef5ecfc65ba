import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { sliceState, sliceUpdate } from './update-slices.ts';

/** Several people who write over each other in a map and a text, syncing now and then. */
function busyDocument(choices: readonly number[]): Y.Doc {
  const docs = [1, 2, 3].map((clientID) => Object.assign(new Y.Doc(), { clientID }));
  const [main] = docs;
  if (!main) throw new Error('no document');
  choices.forEach((choice, step) => {
    const doc = docs[choice % docs.length] ?? main;
    const text = doc.getText('t');
    const kind = choice % 5;
    if (kind < 2) doc.getMap('m').set(`k${choice % 7}`, new Uint8Array(40).fill(step));
    else if (kind < 4) text.insert(choice % (text.length + 1), `word ${step} `);
    else if (text.length > 4) text.delete(choice % (text.length - 2), 2);
    if (choice % 3 === 0) {
      const other = docs[(choice + 1) % docs.length] ?? main;
      Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)));
    }
  });
  for (const doc of docs) Y.applyUpdate(main, Y.encodeStateAsUpdate(doc));
  return main;
}

describe('a sliced update', () => {
  it('integrates slice by slice, leaving nothing pending, into the same document', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { minLength: 5, maxLength: 120 }),
        fc.integer({ min: 20, max: 600 }),
        (choices, sliceBytes) => {
          const source = busyDocument(choices);
          const target = new Y.Doc();
          for (const slice of sliceUpdate(Y.encodeStateAsUpdate(source), sliceBytes)) {
            Y.applyUpdate(target, slice);
            expect(target.store.pendingStructs).toBeNull();
          }
          expect(target.getMap('m').toJSON()).toEqual(source.getMap('m').toJSON());
          expect(target.getText('t').toString()).toBe(source.getText('t').toString());
          expect(Y.encodeStateAsUpdate(target)).toEqual(Y.encodeStateAsUpdate(source));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('fills exactly what a half-synced copy lacks', () => {
    const source = busyDocument(Array.from({ length: 80 }, (_, i) => (i * 37) % 991));
    const slices = [...sliceUpdate(Y.encodeStateAsUpdate(source), 100)];
    const target = new Y.Doc();
    for (const slice of slices.slice(0, slices.length / 2)) Y.applyUpdate(target, slice);
    const missing = Y.encodeStateAsUpdate(source, Y.encodeStateVector(target));
    expect(missing.length).toBeLessThan(Y.encodeStateAsUpdate(source).length);
    for (const slice of sliceUpdate(missing, 100)) Y.applyUpdate(target, slice);
    expect(Y.encodeStateAsUpdate(target)).toEqual(Y.encodeStateAsUpdate(source));
  });

  it('brings deletions to a copy that has what was deleted', () => {
    const source = new Y.Doc();
    source.getText('t').insert(0, 'to be deleted and to stay');
    const [ofState, ofUpdate] = [new Y.Doc(), new Y.Doc()];
    for (const copy of [ofState, ofUpdate]) Y.applyUpdate(copy, Y.encodeStateAsUpdate(source));
    const held = Y.encodeStateVector(source);
    source.getText('t').delete(0, 18);
    for (let i = 0; i < 40; i++) source.getMap('m').set(`k${i}`, 'something new');
    const missing = Y.encodeStateAsUpdate(source, held);
    const slices = [...sliceUpdate(missing, 100)];
    expect(slices.length).toBeGreaterThan(3);
    for (const slice of slices) Y.applyUpdate(ofUpdate, slice);
    for (const slice of sliceState(source, held, 100)) Y.applyUpdate(ofState, slice);
    expect(ofUpdate.getText('t').toString()).toBe('to stay');
    expect(ofState.getText('t').toString()).toBe('to stay');
  });

  it('keeps slices near the asked size and leaves small updates as they are', () => {
    const doc = new Y.Doc();
    for (let i = 0; i < 500; i++) doc.getMap('m').set(`k${i}`, new Uint8Array(300));
    const update = Y.encodeStateAsUpdate(doc);
    const sizes = [...sliceUpdate(update, 10_000)].map((slice) => slice.length);
    expect(Math.max(...sizes)).toBeLessThan(11_000);
    expect(sizes.length).toBeGreaterThan(12);
    expect([...sliceUpdate(update, update.length)]).toEqual([update]);
  });
});

describe('a sliced state', () => {
  const choices = fc.array(fc.nat(1000), { minLength: 5, maxLength: 120 });

  it('brings a copy that lacks any part up to date, leaving nothing pending on the way', () => {
    fc.assert(
      fc.property(
        choices,
        fc.nat(),
        fc.integer({ min: 20, max: 600 }),
        (steps, share, sliceBytes) => {
          const source = busyDocument(steps);
          const target = new Y.Doc();
          const all = [...sliceState(source, new Uint8Array([0]), 50)];
          for (const slice of all.slice(0, share % (all.length + 1))) Y.applyUpdate(target, slice);
          for (const slice of sliceState(source, Y.encodeStateVector(target), sliceBytes)) {
            Y.applyUpdate(target, slice);
            expect(target.store.pendingStructs).toBeNull();
          }
          expect(Y.encodeStateAsUpdate(target)).toEqual(Y.encodeStateAsUpdate(source));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('stays whole while the document is changed between two slices', () => {
    fc.assert(
      fc.property(choices, fc.integer({ min: 20, max: 200 }), (steps, sliceBytes) => {
        const source = busyDocument(steps);
        const target = new Y.Doc();
        const live: Uint8Array[] = [];
        source.on('update', (update: Uint8Array) => live.push(update));
        let step = 0;
        for (const slice of sliceState(source, new Uint8Array([0]), sliceBytes)) {
          Y.applyUpdate(target, slice);
          expect(target.store.pendingStructs).toBeNull();
          step += 1;
          source.getMap('m').set(`k${step % 7}`, step);
          const text = source.getText('t');
          if (text.length > 6) text.delete(step % 5, 2);
          text.insert(Math.min(step % 9, text.length), 'new');
        }
        // A link sends them behind the state that it is sending.
        for (const update of live) Y.applyUpdate(target, update);
        expect(target.store.pendingStructs).toBeNull();
        expect(target.getMap('m').toJSON()).toEqual(source.getMap('m').toJSON());
        expect(target.getText('t').toString()).toBe(source.getText('t').toString());
        expect(Y.encodeStateVector(target)).toEqual(Y.encodeStateVector(source));
      }),
      { numRuns: 60 },
    );
  });

  it('makes a slice only when it is asked for', () => {
    const doc = new Y.Doc();
    doc.getMap('m').set('first', new Uint8Array(400));
    doc.getMap('m').set('second', new Uint8Array(400));
    const slices = sliceState(doc, new Uint8Array([0]), 300);
    const target = new Y.Doc();
    Y.applyUpdate(target, slices.next().value ?? new Uint8Array([0, 0]));
    expect([...target.getMap('m').keys()]).toEqual(['first']);
    doc.getMap('m').delete('second');
    for (const slice of slices) Y.applyUpdate(target, slice);
    expect([...target.getMap('m').keys()]).toEqual(['first']);
  });

  it('has what waits for others’ structs in it as well', () => {
    const author = new Y.Doc();
    const updates: Uint8Array[] = [];
    author.on('update', (update: Uint8Array) => updates.push(update));
    for (const text of ['one', 'two', 'three']) author.getText('t').insert(0, text);
    const source = new Y.Doc();
    Y.applyUpdate(source, updates[2] ?? new Uint8Array());
    expect(source.store.pendingStructs).not.toBeNull();
    const target = new Y.Doc();
    Y.applyUpdate(target, updates[0] ?? new Uint8Array());
    Y.applyUpdate(target, updates[1] ?? new Uint8Array());
    for (const slice of sliceState(source, Y.encodeStateVector(target))) {
      Y.applyUpdate(target, slice);
    }
    expect(target.getText('t').toString()).toBe('threetwoone');
  });
});
