import { describe, expect, it } from 'vitest';
import { type TestEditor, testEditor } from '../testing/test-editor.ts';

function twoLines(): { test: TestEditor; upper: string; lower: string } {
  const test = testEditor();
  const [upper = '', lower = ''] = test.given(
    {
      type: 'stroke',
      points: [
        [0, 100],
        [400, 100],
      ],
      size: 4,
    },
    {
      type: 'stroke',
      points: [
        [0, 300],
        [400, 300],
      ],
      size: 4,
    },
  );
  return { test: test.tool('eraser'), upper, lower };
}

describe('the eraser', () => {
  it('takes whole elements that it touches, at pointer-up', () => {
    const { test, upper, lower } = twoLines();
    test.down(200, 60).move(200, 140);
    expect([...test.editor.erasing.get()]).toEqual([upper]);
    expect(test.elements).toHaveLength(2);
    test.up(200, 140);
    expect(test.elements.map(({ id }) => id)).toEqual([lower]);
    expect(test.editor.erasing.get().size).toBe(0);
  });

  it('misses nothing on a quick move across the board', () => {
    const { test } = twoLines();
    test.drag([200, 0], [200, 700]);
    expect(test.elements).toHaveLength(0);
  });

  it('takes an unfilled rectangle at its outline only', () => {
    const test = testEditor();
    test.given({ type: 'rectangle', x: 0, y: 0, width: 200, height: 200 });
    test.tool('eraser').click(100, 100);
    expect(test.elements).toHaveLength(1);
    test.click(200, 100);
    expect(test.elements).toHaveLength(0);
  });

  it('gives everything back on Escape, without a trace', () => {
    const { test } = twoLines();
    const before = test.trace();
    test.down(200, 60).move(200, 340).escape().up(200, 340);
    expect(test.elements).toHaveLength(2);
    expect(test.editor.erasing.get().size).toBe(0);
    expect(test.trace()).toEqual(before);
  });

  it('is undone in one step', () => {
    const { test } = twoLines();
    test.drag([200, 0], [200, 700]);
    test.editor.undo();
    expect(test.elements).toHaveLength(2);
  });

  it('goes on when somebody else deletes what it holds', () => {
    const { test, upper } = twoLines();
    const other = test.other();
    test.down(200, 60).move(200, 340);
    other.remove([upper]);
    expect(test.editor.erasing.get().has(upper)).toBe(false);
    test.up(200, 340);
    expect(test.elements).toHaveLength(0);
  });
});
