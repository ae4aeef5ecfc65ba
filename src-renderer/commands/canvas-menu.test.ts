import { describe, expect, it } from 'vitest';
import { testEditor } from '../tools/testing/test-editor.ts';
import { CANVAS_MENU_LAYOUT, describeCanvasMenu } from './canvas-menu.ts';
import { findCommand } from './registry.ts';
import { NO_WINDOW } from './testing/no-window.ts';

const menuOf = (test: ReturnType<typeof testEditor>) =>
  describeCanvasMenu({ editor: test.editor, window: NO_WINDOW }, (key) => key);
const commandsIn = (test: ReturnType<typeof testEditor>) =>
  menuOf(test)
    .flat()
    .flatMap((item) => ('groups' in item ? item.groups.flat() : item));
const enabledIn = (test: ReturnType<typeof testEditor>) =>
  commandsIn(test)
    .filter(({ enabled }) => enabled)
    .map(({ id }) => id);
const LAID_OUT = CANVAS_MENU_LAYOUT.flat().flatMap((entry) =>
  typeof entry === 'string' ? entry : entry.groups.flat(),
);

describe('the menu of the canvas', () => {
  it('has only commands that exist, each once', () => {
    expect(LAID_OUT.filter((id) => !findCommand(id))).toEqual([]);
    expect(new Set(LAID_OUT).size).toBe(LAID_OUT.length);
  });

  it('offers what makes sense without a selection', () => {
    const test = testEditor();
    expect(enabledIn(test)).toEqual(['edit.paste', 'insert.picture', 'view.toggle-grid']);
    expect(menuOf(test)).toHaveLength(3);
  });

  it('offers all of it for a selection of several, with its keys', () => {
    const test = testEditor();
    const box = (x: number) => ({ type: 'ellipse', x, y: 0, width: 9, height: 9 }) as const;
    test.editor.select(test.given(box(0), box(20), box(40)));
    const missing = LAID_OUT.filter((id) => !enabledIn(test).includes(id));
    expect(missing).toEqual([
      'arrange.ungroup',
      'style.paste',
      'arrange.unlock-all',
      'arrange.show-hidden',
    ]);
    expect(commandsIn(test).find(({ id }) => id === 'edit.copy')).toMatchObject({
      label: 'command.edit.copy',
      shortcut: '$mod+c',
    });
  });

  it('offers to unlock what is locked, and nothing that would change it', () => {
    const test = testEditor();
    test.editor.select(
      test.given({ type: 'ellipse', x: 0, y: 0, width: 9, height: 9, locked: true }),
    );
    const enabled = enabledIn(test);
    expect(enabled).toContain('arrange.lock');
    expect(enabled).not.toContain('edit.delete');
    expect(enabled).not.toContain('arrange.to-front');
  });
});
