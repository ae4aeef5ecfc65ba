import { describe, expect, it } from 'vitest';
import { type TestEditor, testEditor } from '../testing/test-editor.ts';

const BETWEEN = { type: 'rectangle', x: 180, y: 80, width: 40, height: 40, fill: 'red' } as const;

function aLine(): { test: TestEditor; id: string } {
  const test = testEditor();
  const [id = ''] = test.given({
    type: 'stroke',
    points: [
      [0, 100],
      [400, 100],
    ],
    size: 4,
    color: 'red',
  });
  return { test: test.tool('eraser').with({ alt: true }), id };
}

const spans = (test: TestEditor): [number, number][] =>
  test.elements
    .filter(({ type }) => type === 'stroke')
    .map(({ box }): [number, number] => [Math.round(box.x), Math.round(box.x + box.width)])
    .sort((a, b) => a[0] - b[0]);

describe('the eraser with Alt', () => {
  it('takes what it touches of a stroke, and leaves both rests as they were', () => {
    const { test } = aLine();
    test.drag([200, 60], [200, 140]);
    // The eraser's radius of 6, and half of the stroke's width.
    expect(spans(test)).toEqual([
      [0, 192],
      [208, 400],
    ]);
    expect(test.elements.every(({ color, size }) => color === 'red' && size === 4)).toBe(true);
  });

  it('shows what will be left, and writes nothing before pointer-up', () => {
    const { test, id } = aLine();
    const before = test.trace();
    test.down(200, 60).move(200, 140);
    expect(test.editor.cuts.get().get(id)?.pieces).toHaveLength(2);
    expect(test.editor.hidden.get()).toContain(id);
    expect(test.trace()).toEqual(before);
    test.escape().up(200, 140);
    expect(test.trace()).toEqual(before);
    expect(test.editor.cuts.get().size).toBe(0);
    expect(test.editor.hidden.get().size).toBe(0);
  });

  it('cuts again what is left, misses nothing of a quick move, and is undone in one step', () => {
    const { test, id } = aLine();
    test.down(100, 60).move(100, 140).move(300, 140).move(300, 60).up(300, 60);
    expect(spans(test)).toEqual([
      [0, 92],
      [108, 292],
      [308, 400],
    ]);
    test.editor.undo();
    expect(test.elements.map((element) => element.id)).toEqual([id]);
    test.editor.redo();
    expect(spans(test)).toHaveLength(3);
  });

  it('takes a stroke away of which nothing is left', () => {
    const { test } = aLine();
    test.drag([0, 100], [400, 100]);
    expect(test.elements).toHaveLength(0);
  });

  it('leaves other elements alone, and the pieces where the stroke was in the order', () => {
    const { test } = aLine();
    const [box = ''] = test.given(BETWEEN);
    test.drag([200, 60], [200, 140]);
    expect(test.elements.map(({ type }) => type)).toEqual(['stroke', 'stroke', 'rectangle']);
    expect(test.board.get(box)).toBeDefined();
  });

  it('cuts a turned stroke where it is seen', () => {
    const { test, id } = aLine();
    test.board.update([{ id, rotation: 90 }], 'silent');
    // About its middle: it runs from top to bottom now, through x = 200.
    test.drag([150, 0], [250, 0]);
    const boxes = test.elements.map(({ box, rotation }) => ({
      y: Math.round(box.y),
      bottom: Math.round(box.y + box.height),
      width: Math.round(box.width),
      rotation,
    }));
    expect(boxes.sort((a, b) => a.y - b.y)).toEqual([
      { y: -100, bottom: -8, width: 0, rotation: 0 },
      { y: 8, bottom: 300, width: 0, rotation: 0 },
    ]);
  });

  it('leaves a stroke alone that somebody else has moved meanwhile', () => {
    const { test, id } = aLine();
    const other = test.other();
    test.down(200, 60).move(200, 140);
    other.update([{ id, x: 50 }]);
    test.up(200, 140);
    expect(test.elements.map((element) => element.id)).toEqual([id]);
  });
});
