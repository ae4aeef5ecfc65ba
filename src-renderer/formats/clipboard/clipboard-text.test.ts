import { describe, expect, it } from 'vitest';
import { BoardDocument } from '../../board/board-document.ts';
import type { NewElement } from '../../board/element.ts';
import { GroupTree } from '../../board/group-tree.ts';
import { encodeClipboard, parseClipboard } from './clipboard-text.ts';

const boardWith = (elements: readonly NewElement[]): BoardDocument => {
  const board = new BoardDocument({ author: { personId: 'ada', name: 'Ada' } });
  const added = board.add(elements);
  if (!added.ok) throw new Error(added.message);
  return board;
};
const textOf = (board: BoardDocument): string =>
  encodeClipboard(board, board.elements(), new GroupTree(board.elements()));
const look = (board: BoardDocument) =>
  board.elements().map(({ id, index: _index, version: _version, ...rest }) => ({
    ...rest,
    points: [...board.points(id)],
    text: board.text(id),
  }));

const ALL_KINDS: readonly NewElement[] = [
  {
    type: 'rectangle',
    x: 1,
    y: 2,
    width: 30.123456789,
    height: 4,
    rotation: 33.3,
    color: 'red',
    fill: '#aabbcc',
    fillStyle: 'solid',
    opacity: 0.4,
    size: 8,
    text: 'Größe 😀',
  },
  { type: 'ellipse', x: 0, y: 0, width: 9, height: 9 },
  {
    type: 'stroke',
    points: [
      [0, 0, 0.1],
      [3, 4, 0.9],
    ],
    pressure: 'real',
    precision: 256,
  },
  {
    type: 'stroke',
    points: [
      [0, 0],
      [3, 4],
    ],
    pressure: 'off',
  },
  {
    type: 'arrow',
    points: [
      [5, 5],
      [0, 0],
    ],
    text: 'to',
  },
  { type: 'text', x: 5, y: 5, width: 80, height: 30, text: 'Hi', size: 24 },
];

describe('elements on the clipboard', () => {
  it('come back as they were, in the same order', () => {
    const original = boardWith(ALL_KINDS);
    const parsed = parseClipboard(textOf(original));
    if (!parsed.ok) throw new Error(parsed.code);
    const copy = boardWith(parsed.elements);
    const close = (value: unknown): unknown =>
      JSON.parse(
        JSON.stringify(value, (_key, entry) =>
          typeof entry === 'number' ? Math.round(entry * 100) / 100 : entry,
        ),
      );
    expect(close(look(copy))).toEqual(close(look(original)));
    expect(copy.pointPrecision(copy.elements()[2]?.id ?? '')).toBe(256);
  });

  it('get ids of their own', () => {
    const text = JSON.stringify({
      drawbridge: 'elements',
      version: 1,
      elements: [{ id: 'mine', type: 'ellipse', x: 0, y: 0, width: 1, height: 1 }],
    });
    expect(parseClipboard(text)).toEqual({
      ok: true,
      elements: [{ type: 'ellipse', x: 0, y: 0, width: 1, height: 1 }],
    });
  });

  it.each([
    ['', 'plain-text'],
    ['Hello', 'plain-text'],
    ['{"other": 1}', 'plain-text'],
    ['[1, 2', 'plain-text'],
    ['{"drawbridge": "elements", "version": 1, "elements": [', 'damaged'],
    ['{"drawbridge": "elements", "version": 1}', 'damaged'],
    ['{"drawbridge": "board", "version": 1, "elements": []}', 'damaged'],
    ['{"drawbridge": "elements", "version": 1, "elements": [{"type": "star"}]}', 'damaged'],
    ['{"drawbridge": "elements", "version": 2, "pages": []}', 'newer-format'],
  ] as const)('%s is %s', (text, code) => {
    expect(parseClipboard(text)).toEqual({ ok: false, code });
  });

  it.each([
    ['a box that is not whole', { type: 'rectangle', x: 0, y: 0, width: 5 }],
    ['a colour that is none', { type: 'stroke', points: [[0, 0]], color: 'url(evil)' }],
    ['points of too many numbers', { type: 'line', points: [[0, 0, 0, 0]] }],
    ['something unknown', { type: 'ellipse', x: 0, y: 0, width: 1, height: 1, onclick: 'x' }],
    ['a precision that is none', { type: 'line', points: [[0, 0]], precision: 3 }],
  ])('is refused with %s', (_, element) => {
    const text = JSON.stringify({ drawbridge: 'elements', version: 1, elements: [element] });
    expect(parseClipboard(text)).toEqual({ ok: false, code: 'damaged' });
  });
});
