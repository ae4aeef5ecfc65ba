import { describe, expect, it } from 'vitest';
import { type TestEditor, testEditor } from '../tools/testing/test-editor.ts';
import { runCommand } from './registry.ts';
import { NO_WINDOW } from './testing/no-window.ts';

const run = (test: TestEditor, id: string): boolean =>
  runCommand(id, { editor: test.editor, window: NO_WINDOW });
const LOOK = {
  color: 'red',
  fill: 'amber',
  fillStyle: 'solid',
  opacity: 0.5,
  size: 8,
  dash: 'dashed',
  radius: 20,
} as const;
const box = (x: number, look: object = {}) =>
  ({ type: 'rectangle', x, y: 0, width: 80, height: 80, fill: 'blue', ...look }) as const;

describe('copying a style', () => {
  it('gives all of it to what is selected, in one step, and to what is drawn next', () => {
    const test = testEditor();
    const [from = '', a = '', b = ''] = test.given(box(0, LOOK), box(100), box(200));
    expect(run(test, 'style.paste')).toBe(false);
    test.editor.select([from]);
    run(test, 'style.copy');
    test.editor.select([a, b]);
    expect(run(test, 'style.paste')).toBe(true);
    for (const id of [a, b]) expect(test.board.get(id)).toMatchObject(LOOK);
    expect(test.editor.styles.of('rectangle')).toMatchObject(LOOK);
    test.editor.undo();
    expect(test.board.get(b)).toMatchObject({ fill: 'blue', opacity: 1 });
  });

  it('gives only what means something there', () => {
    const test = testEditor();
    const [from = '', line = '', text = ''] = test.given(
      box(0, LOOK),
      {
        type: 'line',
        points: [
          [0, 200],
          [90, 200],
        ],
      },
      { type: 'text', x: 0, y: 300, text: 'Hi', size: 24 },
    );
    test.editor.select([from]);
    run(test, 'style.copy');
    test.editor.select([line, text]);
    run(test, 'style.paste');
    expect(test.board.get(line)).toMatchObject({
      color: 'red',
      dash: 'dashed',
      size: 8,
      fill: 'none',
    });
    expect(test.board.get(text)).toMatchObject({ color: 'red', opacity: 0.5, size: 24 });
  });

  it('gives the way of an arrow to lines, and its heads to arrows', () => {
    const test = testEditor();
    const points: [number, number][] = [
      [0, 0],
      [90, 40],
    ];
    const heads = { startHead: 'dot', endHead: 'bar' } as const;
    const [from = '', line = '', arrow = ''] = test.given(
      { type: 'arrow', points, route: 'elbow', ...heads },
      { type: 'line', points },
      { type: 'arrow', points },
    );
    test.editor.select([from]);
    run(test, 'style.copy');
    test.editor.select([line, arrow]);
    run(test, 'style.paste');
    expect(test.board.get(line)).toMatchObject({ route: 'elbow', startHead: 'none' });
    expect(test.board.get(arrow)).toMatchObject({ route: 'elbow', ...heads });
  });
});

describe('the eyedropper', () => {
  it('takes the colours of what is pressed next, and leaves the selection', () => {
    const test = testEditor();
    const [, a = ''] = test.given(box(0, LOOK), box(100));
    test.editor.select([a]);
    expect(run(test, 'style.pick')).toBe(true);
    test.move(40, 40);
    expect(test.editor.cursor.get()).toBe('crosshair');
    test.click(40, 40);
    expect(test.board.get(a)).toMatchObject({ color: 'red', fill: 'amber', opacity: 1, size: 4 });
    expect(test.selected).toEqual([a]);
    test.click(140, 40);
    expect(test.selected).toEqual([a]);
  });

  it('is put away by Escape, and by a press on nothing', () => {
    const test = testEditor();
    const [a = ''] = test.given(box(0));
    test.editor.select([a]);
    const before = test.trace();
    run(test, 'style.pick');
    test.escape();
    expect(test.selected).toEqual([a]);
    run(test, 'style.pick');
    test.click(600, 600);
    expect(test.trace()).toEqual(before);
    expect(test.editor.machine.busy).toBe(false);
  });

  it('picks for what is drawn next when nothing is selected', () => {
    const test = testEditor();
    test.given(box(0, LOOK));
    run(test, 'style.pick');
    test.click(40, 40);
    expect(test.editor.styles.of('rectangle')).toMatchObject({ color: 'red', fill: 'amber' });
  });
});
