import { describe, expect, it } from 'vitest';
import { precisionAt } from '../point-precision.ts';
import { testEditor } from '../testing/test-editor.ts';

describe('the pen', () => {
  it('draws a stroke where the hand went and stays ready for the next', () => {
    const test = testEditor().tool('pen').drag([10, 20], [60, 20], [60, 80]);
    expect(test.elements).toHaveLength(1);
    expect(test.elements[0]).toMatchObject({
      type: 'stroke',
      box: { x: 10, y: 20, width: 50, height: 60 },
      pressure: 'simulated',
    });
    expect(test.editor.tool.get()).toBe('pen');
    expect(test.editor.gesture.get()).toBeNull();
  });

  it('makes a dot of a click', () => {
    const test = testEditor().tool('pen').click(40, 50);
    const [dot] = test.elements;
    expect(dot?.box).toMatchObject({ x: 40, y: 50 });
    expect(test.board.points(dot?.id ?? '')).toHaveLength(3);
  });

  it('shows the stroke under the id that lands, and writes nothing before pointer-up', () => {
    const test = testEditor().tool('pen');
    const before = test.trace();
    test.down(0, 0).move(10, 0).move(20, 0);
    const preview = test.editor.gesture.get();
    expect(preview?.points).toHaveLength(9);
    expect(test.trace()).toEqual(before);
    test.up(20, 0);
    expect(test.elements[0]?.id).toBe(preview?.id);
  });

  it('takes the pressure of a pen, and none when the switch is off', () => {
    const test = testEditor().tool('pen').with({ kind: 'pen' });
    test.down(0, 0, { pressure: 0.25 }).move(50, 0, { pressure: 0.75 }).up(50, 0, { pressure: 0 });
    const [stroke] = test.elements;
    expect(stroke?.pressure).toBe('real');
    const points = test.board.points(stroke?.id ?? '');
    expect(points[2]).toBeCloseTo(0.25, 1);
    expect(points[5]).toBeCloseTo(0.75, 1);

    test.editor.styles.change('stroke', { pressure: false });
    test.drag([0, 50], [50, 50]);
    expect(test.elements[1]?.pressure).toBe('off');
  });

  it('shows ink where the pen is expected next, and keeps none of it', () => {
    const test = testEditor().tool('pen').with({ kind: 'pen', pressure: 0.5 });
    test.down(0, 0).move(10, 0, { predicted: [[20, 0]] });
    expect(test.editor.gesture.get()?.ahead).toEqual([20, 0, 0.5]);
    expect(test.editor.gesture.get()?.points).toEqual([0, 0, 0.5, 10, 0, 0.5]);
    test.up(10, 0);
    expect(test.elements[0]?.box.width).toBe(10);
  });

  it('draws in board coordinates, whatever the camera shows', () => {
    const test = testEditor().tool('pen');
    test.editor.setCamera({ x: 100, y: 200, zoom: 2 });
    test.drag([0, 0], [80, 40]);
    expect(test.elements[0]?.box).toEqual({ x: 100, y: 200, width: 40, height: 20 });
  });

  it('leaves no trace when Escape cancels', () => {
    const test = testEditor().tool('pen');
    const before = test.trace();
    test.down(0, 0).move(30, 30).escape().move(60, 60).up(60, 60);
    expect(test.trace()).toEqual(before);
    expect(test.editor.gesture.get()).toBeNull();
    expect(test.editor.tool.get()).toBe('pen');
  });

  it('is undone and redone in one step', () => {
    const test = testEditor().tool('pen').drag([0, 0], [10, 10], [20, 0]);
    test.editor.undo();
    expect(test.elements).toHaveLength(0);
    test.editor.redo();
    expect(test.elements).toHaveLength(1);
  });

  it('cancels the gesture, not the last stroke, when undo comes while drawing', () => {
    const test = testEditor().tool('pen').drag([0, 0], [10, 10]);
    test.down(50, 50).move(60, 60);
    test.editor.undo();
    test.up(60, 60);
    expect(test.elements).toHaveLength(1);
  });

  it('keeps finer steps when zoomed in', () => {
    expect(precisionAt(0.5)).toBe(16);
    expect(precisionAt(1)).toBe(16);
    expect(precisionAt(3)).toBe(64);
    expect(precisionAt(16)).toBe(256);
  });
});
