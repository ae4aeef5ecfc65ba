import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { BoardDocument } from './board-document.ts';
import { isReadableUpdate, VALUE_DEPTH_MAX } from './readable-update.ts';
import {
  addAll,
  addOne,
  boardOf,
  changesDuring,
  meet,
  RECTANGLE,
  STROKE,
} from './testing-boards.ts';

/** What a hostile or broken client writes: past our own checks, into the document itself. */
function poison(board: BoardDocument, write: (doc: Y.Doc) => void): void {
  const hostile = new Y.Doc();
  Y.applyUpdate(hostile, Y.encodeStateAsUpdate(board.doc));
  hostile.transact(() => write(hostile));
  Y.applyUpdate(board.doc, Y.encodeStateAsUpdate(hostile), 'network');
}

/** Everything that rendering reads. */
function renderAll(board: BoardDocument): void {
  for (const { id, box, rotation, size } of board.elements()) {
    const numbers = [box.x, box.y, box.width, box.height, rotation, size, ...board.points(id)];
    expect(numbers.every(Number.isFinite)).toBe(true);
    expect(board.text(id)).toBeTypeOf('string');
  }
}

describe('a malformed element', () => {
  it.each<[string, unknown]>([
    ['a string', 'x'],
    ['null', null],
    ['an object', { type: 'rectangle' }],
    ['no bytes', new Uint8Array()],
    ['random bytes', new Uint8Array([1, 1, 77, 200, 3])],
    ['a shared type', new Y.Map()],
  ])('that is %s is set aside with a reason, and the others stay', (_, value) => {
    const board = boardOf('ada');
    const good = addOne(board, RECTANGLE);
    const [change] = changesDuring(board, () =>
      poison(board, (doc) => doc.getMap('elements').set('bad', value)),
    );
    expect(board.elements().map(({ id }) => id)).toEqual([good]);
    expect(board.quarantined().get('bad')).toMatch(/./);
    expect(change).toMatchObject({ added: [], statusChanged: true });
    renderAll(board);
  });

  it('under an id that is none is set aside too', () => {
    const board = boardOf('ada');
    const id = addOne(board, RECTANGLE);
    const record = board.doc.getMap('elements').get(id);
    poison(board, (doc) => doc.getMap('elements').set('../../x y', record));
    expect(board.size).toBe(1);
    expect(board.quarantined().has('../../x y')).toBe(true);
  });

  it.each<[string, unknown]>([
    ['box', [1, 2, Number.NaN, 4]],
    ['box', [1, 2, 3]],
    ['box', [1e300, 0, 1, 1]],
    ['box', 'wide'],
    ['rotation', Number.POSITIVE_INFINITY],
    ['color', 'javascript:alert(1)'],
    ['fill', 5],
    ['size', -3],
    ['size', 1e9],
    ['index', 'a00'],
    ['index', ''],
    ['points', [1, 2, 3]],
    ['points', new Uint8Array([200, 1, 2])],
    ['pressure', 'hard'],
    ['deleted', 'yes'],
    ['deleted', new Uint8Array([255])],
  ])('keeps its first %s when a change says %j', (property, value) => {
    const board = boardOf('ada');
    const id = addOne(board, STROKE);
    const { version: _, ...before } = board.get(id) ?? {};
    const points = [...board.points(id)];
    poison(board, (doc) => doc.getMap('changes').set(`${id}/${property}`, value));
    expect(board.get(id)).toMatchObject(before);
    expect([...board.points(id)]).toEqual(points);
    if (property !== 'deleted') expect(board.quarantined().has(id)).toBe(true);
    board.update([{ id, x: 5, points: [[5, 5]] }]);
    expect(board.get(id)?.box.x).toBe(5);
  });

  it('that becomes well again is shown again', () => {
    const board = boardOf('ada');
    const id = addOne(board, RECTANGLE);
    const record = board.doc.getMap('elements').get(id);
    poison(board, (doc) => doc.getMap('elements').set(id, 'broken'));
    expect(board.size).toBe(0);
    poison(board, (doc) => doc.getMap('elements').set(id, record));
    expect(board.size).toBe(1);
    expect(board.quarantined().size).toBe(0);
  });
});

describe('poison in the other maps', () => {
  it('is passed over', () => {
    const board = boardOf('ada');
    const id = addOne(board, { ...RECTANGLE, text: 'fine' });
    poison(board, (doc) => {
      doc.getMap('authors').set(String(board.doc.clientID), { personId: 5 });
      doc.getMap('authors').set('x', ['a', 'b'.repeat(10_000)]);
      doc.getMap('marks').set(String(board.doc.clientID), 'many');
      doc.getMap('meta').set('name', 7);
      doc.getMap('meta').set('schemaVersion', 'newest');
      doc.getMap('changes').set('no slash', 1);
      doc.getMap('changes').set('/nothing', 1);
      doc.getMap('changes').set('__proto__/box', 1);
      doc.getArray('elements-of-evil').push([1]);
    });
    expect(board.name).toBe('');
    expect(board.readOnlyReason).toBeNull();
    board.update([{ id, text: '' }]);
    board.undo();
    expect(board.text(id)).toBe('fine');
    renderAll(board);
  });

  it('is passed over in a text, however deep', () => {
    const board = boardOf('ada');
    const id = addOne(board, { ...RECTANGLE, text: 'fine' });
    poison(board, (doc) => {
      let parent: Y.XmlFragment = doc.getXmlFragment(`text/${id}`);
      for (let i = 0; i < 3000; i++) {
        const child = new Y.XmlElement('paragraph');
        parent.insert(parent.length, [child]);
        parent = child;
      }
    });
    expect(board.text(id)).toBe('fine');
    board.remove([id]);
    expect(board.get(id)).toBeUndefined();
    board.undo();
    expect(board.text(id)).toBe('fine');
  });

  it('does not make the board forget an element whose record somebody took out', () => {
    const board = boardOf('ada');
    const id = addOne(board, RECTANGLE);
    const changes = changesDuring(board, () =>
      poison(board, (doc) => doc.getMap('elements').delete(id)),
    );
    expect(changes[0]?.removed.map((element) => element.id)).toEqual([id]);
    expect(board.undo()).toBe(false);
  });
});

describe('random poison (CR-14)', () => {
  const value: fc.Arbitrary<unknown> = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.double(),
    fc.string(),
    fc.array(fc.double(), { maxLength: 5 }),
    fc.constantFrom(null, true, {}, [], '#ffffff', 'none', 'a0'),
  );
  const property = fc.constantFrom(
    'box',
    'rotation',
    'color',
    'fill',
    'size',
    'points',
    'index',
    'deleted',
    'pressure',
    'x',
  );

  it('never throws, never shows a number that is none, and never keeps us from working on', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(3), property, value), { maxLength: 12 }),
        fc.array(value, { maxLength: 3 }),
        (overrides, records) => {
          const board = boardOf('ada');
          const ids = addAll(board, [
            STROKE,
            RECTANGLE,
            {
              type: 'line',
              points: [
                [0, 0],
                [9, 9],
              ],
            },
          ]);
          poison(board, (doc) => {
            for (const [i, name, stored] of overrides) {
              doc.getMap('changes').set(`${ids[i] ?? 'none'}/${name}`, stored);
            }
            for (const [i, stored] of records.entries())
              doc.getMap('elements').set(`r${i}`, stored);
          });
          renderAll(board);
          addOne(board, STROKE);
          board.update(board.elements().map(({ id }) => ({ id, x: 3 })));
          board.undo();
          renderAll(board);
          const other = boardOf('bo');
          meet(board, other);
          expect(other.elements().map(({ id }) => id)).toEqual(
            board.elements().map(({ id }) => id),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a value', (doc: Y.Doc, deep: unknown) => doc.getMap('elements').set('x', deep)],
    ['an item', (doc: Y.Doc, deep: unknown) => doc.getArray('other').push([deep])],
    ['a look of text', (doc: Y.Doc, deep: unknown) => doc.getText('t').insert(0, 'a', { deep })],
    ['what text holds', (doc: Y.Doc, deep: unknown) => doc.getText('t').insertEmbed(0, { deep })],
  ])('that nests %s deeper than code can walk is no update', (_name, write) => {
    const updateNested = (depth: number): Uint8Array => {
      let value: unknown = 1;
      for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { value };
      const doc = new Y.Doc();
      write(doc, value);
      return Y.encodeStateAsUpdate(doc);
    };
    expect(isReadableUpdate(updateNested(VALUE_DEPTH_MAX - 1))).toBe(true);
    expect(isReadableUpdate(updateNested(VALUE_DEPTH_MAX + 1))).toBe(false);
    expect(isReadableUpdate(updateNested(2_000))).toBe(false);
  });

  it('of bytes that are no update is told from a real one before it is applied', () => {
    const board = boardOf('ada');
    addAll(board, [STROKE, RECTANGLE]);
    const update = Y.encodeStateAsUpdate(board.doc);
    expect(isReadableUpdate(update)).toBe(true);
    expect(isReadableUpdate(update.slice(0, update.length - 5))).toBe(false);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (damage) => {
          const damaged = update.slice();
          for (const [at, byte] of damage) damaged[at % damaged.length] = byte;
          const victim = boardOf('bo');
          addOne(victim, RECTANGLE);
          if (isReadableUpdate(damaged)) Y.applyUpdate(victim.doc, damaged, 'network');
          renderAll(victim);
          expect(victim.size).toBeGreaterThan(0);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
