import { describe, expect, it } from 'vitest';
import { copyElement, shiftElement } from './copy-element.ts';
import type { NewElement } from './element.ts';
import { addOne, boardOf } from './testing-boards.ts';

/** Everything that can be seen of an element and of its copy on the same board. */
function withCopy(element: NewElement, change: object = {}) {
  const board = boardOf('ada');
  const id = addOne(board, element);
  board.update([{ id, ...change }]);
  const original = board.get(id);
  if (!original) throw new Error('nothing was added');
  const copyId = addOne(board, copyElement(board, original));
  const seen = (which: string) => {
    const { id: _, index: __, version: ___, ...rest } = board.get(which) ?? {};
    return { ...rest, points: [...board.points(which)], text: board.text(which) };
  };
  return { original: seen(id), copy: seen(copyId) };
}

describe('a copy of an element', () => {
  it.each([
    [
      'rectangle',
      {
        type: 'rectangle',
        x: 1,
        y: 2,
        width: 30,
        height: 40,
        rotation: 30,
        text: 'Hi',
        color: 'red',
        fill: 'blue',
        fillStyle: 'solid',
        opacity: 0.5,
        size: 8,
      },
    ],
    [
      'stroke',
      {
        type: 'stroke',
        points: [
          [0, 0, 0.1],
          [10, 7, 0.9],
        ],
        pressure: 'real',
      },
    ],
    [
      'simulated stroke',
      {
        type: 'stroke',
        points: [
          [0, 0],
          [10, 7],
        ],
      },
    ],
    [
      'line',
      {
        type: 'arrow',
        points: [
          [5, 5],
          [0, 0],
        ],
      },
    ],
    ['text', { type: 'text', x: 0, y: 0, width: 50, height: 20, text: 'Hi', size: 30 }],
  ] satisfies [string, NewElement][])('looks like it: %s', (_, element) => {
    const { original, copy } = withCopy(element);
    expect(copy).toEqual(original);
  });

  it('loses nothing of ink that was shrunk', () => {
    const points: [number, number, number][] = Array.from({ length: 40 }, (_, i) => [
      i * 25,
      500 + 400 * Math.sin(i),
      0.5,
    ]);
    const { original, copy } = withCopy({ type: 'stroke', points }, { width: 10, height: 10 });
    for (const [i, value] of original.points.entries()) {
      expect(Math.abs(value - (copy.points[i] ?? 0))).toBeLessThan(0.001);
    }
  });

  it('can be put elsewhere', () => {
    const line: NewElement = {
      type: 'line',
      points: [
        [0, 0],
        [4, 5, 0.5],
      ],
    };
    expect(shiftElement(line, 10, -1).points).toEqual([
      [10, -1],
      [14, 4, 0.5],
    ]);
    const shape = { type: 'ellipse', x: 1, y: 2, width: 3, height: 4 } as const;
    expect(shiftElement(shape, 10, 20)).toEqual({ ...shape, x: 11, y: 22 });
  });
});
