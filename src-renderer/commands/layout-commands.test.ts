import { describe, expect, it } from 'vitest';
import { type TestEditor, testEditor } from '../tools/testing/test-editor.ts';
import { runCommand } from './registry.ts';
import { NO_WINDOW } from './testing/no-window.ts';

const run = (test: TestEditor, id: string): boolean =>
  runCommand(id, { editor: test.editor, window: NO_WINDOW });
const box = (x: number, y: number, width = 40, height = 40) =>
  ({ type: 'rectangle', x, y, width, height, fill: 'blue' }) as const;
const places = (test: TestEditor) => test.elements.map((element) => [element.box.x, element.box.y]);

describe('laying out', () => {
  it('brings things into line in one step', () => {
    const test = testEditor();
    test.givenSelected(box(0, 0), box(50, 80), box(100, 30));
    expect(run(test, 'arrange.align-left')).toBe(true);
    expect(places(test)).toEqual([
      [0, 0],
      [0, 80],
      [0, 30],
    ]);
    test.editor.undo();
    expect(places(test)[1]).toEqual([50, 80]);
  });

  it('goes by what is seen of turned things', () => {
    const test = testEditor();
    test.givenSelected(box(0, 0, 100, 20), { ...box(200, 0, 100, 20), rotation: 90 });
    run(test, 'arrange.align-left');
    // Upright it is 20 wide about a centre at 250, so that it begins at 240.
    expect(test.elements[1]?.box.x).toBe(-40);
  });

  it('takes a group for one thing', () => {
    const test = testEditor();
    const [a = '', b = '', c = ''] = test.given(box(0, 0), box(100, 10), box(60, 200));
    test.editor.select([a, b]);
    run(test, 'arrange.group');
    test.editor.select([a, b, c]);
    run(test, 'arrange.align-left');
    expect(test.board.get(b)?.box.x).toBe(100);
    expect(test.board.get(c)?.box.x).toBe(0);
  });

  it('tidies up what lies about', () => {
    const test = testEditor();
    test.givenSelected(box(3, 0), box(60, 8), box(0, 70), box(71, 64));
    run(test, 'arrange.tidy');
    const [a, b, c, d] = places(test);
    expect([a?.[1], c?.[0]]).toEqual([b?.[1], a?.[0]]);
    expect(d).toEqual([b?.[0], c?.[1]]);
  });

  it('mirrors: places, angles, strokes', () => {
    const test = testEditor();
    test.givenSelected(
      box(0, 0),
      { ...box(60, 0), rotation: 30 },
      {
        type: 'stroke',
        points: [
          [120, 0],
          [140, 40],
        ],
      },
    );
    run(test, 'arrange.flip-x');
    const [first, turned, stroke] = test.elements;
    expect(first?.box.x).toBeGreaterThan(90);
    expect(turned?.rotation).toBeCloseTo(330);
    const points = test.board.points(stroke?.id ?? '');
    expect(points[0]).toBeGreaterThan(points[3] ?? 0);
    run(test, 'arrange.flip-x');
    expect(test.elements[0]?.box.x).toBeCloseTo(0);
    test.editor.undo();
    test.editor.undo();
    expect(test.elements[0]?.box.x).toBe(0);
  });

  it('needs something to lay out', () => {
    const test = testEditor();
    test.givenSelected(box(0, 0));
    expect(run(test, 'arrange.align-left')).toBe(false);
    expect(run(test, 'arrange.distribute-x')).toBe(false);
    expect(run(test, 'arrange.flip-x')).toBe(true);
  });
});

describe('what is locked', () => {
  function locked(): { test: TestEditor; a: string; b: string } {
    const test = testEditor();
    const [a = '', b = ''] = test.given(box(0, 0), box(100, 0));
    test.editor.select([a]);
    run(test, 'arrange.lock');
    return { test, a, b };
  }

  it('stays selected, has no handles, and is unlocked by the same command', () => {
    const { test, a } = locked();
    expect(test.selected).toEqual([a]);
    expect(test.editor.selectionView.handles(test.editor.camera.get())).toEqual([]);
    run(test, 'arrange.lock');
    expect(test.board.get(a)?.locked).toBe(false);
  });

  it('is not caught by clicks, marquees and the eraser', () => {
    const { test, a, b } = locked();
    test.click(600, 600).click(20, 20);
    expect(test.selected).toEqual([]);
    test.drag([-20, -20], [300, 300]);
    expect(test.selected).toEqual([b]);
    run(test, 'edit.select-all');
    expect(test.selected).toEqual([b]);
    test.tool('eraser').drag([20, 20], [25, 25]);
    expect(test.board.get(a)).toBeDefined();
  });

  it('is not moved, nor deleted, nor typed in', () => {
    const { test, a, b } = locked();
    test.editor.select([a, b]);
    test.drag([120, 20], [120, 120]);
    expect(test.board.get(a)?.box.y).toBe(0);
    expect(test.board.get(b)?.box.y).toBe(100);
    test.editor.deleteSelected();
    expect(test.elements.map(({ id }) => id)).toEqual([a]);
    expect(test.editor.texts.edit(a)).toBe(false);
  });

  it('drops out of a drag when somebody else locks it', () => {
    const { test, b } = locked();
    const other = test.other();
    test.down(120, 20).move(120, 60);
    other.update([{ id: b, locked: true }]);
    expect(test.editor.lift.get()).toBeNull();
    test.up(120, 60);
    expect(test.board.get(b)?.box.y).toBe(0);
  });

  it('can be unlocked all at once', () => {
    const { test, a } = locked();
    test.editor.select([]);
    run(test, 'arrange.unlock-all');
    expect(test.selected).toEqual([a]);
    expect(run(test, 'arrange.unlock-all')).toBe(false);
  });
});

describe('what is hidden', () => {
  it('is neither seen nor selected, and comes back selected', () => {
    const test = testEditor();
    const [a = '', b = ''] = test.givenSelected(box(0, 0), box(100, 0));
    test.editor.select([a]);
    run(test, 'arrange.hide');
    expect(test.selected).toEqual([]);
    expect(test.editor.scene.get(a)).toBeUndefined();
    test.click(20, 20);
    expect(test.selected).toEqual([]);
    run(test, 'edit.select-all');
    expect(test.selected).toEqual([b]);
    run(test, 'arrange.show-hidden');
    expect(test.selected).toEqual([a]);
    expect(test.editor.scene.pick([b, a]).map(({ id }) => id)).toEqual([a, b]);
  });

  it('is let go of when somebody else hides it', () => {
    const test = testEditor();
    const other = test.other();
    const [a = ''] = test.givenSelected(box(0, 0));
    other.update([{ id: a, hidden: true }]);
    expect(test.selected).toEqual([]);
    test.editor.undo();
    other.update([{ id: a, hidden: false }]);
    expect(test.editor.scene.get(a)).toBeDefined();
  });
});

describe('selecting what is alike', () => {
  it('goes by kind, or by looks', () => {
    const test = testEditor();
    const [a = '', b = '', c = ''] = test.given(
      box(0, 0),
      { ...box(50, 0), color: 'red' },
      box(100, 0),
      { type: 'ellipse', x: 0, y: 100, width: 9, height: 9 },
    );
    test.editor.select([a]);
    run(test, 'edit.select-same-style');
    expect(test.selected).toEqual([a, c]);
    run(test, 'edit.select-same-kind');
    expect(test.selected).toEqual([a, b, c]);
  });
});
