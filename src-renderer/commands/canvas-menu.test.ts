import { describe, expect, it } from 'vitest';
import { testEditor } from '../tools/testing/test-editor.ts';
import { CANVAS_MENU_LAYOUT, describeCanvasMenu } from './canvas-menu.ts';
import { findCommand } from './registry.ts';
import { NO_WINDOW } from './testing/no-window.ts';

const menuOf = (test: ReturnType<typeof testEditor>) =>
  describeCanvasMenu({ editor: test.editor, window: NO_WINDOW }, (key) => key);
const enabledIn = (test: ReturnType<typeof testEditor>) =>
  menuOf(test)
    .flat()
    .filter(({ enabled }) => enabled)
    .map(({ id }) => id);

describe('the menu of the canvas', () => {
  it('has only commands that exist', () => {
    expect(CANVAS_MENU_LAYOUT.flat().filter((id) => !findCommand(id))).toEqual([]);
  });

  it('offers what makes sense without a selection', () => {
    const test = testEditor();
    expect(enabledIn(test)).toEqual(['edit.paste', 'view.toggle-grid']);
    expect(menuOf(test)).toHaveLength(2);
  });

  it('offers all of it for a selection, with its keys', () => {
    const test = testEditor();
    test.editor.select(test.given({ type: 'ellipse', x: 0, y: 0, width: 9, height: 9 }));
    const [first, ...rest] = CANVAS_MENU_LAYOUT;
    const withoutGroups = rest.filter((ids) => !ids.includes('arrange.group'));
    expect(enabledIn(test)).toEqual([first, ...withoutGroups].flat());
    const items = menuOf(test).flat();
    expect(items.find(({ id }) => id === 'edit.copy')).toMatchObject({
      label: 'command.edit.copy',
      shortcut: '$mod+c',
    });
  });
});
