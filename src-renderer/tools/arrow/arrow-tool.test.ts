import { describe, expect, it } from 'vitest';
import { testEditor } from '../testing/test-editor.ts';

describe('the arrow tool', () => {
  it('draws from where the pointer went down to where it went up, in that direction', () => {
    const test = testEditor().tool('arrow').drag([100, 80], [60, 90], [20, 30]);
    const [drawn] = test.elements;
    expect(drawn).toMatchObject({ type: 'arrow', box: { x: 20, y: 30, width: 80, height: 50 } });
    expect([...test.board.points(drawn?.id ?? '')]).toEqual([100, 80, 0.5, 20, 30, 0.5]);
    expect(test.selected).toEqual([drawn?.id]);
    expect(test.editor.tool.get()).toBe('select');
  });

  it('points to the right when it is made by a click', () => {
    const test = testEditor().tool('arrow').click(300, 200);
    const [first, , , last, end] = test.board.points(test.elements[0]?.id ?? '');
    expect(first).toBe(300);
    expect(last).toBeGreaterThan(350);
    expect(end).toBe(200);
  });

  it('keeps to steps of 15° with Shift, a modifier pressed while the pointer rests too', () => {
    const test = testEditor().tool('arrow').down(0, 0).move(8, 100);
    test.editor.input.modifiersChanged({ shift: true, alt: false, accel: false });
    expect(test.editor.gesture.get()?.path?.[3]).toBeCloseTo(0);
  });

  it('stays when it was locked, and one undo takes one arrow', () => {
    const test = testEditor();
    test.editor.pressTool('arrow');
    test.editor.pressTool('arrow');
    test.drag([0, 0], [50, 50]).drag([100, 0], [150, 50]);
    expect(test.editor.tool.get()).toBe('arrow');
    test.editor.undo();
    expect(test.elements).toHaveLength(1);
  });

  it('leaves no trace when Escape cancels', () => {
    const test = testEditor().tool('arrow');
    const before = test.trace();
    test.down(0, 0).move(50, 50).escape().up(50, 50);
    expect(test.trace()).toEqual(before);
  });
});
