import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BoardDocument } from './board-document.ts';
import type { NewElement } from './element.ts';
import { LOCAL_ORIGIN } from './origins.ts';
import {
  addAll,
  addOne,
  boardOf,
  changesDuring,
  meet,
  pictureOf,
  RECTANGLE,
  STROKE,
  twoBoards,
} from './testing-boards.ts';

const MOVE_BYTES_MAX = 200;

describe('adding', () => {
  it('puts elements on top, in the given order, as one step', () => {
    const board = boardOf('ada');
    const ids = addAll(board, [RECTANGLE, STROKE]);
    const [third] = addAll(board, [RECTANGLE]);
    expect(board.elements().map(({ id }) => id)).toEqual([...ids, third]);
    expect(board.size).toBe(3);
  });

  it('keeps what was given, and gives the rest its default', () => {
    const board = boardOf('ada');
    const id = addOne(board, {
      ...RECTANGLE,
      rotation: -90,
      color: '#a1b2c3',
      fill: 'teal',
      size: 2,
    });
    expect(board.get(id)).toMatchObject({
      type: 'rectangle',
      box: { x: 10, y: 20, width: 30, height: 40 },
      rotation: 270,
      color: '#a1b2c3',
      fill: 'teal',
      size: 2,
      createdBy: 'ada',
    });
    const stroke = addOne(board, {
      type: 'stroke',
      points: [
        [1, 2],
        [3, 4],
      ],
    });
    expect(board.get(stroke)).toMatchObject({
      color: 'black',
      fill: 'none',
      pressure: 'simulated',
    });
  });

  it('takes the box of a stroke from its points, and gives the points back where they were', () => {
    const board = boardOf('ada');
    const id = addOne(board, STROKE);
    expect(board.get(id)?.box).toEqual({ x: 0, y: 0, width: 16, height: 4 });
    const points = board.points(id);
    expect([points[0], points[1], points[3], points[4]]).toEqual([0, 0, 8, 4]);
    expect(points[5]).toBeCloseTo(0.5, 2);
    expect(board.points(id)).toBe(points);
  });

  it('lets a line that is told only its box run the way its sides point', () => {
    const board = boardOf('ada');
    const id = addOne(board, { type: 'line', x: 10, y: 0, width: -10, height: 20 });
    expect(board.get(id)?.box).toEqual({ x: 0, y: 0, width: 10, height: 20 });
    const [x1, y1, , x2, y2] = board.points(id);
    expect([x1, y1, x2, y2]).toEqual([10, 0, 0, 20]);
  });

  it.each<[string, object]>([
    ['a type that there is not', { ...RECTANGLE, type: 'blob' }],
    ['a box of NaN', { ...RECTANGLE, x: Number.NaN }],
    ['a box without end', { ...RECTANGLE, width: Number.POSITIVE_INFINITY }],
    ['no box', { type: 'rectangle' }],
    ['a colour that is none', { ...RECTANGLE, color: 'mauve' }],
    ['a stroke without points', { type: 'stroke' }],
    ['a stroke with text', { ...STROKE, text: 'a' }],
    ['a rectangle with points', { ...RECTANGLE, points: [[1, 2]] }],
    ['a point of NaN', { type: 'stroke', points: [[0, Number.NaN]] }],
    ['pressure over 1', { type: 'stroke', points: [[0, 0, 2]] }],
    ['an id with a slash', { ...RECTANGLE, id: 'a/b' }],
    ['an index that is no key', { ...RECTANGLE, index: 'a00' }],
    ['a precision of 3', { ...STROKE, precision: 3 }],
  ])('refuses %s and adds none of the batch', (_, wrong) => {
    const board = boardOf('ada');
    const added = board.add([RECTANGLE, wrong as NewElement]);
    expect(added).toMatchObject({ ok: false, code: 'invalid' });
    expect(board.size).toBe(0);
    expect(Y.encodeStateVector(board.doc)).toEqual(new Uint8Array([0]));
  });

  it('refuses an id that is taken, even by what was deleted', () => {
    const board = boardOf('ada');
    const id = addOne(board, { ...RECTANGLE, id: 'mine' });
    board.remove([id]);
    expect(board.add([{ ...RECTANGLE, id }])).toMatchObject({ ok: false, code: 'duplicate-id' });
    const twice = board.add([
      { ...RECTANGLE, id: 'x' },
      { ...RECTANGLE, id: 'x' },
    ]);
    expect(twice).toMatchObject({ ok: false, code: 'duplicate-id' });
  });
});

describe('changing', () => {
  it('writes only what differs, and nothing when nothing does', () => {
    const board = boardOf('ada');
    const id = addOne(board, RECTANGLE);
    const before = board.get(id);
    const changes = changesDuring(board, () => board.update([{ id, x: 10, color: 'black' }]));
    expect(changes).toEqual([]);
    expect(board.get(id)).toBe(before);
    board.update([{ id, x: 11, color: 'black' }]);
    expect([...board.doc.getMap('changes').keys()]).toEqual([`${id}/box`]);
  });

  it('scales points with the box, and replaces them in board coordinates', () => {
    const board = boardOf('ada');
    const id = addOne(board, STROKE);
    board.update([{ id, x: 100, width: 32 }]);
    expect([...board.points(id)].filter((_, i) => i % 3 === 0)).toEqual([100, 116, 132]);
    board.update([
      {
        id,
        points: [
          [5, 5, 1],
          [6, 9, 0],
        ],
      },
    ]);
    expect(board.get(id)?.box).toEqual({ x: 5, y: 5, width: 1, height: 4 });
    expect([...board.points(id)]).toEqual([5, 5, 1, 6, 9, 0]);
    board.update([{ id, x: 50 }]);
    expect([...board.points(id)]).toEqual([50, 5, 1, 51, 9, 0]);
  });

  it('takes several patches of one element together', () => {
    const board = boardOf('ada');
    const id = addOne(board, RECTANGLE);
    board.update([
      { id, x: 1 },
      { id, y: 2 },
      { id, x: 3 },
    ]);
    expect(board.get(id)?.box).toMatchObject({ x: 3, y: 2 });
    board.undo();
    expect(board.get(id)?.box).toMatchObject({ x: 10, y: 20 });
  });

  it('skips what is gone, and says so when nothing is left', () => {
    const board = boardOf('ada');
    const [kept, gone] = addAll(board, [RECTANGLE, RECTANGLE]);
    board.remove([gone ?? '']);
    const patches = [
      { id: kept ?? '', x: 1 },
      { id: gone ?? '', x: 1 },
    ];
    expect(board.update(patches)).toEqual({ ok: true, skipped: [gone] });
    expect(board.update([{ id: gone ?? '', x: 2 }])).toMatchObject({
      ok: false,
      code: 'not-found',
    });
    expect(board.remove([gone ?? ''])).toEqual({ ok: true, skipped: [gone] });
  });

  it('refuses a wrong patch before writing any of them', () => {
    const board = boardOf('ada');
    const [a, b] = addAll(board, [RECTANGLE, RECTANGLE]);
    const result = board.update([
      { id: a ?? '', x: 1 },
      { id: b ?? '', size: -1 },
    ]);
    expect(result).toMatchObject({ ok: false, code: 'invalid' });
    expect(board.get(a ?? '')?.box.x).toBe(10);
  });

  it('sends at most 200 bytes when one element moves, signature of the session included', () => {
    const { ada, bo, ids } = twoBoards([STROKE]);
    const sizes: number[] = [];
    bo.doc.on('update', (update: Uint8Array) => sizes.push(update.length));
    bo.update([{ id: ids[0] ?? '', x: 123.456, y: 7.89 }]);
    bo.update([{ id: ids[0] ?? '', x: 1234.567, y: 78.9 }]);
    expect(sizes).toHaveLength(2);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MOVE_BYTES_MAX);
    meet(ada, bo);
    expect(pictureOf(ada)).toEqual(pictureOf(bo));
  });

  it('sends nothing back when a change of somebody else arrives', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    ada.update([{ id: ids[0] ?? '', x: 1 }]);
    const origins: unknown[] = [];
    bo.doc.on('update', (_: Uint8Array, origin: unknown) => origins.push(origin));
    meet(ada, bo);
    expect(origins).toEqual(['network']);
  });
});

describe('a transaction of this session', () => {
  it('names its origin, and with the first edit who writes', () => {
    const board = boardOf('ada');
    const origins: unknown[] = [];
    board.doc.on('update', (_: Uint8Array, origin: unknown) => origins.push(origin));
    addOne(board, RECTANGLE);
    board.add([RECTANGLE], 'silent');
    expect(origins[0]).toBe(LOCAL_ORIGIN);
    expect(origins[1]).toEqual({ kind: 'local', intent: 'silent' });
    const author = { personId: 'ada', name: "ada's name" };
    expect(board.doc.getMap('authors').toJSON()).toEqual({
      [board.doc.clientID]: [author.personId, author.name],
    });
    expect(boardOf('bo', Y.encodeStateAsUpdate(board.doc)).author(board.doc.clientID)).toEqual(
      author,
    );
  });

  it('advances the state vector even when it only deletes', () => {
    const board = boardOf('ada');
    const id = addOne(board, { ...RECTANGLE, text: '' });
    board.update([{ id, color: 'red', text: 'some text' }]);
    const clock = (): number => Y.getState(board.doc.store, board.doc.clientID);
    for (const act of [
      () => board.update([{ id, text: 'some' }]),
      () => board.undo(),
      () => board.undo(),
    ]) {
      const before = clock();
      act();
      expect(clock()).toBeGreaterThan(before);
    }
    expect(board.doc.getMap('marks').get(String(board.doc.clientID))).toBeGreaterThan(0);
  });

  it('is signed anew when the person is called otherwise', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    ada.setAuthor({ personId: 'ada', name: 'Countess' });
    bo.setAuthor({ personId: 'bo', name: 'Nobody yet' });
    meet(ada, bo);
    expect(bo.author(ada.doc.clientID)?.name).toBe('Countess');
    expect(ada.author(bo.doc.clientID)).toBeUndefined();
    expect(ada.get(ids[0] ?? '')?.createdBy).toBe('ada');
  });
});

describe('the name', () => {
  it('is told to everybody and is no step of undo', () => {
    const { ada, bo } = twoBoards([]);
    const changes = changesDuring(bo, () => {
      ada.setName('Plan');
      meet(ada, bo);
    });
    expect(bo.name).toBe('Plan');
    expect(changes.map(({ nameChanged }) => nameChanged)).toEqual([true]);
    expect(ada.canUndo).toBe(false);
  });
});

describe('reading', () => {
  it('makes no root type for what holds no text', () => {
    const board = boardOf('ada');
    const [rectangle, stroke] = addAll(board, [RECTANGLE, STROKE]);
    expect(board.text(rectangle ?? '') + board.text(stroke ?? '')).toBe('');
    expect([...board.doc.share.keys()].filter((name) => name.startsWith('text/'))).toEqual([]);
  });

  it('opens a stored board as it was', () => {
    const board = boardOf('ada');
    const [a, b] = addAll(board, [{ ...RECTANGLE, text: 'Hello' }, STROKE]);
    board.update([{ id: b ?? '', x: 40, rotation: 15 }]);
    board.remove([addOne(board, RECTANGLE)]);
    const reopened = new BoardDocument({
      doc: boardOf('x', Y.encodeStateAsUpdate(board.doc)).doc,
      author: { personId: 'bo', name: 'Bo' },
    });
    expect(pictureOf(reopened)).toEqual(pictureOf(board));
    expect(reopened.text(a ?? '')).toBe('Hello');
  });
});
