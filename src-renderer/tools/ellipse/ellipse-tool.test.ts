import { describe, expect, it } from 'vitest';
import { testEditor } from '../testing/test-editor.ts';

describe('the ellipse tool', () => {
  it('draws an ellipse into the box of the drag, selects it and gives way to Select', () => {
    const test = testEditor().tool('ellipse').drag([110, 90], [10, 20]);
    const [ellipse] = test.elements;
    expect(ellipse).toMatchObject({
      type: 'ellipse',
      box: { x: 10, y: 20, width: 100, height: 70 },
    });
    expect(test.selected).toEqual([ellipse?.id]);
    expect(test.editor.tool.get()).toBe('select');
  });

  it('makes a circle with Shift, and one around its centre with Alt too', () => {
    const test = testEditor().tool('ellipse').with({ shift: true }).drag([0, 0], [100, 40]);
    expect(test.elements[0]?.box).toEqual({ x: 0, y: 0, width: 100, height: 100 });
    test.tool('ellipse').with({ shift: true, alt: true }).drag([500, 500], [550, 530]);
    expect(test.elements[1]?.box).toEqual({ x: 450, y: 450, width: 100, height: 100 });
  });

  it('makes an ellipse of a default size by a click', () => {
    const test = testEditor().tool('ellipse').click(300, 200);
    const box = test.elements[0]?.box;
    expect(box?.width).toBeGreaterThan(50);
    expect((box?.x ?? 0) + (box?.width ?? 0) / 2).toBe(300);
  });

  it('takes fill, colour and width of the current style', () => {
    const test = testEditor().tool('ellipse');
    test.editor.styles.change('ellipse', { color: 'red', fill: 'blue', size: 8 });
    test.drag([0, 0], [50, 50]);
    expect(test.elements[0]).toMatchObject({ color: 'red', fill: 'blue', size: 8 });
  });

  it('leaves no trace when Escape cancels, and is undone in one step', () => {
    const test = testEditor().tool('ellipse');
    const before = test.trace();
    test.down(0, 0).move(50, 50).escape().up(50, 50);
    expect(test.trace()).toEqual(before);
    expect(test.editor.gesture.get()).toBeNull();
    test.drag([0, 0], [50, 50]);
    test.editor.undo();
    expect(test.elements).toHaveLength(0);
  });
});
