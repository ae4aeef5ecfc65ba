import { describe, expect, it } from 'vitest';
import { testEditor } from '../tools/testing/test-editor.ts';
import { canRun, type KeyPress } from './command.ts';
import { COMMANDS, findCommand } from './registry.ts';
import { NO_WINDOW } from './testing/no-window.ts';

function run(id: string, test: ReturnType<typeof testEditor>, press?: KeyPress): boolean {
  const entry = findCommand(id);
  if (!entry) throw new Error(`no command ${id}`);
  const context = { editor: test.editor, window: NO_WINDOW, ...(press ? { press } : {}) };
  return canRun(entry, context) && entry.run(context) !== false;
}
const oneBox = { type: 'rectangle', x: 0, y: 0, width: 4000, height: 100 } as const;

describe('commands', () => {
  it('have ids and shortcuts that are used once', () => {
    const ids = COMMANDS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const shortcuts = COMMANDS.flatMap((entry) => entry.shortcuts);
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
    for (const { id, labelKey } of COMMANDS) expect(labelKey).toBe(`command.${id}`);
  });

  it('undo and redo when there is something to', () => {
    const test = testEditor();
    expect(run('edit.undo', test)).toBe(false);
    test.tool('pen').drag([0, 0], [9, 9]);
    expect(run('edit.undo', test)).toBe(true);
    expect(test.elements).toHaveLength(0);
    expect(run('edit.redo', test)).toBe(true);
    expect(test.elements).toHaveLength(1);
  });

  it('select everything and delete it', () => {
    const test = testEditor();
    expect(run('edit.delete', test)).toBe(false);
    test.given(oneBox);
    test.tool('pen');
    run('edit.select-all', test);
    expect(test.editor.tool.get()).toBe('select');
    expect(test.selected).toHaveLength(1);
    expect(run('edit.delete', test)).toBe(true);
    expect(test.elements).toHaveLength(0);
  });

  it('zoom in steps, to 100 %, to all and to the selection', () => {
    const test = testEditor();
    run('view.zoom-in', test);
    expect(test.editor.camera.get().zoom).toBe(1.5);
    run('view.zoom-out', test);
    run('view.zoom-out', test);
    expect(test.editor.camera.get().zoom).toBe(0.75);
    run('view.zoom-100', test);
    expect(test.editor.camera.get().zoom).toBe(1);
    expect(run('view.zoom-fit', test)).toBe(false);
    test.given(oneBox);
    run('view.zoom-fit', test);
    expect(test.editor.camera.get().zoom).toBeLessThan(0.25);
    const [small = ''] = test.given({ type: 'rectangle', x: 0, y: 0, width: 10, height: 10 });
    test.editor.select([small]);
    run('view.zoom-selection', test);
    expect(test.editor.camera.get().zoom).toBe(2);
  });

  it('switch tools, and lock one by pressing it twice', () => {
    const test = testEditor();
    run('tool.rectangle', test);
    expect(test.editor.tool.get()).toBe('rectangle');
    run('tool.rectangle', test);
    expect(test.editor.toolLocked.get()).toBe(true);
    run('tool.select', test);
    expect(test.editor.toolLocked.get()).toBe(false);
  });
});

describe('commands for what is selected', () => {
  const box = (x: number, y = 0) =>
    ({ type: 'rectangle', x, y, width: 100, height: 60, fill: 'blue' }) as const;
  const orderOf = (test: ReturnType<typeof testEditor>) => test.elements.map(({ id }) => id);

  it('duplicate beside it and select the copy, in one step', () => {
    const test = testEditor();
    const ids = test.given(box(0), {
      type: 'arrow',
      points: [
        [0, 0],
        [50, 9],
      ],
      text: 'to',
    });
    test.editor.select(ids);
    test.editor.setCamera({ x: 0, y: 0, zoom: 2 });
    expect(run('edit.duplicate', test)).toBe(true);
    expect(test.elements).toHaveLength(4);
    expect(test.elements[2]?.box).toEqual({ x: 10, y: 10, width: 100, height: 60 });
    expect(test.board.text(test.elements[3]?.id ?? '')).toBe('to');
    expect(test.selected).toEqual(orderOf(test).slice(2));
    run('edit.duplicate', test);
    expect(test.elements[5]?.box.x).toBe(20);
    test.editor.undo();
    test.editor.undo();
    expect(orderOf(test)).toEqual(ids);
  });

  it('move it by arrow keys, a held key being one step of undo', () => {
    const test = testEditor();
    const [id = ''] = test.given(box(0));
    expect(run('edit.nudge', test, { key: 'ArrowLeft', repeat: false })).toBe(false);
    test.editor.select([id]);
    for (const repeat of [false, true, true]) run('edit.nudge', test, { key: 'ArrowDown', repeat });
    run('edit.nudge-far', test, { key: 'ArrowRight', repeat: false });
    expect(test.board.get(id)?.box).toMatchObject({ x: 10, y: 3 });
    test.editor.undo();
    expect(test.board.get(id)?.box).toMatchObject({ x: 0, y: 3 });
    test.editor.undo();
    expect(test.board.get(id)?.box).toMatchObject({ x: 0, y: 0 });
    expect(test.board.canUndo).toBe(false);
  });

  it('move it from where somebody else put it while the key is held', () => {
    const test = testEditor();
    const [id = ''] = test.given(box(0));
    const other = test.other();
    test.editor.select([id]);
    run('edit.nudge', test, { key: 'ArrowDown', repeat: false });
    other.update([{ id, x: 500 }]);
    run('edit.nudge', test, { key: 'ArrowDown', repeat: true });
    expect(test.board.get(id)?.box).toMatchObject({ x: 500, y: 2 });
  });

  it('have nothing to move once somebody else has deleted it', () => {
    const test = testEditor();
    const [id = ''] = test.given(box(0));
    const other = test.other();
    test.editor.select([id]);
    other.remove([id]);
    expect(run('edit.nudge', test, { key: 'ArrowDown', repeat: false })).toBe(false);
    expect(run('edit.duplicate', test)).toBe(false);
  });

  it('change its place among what it overlaps', () => {
    const test = testEditor();
    const [a = '', b = '', far = '', c = ''] = test.given(box(0), box(50), box(900), box(60));
    test.editor.select([a]);
    expect(run('arrange.forward', test)).toBe(true);
    expect(orderOf(test)).toEqual([b, a, far, c]);
    run('arrange.forward', test);
    expect(orderOf(test)).toEqual([b, far, c, a]);
    run('arrange.backward', test);
    run('arrange.to-back', test);
    expect(orderOf(test)).toEqual([a, b, far, c]);
    run('arrange.to-front', test);
    expect(orderOf(test)).toEqual([b, far, c, a]);
    const before = test.trace();
    run('arrange.to-front', test);
    expect(test.trace()).toEqual(before);
    for (let i = 0; i < 5; i++) test.editor.undo();
    expect(orderOf(test)).toEqual([a, b, far, c]);
  });

  it('go on to the next in reading order, bring it into view, and leave the canvas at the end', () => {
    const test = testEditor();
    const [last = '', first = '', second = ''] = test.given(box(0, 3000), box(0), box(200, 9));
    test.tool('pen');
    for (const id of [first, second, last]) {
      expect(run('edit.select-next', test)).toBe(true);
      expect(test.selected).toEqual([id]);
    }
    expect(test.editor.tool.get()).toBe('select');
    expect(test.editor.camera.get().y).toBeGreaterThan(2000);
    expect(run('edit.select-next', test)).toBe(false);
    expect(run('edit.select-previous', test)).toBe(true);
    expect(test.selected).toEqual([second]);
    test.editor.select([]);
    expect(run('edit.select-previous', test)).toBe(false);
  });

  it('cannot be done where there is nothing, or where nothing may be changed', () => {
    const test = testEditor();
    for (const id of ['edit.duplicate', 'edit.cut', 'edit.copy', 'arrange.forward']) {
      expect(run(id, test)).toBe(false);
    }
    expect(run('edit.select-next', test)).toBe(false);
    expect(run('edit.paste', test)).toBe(true);
    test.editor.select(test.given(box(0)));
    test.board.doc.getMap('meta').set('schemaVersion', 99);
    for (const id of ['edit.duplicate', 'edit.cut', 'edit.paste', 'arrange.forward']) {
      expect(run(id, test)).toBe(false);
    }
    expect(run('edit.copy', test)).toBe(true);
    expect(test.editor.selectionView.handles(test.editor.camera.get())).toEqual([]);
  });
});
