import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { applyChanges, changeText, readText, type TextChange } from './element-text.ts';
import { TextChangesReader } from './text-changes.ts';

/** Two replicas of one text; what the second one does is told at the first. */
function twoReplicas() {
  const docs = [new Y.Doc(), new Y.Doc()] as const;
  docs[0].clientID = 1;
  docs[1].clientID = 2;
  const [mine, theirs] = docs.map((doc) => doc.getXmlFragment('text/a'));
  if (!mine || !theirs) throw new Error('no fragments');
  const reader = new TextChangesReader(mine);
  const told: TextChange[][] = [];
  mine.observeDeep((events) => told.push(reader.read(events)));
  const meet = (): void => {
    Y.applyUpdate(docs[1], Y.encodeStateAsUpdate(docs[0], Y.encodeStateVector(docs[1])));
    Y.applyUpdate(docs[0], Y.encodeStateAsUpdate(docs[1], Y.encodeStateVector(docs[0])));
  };
  return { docs, mine, theirs, told, meet };
}
const insertion = (at: number, inserted: string): TextChange => ({ at, removed: 0, inserted });

describe('the changes of a text', () => {
  it('say which of several equal letters is the new one', () => {
    const { mine, theirs, told, meet } = twoReplicas();
    changeText(mine, insertion(0, 'aaa'));
    meet();
    told.length = 0;
    changeText(theirs, insertion(1, 'a'));
    meet();
    expect(told).toEqual([[insertion(1, 'a')]]);
  });

  it('tell the start of another who started at the same moment', () => {
    const { mine, theirs, told, meet } = twoReplicas();
    changeText(mine, insertion(0, 'Hello'));
    changeText(theirs, insertion(0, 'Hello you'));
    told.length = 0;
    meet();
    const [[change] = []] = told;
    expect(change).toMatchObject({ removed: 0, inserted: 'Hello you' });
    expect([0, 5]).toContain(change?.at);
    expect(applyChanges('Hello', told[0] ?? [])).toBe(readText(mine));
  });

  it('turn the text before into the text after, whatever two people do', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '\n'), maxLength: 4 });
    const edit = fc.record({
      by: fc.constantFrom('mine', 'theirs'),
      at: fc.nat(20),
      removed: fc.nat(5),
      inserted: letters,
      meet: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        const { docs, mine, theirs, told, meet } = twoReplicas();
        let known = '';
        const check = (): void => {
          known = told.splice(0).reduce(applyChanges, known);
          expect(known).toBe(readText(mine));
        };
        for (const { by, meet: meets, ...change } of edits) {
          const fragment = by === 'mine' ? mine : theirs;
          const { length } = readText(fragment);
          const at = Math.min(change.at, length);
          fragment.doc?.transact(() =>
            changeText(fragment, { ...change, at, removed: Math.min(change.removed, length - at) }),
          );
          if (meets) meet();
          check();
        }
        meet();
        check();
        expect(readText(theirs)).toBe(known);
        for (const doc of docs) doc.destroy();
      }),
    );
  });

  it('tell paragraphs that are taken away, as another kind of editor may do', () => {
    const { docs, mine, theirs, told, meet } = twoReplicas();
    changeText(mine, insertion(0, 'one'));
    changeText(theirs, insertion(0, 'two'));
    meet();
    const before = readText(mine);
    told.length = 0;
    docs[1].transact(() => theirs.delete(0, 1));
    meet();
    expect(told.reduce(applyChanges, before)).toBe(readText(mine));
    expect(readText(mine)).toHaveLength(3);
  });
});
