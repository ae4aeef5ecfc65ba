import { describe, expect, it } from 'vitest';
import type { AwayElement } from '../board/away/away-changes.ts';
import { addAll, boardOf } from '../board/testing-boards.ts';
import { awaySteps } from './away-steps.ts';

const changesAt = (...corners: readonly (readonly [number, number])[]): AwayElement[] => {
  const board = boardOf('bo');
  addAll(
    board,
    corners.map(([x, y]) => ({ type: 'rectangle', x, y, width: 100, height: 80 })),
  );
  return board.elements().map((element) => ({ kind: 'added', element, by: 'bo' }));
};

describe('stepping through changes', () => {
  it('shows those near to each other together, in the order in which one reads', () => {
    const steps = awaySteps(changesAt([5000, 0], [0, 0], [0, 3000], [200, 60], [5100, 90]));
    expect(
      steps.map(({ elements }) => elements.map(({ element }) => [element.box.x, element.box.y])),
    ).toEqual([
      [
        [0, 0],
        [200, 60],
      ],
      [
        [5000, 0],
        [5100, 90],
      ],
      [[0, 3000]],
    ]);
    expect(steps[0]?.bounds).toEqual({ minX: 0, minY: 0, maxX: 300, maxY: 140 });
  });

  it('has few steps for many changes', () => {
    const many = Array.from({ length: 400 }, (_, i) => [(i % 20) * 40, Math.floor(i / 20) * 25]);
    const steps = awaySteps(changesAt(...(many as [number, number][])));
    expect(steps.length).toBeLessThan(4);
    expect(steps.flatMap(({ elements }) => elements)).toHaveLength(400);
  });
});
