import { describe, expect, it } from 'vitest';
import type { ElementId } from '../board/element.ts';
import { type TestEditor, testEditor } from '../tools/testing/test-editor.ts';
import { runCommand } from './registry.ts';
import { NO_WINDOW } from './testing/no-window.ts';

const box = (x: number) =>
  ({ type: 'rectangle', x, y: 0, width: 80, height: 80, fill: 'blue' }) as const;

/** Four boxes side by side, 100 apart, none of them grouped. */
function fourBoxes(): { test: TestEditor; a: string; b: string; c: string; d: string } {
  const test = testEditor();
  const [a = '', b = '', c = '', d = ''] = test.given(box(0), box(100), box(200), box(300));
  return { test, a, b, c, d };
}

const run = (test: TestEditor, id: string, key = ''): boolean =>
  runCommand(id, { editor: test.editor, window: NO_WINDOW, press: { key, repeat: false } });

function group(test: TestEditor, ...ids: ElementId[]): void {
  test.editor.select(ids);
  expect(run(test, 'arrange.group')).toBe(true);
}

const at = { a: [40, 40], b: [140, 40], c: [240, 40], d: [340, 40] } as const;

describe('a group', () => {
  it('is selected by a click on any of it, moves as one, and is one step of undo', () => {
    const { test, a, c } = fourBoxes();
    group(test, a, c);
    test.click(600, 600).click(...at.a);
    expect(test.selected).toEqual([a, c]);
    test.drag(at.c, [240, 140]);
    expect(test.board.get(a)?.box.y).toBe(100);
    expect(test.board.get(c)?.box.y).toBe(100);
    test.editor.undo();
    test.editor.undo();
    expect(test.board.get(a)?.groups).toEqual([]);
    test.editor.redo();
    test.click(600, 600).click(...at.a);
    expect(test.selected).toEqual([a, c]);
  });

  it('gathers its members in the z-order, the topmost of them staying where it is', () => {
    const { test, a, b, c, d } = fourBoxes();
    group(test, a, c);
    expect(test.elements.map(({ id }) => id)).toEqual([b, a, c, d]);
  });

  it('goes forward and backward as a whole, and nothing comes in between', () => {
    const test = testEditor();
    const [a = '', b = '', c = '', d = ''] = test.given(box(0), box(200), box(40), box(400));
    group(test, a, b);
    expect(test.elements.map(({ id }) => id)).toEqual([a, b, c, d]);
    run(test, 'arrange.forward');
    expect(test.elements.map(({ id }) => id)).toEqual([c, a, b, d]);
    test.editor.select([c]);
    run(test, 'arrange.forward');
    expect(test.elements.map(({ id }) => id)).toEqual([a, b, c, d]);
  });

  it('is gone into by a double click, and come out of by Escape', () => {
    const { test, a, c } = fourBoxes();
    group(test, a, c);
    test
      .click(600, 600)
      .click(...at.a)
      .click(...at.a);
    test.doubleClick(...at.a);
    expect(test.selected).toEqual([a]);
    test.click(...at.c);
    expect(test.selected).toEqual([c]);
    test.escape();
    expect(test.selected).toEqual([a, c]);
    test.escape();
    expect(test.selected).toEqual([]);
  });

  it('is left by a click on something outside of it, and on the empty canvas', () => {
    const { test, a, b, c } = fourBoxes();
    group(test, a, c);
    test.doubleClick(...at.a).click(...at.b);
    expect(test.selected).toEqual([b]);
    test.click(...at.a);
    expect(test.selected).toEqual([a, c]);
    test
      .doubleClick(...at.a)
      .click(600, 600)
      .click(...at.a);
    expect(test.selected).toEqual([a, c]);
  });

  it('is reached through by Ctrl+click, however deep', () => {
    const { test, a, b, c } = fourBoxes();
    group(test, a, b);
    group(test, a, b, c);
    test.click(600, 600).click(...at.b, { accel: true });
    expect(test.selected).toEqual([b]);
    test.escape();
    expect(test.selected).toEqual([a, b]);
    test.escape();
    expect(test.selected).toEqual([a, b, c]);
  });

  it('is gone into by Enter, and its parts are gone through by Tab', () => {
    const { test, a, b, c } = fourBoxes();
    group(test, a, b);
    run(test, 'edit.text');
    expect(test.selected).toEqual([a]);
    run(test, 'edit.select-next');
    expect(test.selected).toEqual([b]);
    expect(run(test, 'edit.select-next')).toBe(true);
    expect(test.selected).toEqual([b]);
    test.escape();
    run(test, 'edit.select-next');
    expect(test.selected).toEqual([c]);
  });

  it('is toggled as a whole by Shift+click', () => {
    const { test, a, b, c } = fourBoxes();
    group(test, a, c);
    test.click(...at.b).click(...at.c, { shift: true });
    expect(new Set(test.selected)).toEqual(new Set([a, b, c]));
    test.click(...at.a, { shift: true });
    expect(test.selected).toEqual([b]);
  });

  it('is caught whole by a marquee that touches it, with Alt only when all of it is inside', () => {
    const { test, a, c } = fourBoxes();
    group(test, a, c);
    test.drag([-20, -20], [20, 20]);
    expect(test.selected).toEqual([a, c]);
    test.with({ alt: true }).drag([-20, -20], [90, 90]).with({});
    expect(test.selected).toEqual([]);
    test.with({ alt: true }).drag([-20, -20], [290, 90]).with({});
    expect(test.selected).toHaveLength(3);
  });

  it('is copied as a group of its own', () => {
    const { test, a, b } = fourBoxes();
    group(test, a, b);
    run(test, 'edit.duplicate');
    const copies = test.selected;
    expect(copies).toHaveLength(2);
    const { tree } = test.editor.groups;
    expect(tree.pathOf(copies[0] ?? '')).toHaveLength(1);
    expect(tree.pathOf(copies[0] ?? '')).toEqual(tree.pathOf(copies[1] ?? ''));
    expect(tree.pathOf(copies[0] ?? '')).not.toEqual(tree.pathOf(a));
  });

  it('and anything else is copied as far again as its last copy was put', () => {
    const test = testEditor();
    test.editor.snapToShapes.set(false);
    const [a = ''] = test.given(box(0));
    test.editor.select([a]);
    run(test, 'edit.duplicate');
    test.drag([60, 60], [190, 40]);
    run(test, 'edit.duplicate');
    run(test, 'edit.duplicate');
    expect(test.elements.map(({ box: { x, y } }) => [x, y])).toEqual([
      [0, 0],
      [150, 0],
      [300, 0],
      [450, 0],
    ]);
    test.editor.select([a]);
    run(test, 'edit.duplicate');
    expect(test.board.get(test.selected[0] ?? '')?.box.x).toBe(20);
  });

  it('holds copies of its parts that are made in it', () => {
    const { test, a, b } = fourBoxes();
    group(test, a, b);
    test.editor.selectDeep(a);
    run(test, 'edit.duplicate');
    const { tree } = test.editor.groups;
    expect(tree.pathOf(test.selected[0] ?? '')).toEqual(tree.pathOf(a));
    expect(tree.membersOf(tree.pathOf(a)[0] ?? '')).toHaveLength(3);
  });

  it('is taken apart, the groups in it stay', () => {
    const { test, a, b, c } = fourBoxes();
    group(test, a, b);
    group(test, a, b, c);
    expect(run(test, 'arrange.ungroup')).toBe(true);
    expect(new Set(test.selected)).toEqual(new Set([a, b, c]));
    test.click(600, 600).click(...at.a);
    expect(test.selected).toEqual([a, b]);
    test.click(...at.c);
    expect(test.selected).toEqual([c]);
  });

  it('lets go of what is ungrouped within it', () => {
    const { test, a, b, c } = fourBoxes();
    group(test, a, b, c);
    test.editor.selectDeep(a);
    expect(run(test, 'arrange.ungroup')).toBe(true);
    test.click(600, 600).click(...at.a);
    expect(test.selected).toEqual([a]);
    test.click(...at.b);
    expect(test.selected).toEqual([b, c]);
  });

  it('cannot be made of one thing, or on a board that takes no changes', () => {
    const { test, a, b } = fourBoxes();
    test.editor.select([a]);
    expect(run(test, 'arrange.group')).toBe(false);
    group(test, a, b);
    expect(run(test, 'arrange.group')).toBe(false);
  });
});

describe('a group that somebody else changes', () => {
  it('is left when it is taken apart while one works in it', () => {
    const { test, a, b } = fourBoxes();
    const other = test.other();
    group(test, a, b);
    test.editor.selectDeep(a);
    other.update([a, b].map((id) => ({ id, groups: [] })));
    expect(test.editor.groups.scope.get()).toEqual([]);
    expect(test.selected).toEqual([a]);
  });

  it('never leaves something selected that is gone', () => {
    const { test, a, b, c } = fourBoxes();
    const other = test.other();
    group(test, a, b);
    group(test, a, b, c);
    other.remove([a, b]);
    expect(test.selected).toEqual([c]);
    test.click(600, 600).click(...at.c);
    expect(test.selected).toEqual([c]);
    expect(test.editor.groups.tree.isEmpty).toBe(true);
  });

  it('does not change what is being dragged', () => {
    const { test, a, b, c } = fourBoxes();
    const other = test.other();
    group(test, a, b);
    test.down(40, 40).move(40, 90);
    other.update([a, b, c].map((id) => ({ id, groups: ['theirs'] })));
    test.up(40, 90);
    expect(test.board.get(a)?.box.y).toBe(50);
    expect(test.board.get(c)?.box.y).toBe(0);
    test.click(600, 600).click(40, 90);
    expect(new Set(test.selected)).toEqual(new Set([a, b, c]));
  });
});
