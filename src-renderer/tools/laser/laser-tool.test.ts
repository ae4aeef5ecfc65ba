import { describe, expect, it } from 'vitest';
import { testEditor } from '../testing/test-editor.ts';

describe('the laser pointer', () => {
  it('leaves a trail while the pointer is down, and nothing in the document', () => {
    const test = testEditor().tool('laser');
    const before = test.trace();
    test.move(5, 5).down(10, 10).move(20, 10).move(30, 20);
    expect(test.editor.lasers.shown()[0]?.spots).toMatchObject([
      { x: 10, y: 10 },
      { x: 20, y: 10 },
      { x: 30, y: 20 },
    ]);
    expect(test.editor.laser.get()?.points).toHaveLength(3);
    test.up(30, 20);
    expect(test.editor.laser.get()).toBeNull();
    expect(test.trace()).toEqual(before);
    expect(test.editor.board.canUndo).toBe(false);
  });

  it('stays in hand, and is put away by Escape', () => {
    const test = testEditor().tool('laser').drag([0, 0], [50, 50]);
    expect(test.editor.tool.get()).toBe('laser');
    test.down(0, 0).escape();
    expect(test.editor.laser.get()).toBeNull();
    test.up(0, 0).escape();
    expect(test.editor.tool.get()).toBe('select');
  });
});
