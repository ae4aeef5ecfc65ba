import { describe, expect, it } from 'vitest';
import { testEditor } from '../testing/test-editor.ts';

describe('the line tool', () => {
  it('draws from where the pointer went down to where it went up, in that direction', () => {
    const test = testEditor().tool('line').drag([100, 80], [60, 90], [20, 30]);
    const [drawn] = test.elements;
    expect(drawn).toMatchObject({ type: 'line', box: { x: 20, y: 30, width: 80, height: 50 } });
    expect([...test.board.points(drawn?.id ?? '')]).toEqual([100, 80, 0.5, 20, 30, 0.5]);
    expect(test.selected).toEqual([drawn?.id]);
    expect(test.editor.tool.get()).toBe('select');
  });

  it('keeps to steps of 15° with Shift', () => {
    const test = testEditor().tool('line').with({ shift: true }).drag([0, 0], [100, 8]);
    expect(test.elements[0]?.box).toEqual({ x: 0, y: 0, width: 100, height: 0 });
  });

  it('grows from its middle with Alt', () => {
    const test = testEditor().tool('line').with({ alt: true }).drag([100, 100], [130, 140]);
    expect(test.elements[0]?.box).toEqual({ x: 70, y: 60, width: 60, height: 80 });
  });

  it('shows both ends before it lands, under the id that lands', () => {
    const test = testEditor().tool('line');
    const before = test.trace();
    test.down(100, 0).move(50, 50).move(0, 80);
    const preview = test.editor.gesture.get();
    expect(preview?.path).toEqual([100, 0, 0.5, 0, 80, 0.5]);
    expect(test.trace()).toEqual(before);
    test.up(0, 80);
    expect(test.elements[0]?.id).toBe(preview?.id);
  });

  it('keeps finer steps when zoomed in', () => {
    const test = testEditor().tool('line');
    test.editor.setCamera({ x: 0, y: 0, zoom: 16 });
    test.drag([1, 1], [101, 51]);
    expect(test.board.points(test.elements[0]?.id ?? '')[0]).toBeCloseTo(1 / 16, 3);
    expect(test.board.points(test.elements[0]?.id ?? '')[4]).toBeCloseTo(51 / 16, 2);
  });

  it('leaves no trace when Escape cancels', () => {
    const test = testEditor().tool('line');
    const before = test.trace();
    test.down(0, 0).move(50, 50).escape().up(50, 50);
    expect(test.trace()).toEqual(before);
    expect(test.editor.tool.get()).toBe('line');
  });
});
