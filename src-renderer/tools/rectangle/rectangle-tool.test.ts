import { describe, expect, it } from 'vitest';
import { CLICK_HEIGHT, CLICK_WIDTH } from '../drawing-shape/drawn-shape.ts';
import { testEditor } from '../testing/test-editor.ts';

describe('the rectangle tool', () => {
  it('draws a rectangle by dragging in any direction, selects it and gives way to Select', () => {
    const test = testEditor().tool('rectangle').drag([110, 90], [60, 50], [10, 20]);
    const [rectangle] = test.elements;
    expect(rectangle).toMatchObject({
      type: 'rectangle',
      box: { x: 10, y: 20, width: 100, height: 70 },
    });
    expect(test.selected).toEqual([rectangle?.id]);
    expect(test.editor.tool.get()).toBe('select');
  });

  it('makes a square with Shift and grows from the centre with Alt', () => {
    const test = testEditor().tool('rectangle').with({ shift: true }).drag([0, 0], [100, 40]);
    expect(test.elements[0]?.box).toEqual({ x: 0, y: 0, width: 100, height: 100 });
    test.tool('rectangle').with({ alt: true }).drag([500, 500], [550, 530]);
    expect(test.elements[1]?.box).toEqual({ x: 450, y: 470, width: 100, height: 60 });
  });

  it('follows a modifier that changes while the pointer rests', () => {
    const test = testEditor().tool('rectangle').down(0, 0).move(100, 40);
    test.editor.input.modifiersChanged({ shift: true, alt: false, accel: false });
    expect(test.editor.gesture.get()?.box).toEqual({ x: 0, y: 0, width: 100, height: 100 });
  });

  it('makes a rectangle of a default size, centred, by a click', () => {
    const test = testEditor().tool('rectangle').down(300, 200).move(301, 201).up(301, 201);
    expect(test.elements[0]?.box).toEqual({
      x: 300 - CLICK_WIDTH / 2,
      y: 200 - CLICK_HEIGHT / 2,
      width: CLICK_WIDTH,
      height: CLICK_HEIGHT,
    });
  });

  it('stays when it was locked by a second press', () => {
    const test = testEditor();
    test.editor.pressTool('rectangle');
    test.editor.pressTool('rectangle');
    expect(test.editor.toolLocked.get()).toBe(true);
    test.drag([0, 0], [50, 50]).drag([100, 0], [150, 50]);
    expect(test.elements).toHaveLength(2);
    expect(test.editor.tool.get()).toBe('rectangle');
  });

  it('leaves no trace when Escape cancels', () => {
    const test = testEditor().tool('rectangle');
    const before = test.trace();
    test.down(0, 0).move(50, 50).escape().up(50, 50);
    expect(test.trace()).toEqual(before);
    expect(test.editor.gesture.get()).toBeNull();
    expect(test.editor.tool.get()).toBe('rectangle');
  });

  it('is undone in one step', () => {
    const test = testEditor().tool('rectangle').drag([0, 0], [50, 50]);
    test.editor.undo();
    expect(test.elements).toHaveLength(0);
    expect(test.selected).toEqual([]);
  });
});
