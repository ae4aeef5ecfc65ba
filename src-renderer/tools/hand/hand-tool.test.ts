import { describe, expect, it } from 'vitest';
import { testEditor } from '../testing/test-editor.ts';

describe('the hand', () => {
  it('moves the view with the pointer', () => {
    const test = testEditor().tool('hand');
    test.editor.setCamera({ x: 0, y: 0, zoom: 2 });
    test.drag([100, 100], [140, 80]);
    expect(test.editor.camera.get()).toEqual({ x: -20, y: 10, zoom: 2 });
  });

  it('writes nothing, and goes back on Escape', () => {
    const test = testEditor().tool('hand');
    const before = test.trace();
    test.down(0, 0).move(90, 90).escape();
    expect(test.editor.camera.get()).toEqual({ x: 0, y: 0, zoom: 1 });
    expect(test.trace()).toEqual(before);
    expect(test.editor.board.canUndo).toBe(false);
  });

  it('shows a hand that grabs', () => {
    const test = testEditor().tool('hand');
    expect(test.editor.cursor.get()).toBe('grab');
    test.down(0, 0);
    expect(test.editor.cursor.get()).toBe('grabbing');
    test.up(0, 0);
    expect(test.editor.cursor.get()).toBe('grab');
  });
});
