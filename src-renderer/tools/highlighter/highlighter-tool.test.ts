import { describe, expect, it } from 'vitest';
import { testEditor } from '../testing/test-editor.ts';

describe('the highlighter', () => {
  it('draws along the hand\u2019s way and stays for the next one', () => {
    const test = testEditor().tool('highlighter').drag([0, 0], [60, 0], [120, 8]);
    expect(test.elements[0]).toMatchObject({ type: 'highlight', color: 'yellow' });
    expect(test.editor.tool.get()).toBe('highlighter');
    expect(test.board.points(test.elements[0]?.id ?? '').length).toBeGreaterThan(6);
  });

  it('has a style of its own: a red pen makes no red marks', () => {
    const test = testEditor();
    test.editor.styles.change('stroke', { color: 'red' });
    test.tool('highlighter').down(0, 0).move(60, 0);
    expect(test.editor.gesture.get()).toMatchObject({ type: 'highlight', color: 'yellow' });
    test.up(60, 0);
    expect(test.elements[0]?.color).toBe('yellow');
  });

  it('leaves no trace when Escape cancels, and is undone in one step', () => {
    const test = testEditor().tool('highlighter');
    const before = test.trace();
    test.down(0, 0).move(60, 0).escape().up(60, 0);
    expect(test.trace()).toEqual(before);
    test.drag([0, 0], [60, 0]);
    test.editor.undo();
    expect(test.elements).toHaveLength(0);
  });
});
