import { describe, expect, it } from 'vitest';
import { testEditor } from '../tools/testing/test-editor.ts';
import { canRun, type WindowActions } from './command.ts';
import { COMMANDS, findCommand } from './registry.ts';

const NO_WINDOW: WindowActions = {
  newBoard: () => undefined,
  openFile: () => undefined,
  saveCopy: () => undefined,
  share: () => undefined,
  showHelp: () => undefined,
};

function run(id: string, test: ReturnType<typeof testEditor>): boolean {
  const entry = findCommand(id);
  if (!entry) throw new Error(`no command ${id}`);
  const context = { editor: test.editor, window: NO_WINDOW };
  if (!canRun(entry, context)) return false;
  entry.run(context);
  return true;
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
