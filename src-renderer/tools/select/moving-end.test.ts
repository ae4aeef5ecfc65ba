import { describe, expect, it } from 'vitest';
import type { NewElement } from '../../board/element.ts';
import { testEditor } from '../testing/test-editor.ts';

function selectedLine(
  line: NewElement = {
    type: 'line',
    points: [
      [100, 100],
      [200, 140],
    ],
  },
) {
  const test = testEditor();
  const [id = ''] = test.given(line);
  test.editor.select([id]);
  const points = () => Array.from(test.board.points(id)).filter((_, i) => i % 3 < 2);
  return { test, id, points };
}

describe('the end of a line', () => {
  it('is put elsewhere, in one step, and the other one stays', () => {
    const { test, id, points } = selectedLine();
    const before = test.trace();
    test.down(201, 141).move(250, 100);
    expect(test.editor.lift.get()?.transform).toMatchObject({ kind: 'end', end: 'last' });
    expect(test.trace()).toEqual(before);
    test.up(301, 51);
    expect(points()).toEqual([100, 100, 300, 50]);
    expect(test.board.get(id)?.box).toEqual({ x: 100, y: 50, width: 200, height: 50 });
    test.editor.undo();
    expect(points()).toEqual([100, 100, 200, 140]);
  });

  it('can be the first one, and then an arrow points elsewhere', () => {
    const { test, points } = selectedLine({
      type: 'arrow',
      points: [
        [100, 100],
        [200, 140],
      ],
    });
    test.drag([100, 100], [50, 50], [300, 140]);
    expect(points()).toEqual([300, 140, 200, 140]);
  });

  it('keeps to steps of 15° from the other end with Shift', () => {
    const { test, points } = selectedLine();
    test.with({ shift: true }).drag([200, 140], [220, 103], [260, 104]);
    const [, , x, y] = points();
    expect(x).toBeCloseTo(260, 0);
    expect(y).toBeCloseTo(100, 1);
  });

  it('moves where a turned line shows it, and leaves the other end where that is shown', () => {
    const { test, id, points } = selectedLine({
      type: 'line',
      points: [
        [100, 100],
        [200, 100],
      ],
      rotation: 90,
    });
    // It stands upright now, from (150, 50) down to (150, 150).
    test.drag([150, 150], [180, 180], [250, 150]);
    expect(points().map(Math.round)).toEqual([150, 50, 250, 150]);
    expect(test.board.get(id)?.rotation).toBe(0);
  });

  it('leaves the middle of a bent line alone', () => {
    const bent: NewElement = {
      type: 'line',
      points: [
        [0, 0],
        [100, 200],
        [300, 0],
      ],
    };
    const { test, points } = selectedLine(bent);
    test.drag([300, 0], [320, 50], [400, 100]);
    expect(points()).toEqual([0, 0, 100, 200, 400, 100]);
  });

  it('leaves no trace when Escape cancels', () => {
    const { test } = selectedLine();
    const before = test.trace();
    test.down(200, 140).move(300, 50).escape().up(300, 50);
    expect(test.trace()).toEqual(before);
  });

  it('keeps the line where it is held, and the rest of what somebody else did to it', () => {
    const { test, id, points } = selectedLine();
    const other = test.other();
    test.down(200, 140).move(250, 100);
    other.update([{ id, x: 110, y: 120, color: 'red' }]);
    test.up(300, 50);
    expect(points()).toEqual([100, 100, 300, 50]);
    expect(test.board.get(id)?.color).toBe('red');
  });

  it('ends quietly when somebody else deletes the line', () => {
    const { test, id } = selectedLine();
    const other = test.other();
    test.down(200, 140).move(250, 100);
    other.remove([id]);
    test.up(300, 50);
    expect(test.elements).toEqual([]);
    expect(test.editor.lift.get()).toBeNull();
  });
});
