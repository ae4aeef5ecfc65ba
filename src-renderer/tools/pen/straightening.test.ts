import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TestEditor, testEditor } from '../testing/test-editor.ts';
import { HOLD_MS } from './drawing.ts';

const scribbled = (test: TestEditor): TestEditor =>
  test.tool('pen').down(10, 10).move(40, 30).move(80, 5).move(110, 60);

describe('a pen that holds still', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('makes a straight line of what it drew', () => {
    const test = scribbled(testEditor());
    vi.advanceTimersByTime(HOLD_MS);
    test.up(110, 60);
    const [line] = test.elements;
    expect([...test.board.points(line?.id ?? '')]).toEqual([10, 10, 0.5, 110, 60, 0.5]);
    expect(line).toMatchObject({ type: 'stroke', pressure: 'off' });
  });

  it('moves the end of the line from then on, and shows it under the id that lands', () => {
    const test = scribbled(testEditor());
    const before = test.editor.gesture.get()?.id;
    vi.advanceTimersByTime(HOLD_MS);
    test.move(200, 100);
    const preview = test.editor.gesture.get();
    expect(preview?.path).toEqual([10, 10, 0.5, 200, 100, 0.5]);
    expect(preview?.id).not.toBe(before);
    test.up(200, 100);
    expect(test.elements.map(({ id }) => id)).toEqual([preview?.id]);
    expect(test.elements[0]?.box).toEqual({ x: 10, y: 10, width: 190, height: 90 });
  });

  it('may tremble, but not move on', () => {
    const trembling = scribbled(testEditor());
    vi.advanceTimersByTime(HOLD_MS - 100);
    trembling.move(112, 61);
    vi.advanceTimersByTime(100);
    trembling.up(112, 61);
    expect(trembling.board.points(trembling.elements[0]?.id ?? '')).toHaveLength(6);

    const moving = scribbled(testEditor());
    vi.advanceTimersByTime(HOLD_MS - 100);
    moving.move(130, 70);
    vi.advanceTimersByTime(100);
    moving.up(130, 70);
    expect(moving.board.points(moving.elements[0]?.id ?? '').length).toBeGreaterThan(6);
  });

  it('keeps the mean pressure of a pen', () => {
    const test = testEditor().tool('pen').with({ kind: 'pen' });
    test.down(0, 0, { pressure: 0.2 }).move(100, 0, { pressure: 0.6 });
    vi.advanceTimersByTime(HOLD_MS);
    test.up(100, 0, { pressure: 0 });
    const points = test.board.points(test.elements[0]?.id ?? '');
    expect(test.elements[0]?.pressure).toBe('real');
    expect(points[2]).toBeCloseTo(0.4, 1);
    expect(points[5]).toBeCloseTo(0.4, 1);
  });

  it('leaves a dot a dot, and nothing after Escape', () => {
    const dot = testEditor().tool('pen').down(10, 10);
    vi.advanceTimersByTime(3 * HOLD_MS);
    dot.up(10, 10);
    expect(dot.board.points(dot.elements[0]?.id ?? '')).toHaveLength(3);

    const cancelled = scribbled(testEditor()).escape();
    vi.advanceTimersByTime(3 * HOLD_MS);
    expect(cancelled.editor.gesture.get()).toBeNull();
    expect(cancelled.elements).toHaveLength(0);
  });
});
