import { describe, expect, it } from 'vitest';
import { testEditor } from '../tools/testing/test-editor.ts';
import { acceleratorOf } from './accelerator.ts';
import { APP_MENU_LAYOUT, describeAppMenu } from './app-menu.ts';
import { findCommand } from './registry.ts';
import { NO_WINDOW } from './testing/no-window.ts';

function command(id: string, test = testEditor()) {
  return describeAppMenu({ editor: test.editor, window: NO_WINDOW }, (key) => key)
    .flatMap((section) => section.entries)
    .find((entry) => entry.kind === 'command' && entry.id === id);
}

describe('the application menu, described for the host', () => {
  it('has only commands that exist', () => {
    const ids = APP_MENU_LAYOUT.flatMap(({ entries }) => entries).filter(
      (entry) => typeof entry === 'string' && entry !== '-',
    );
    expect(ids.filter((id) => findCommand(String(id)) === undefined)).toEqual([]);
  });

  it('says what can be done now', () => {
    const test = testEditor();
    expect(command('edit.undo', test)).toMatchObject({ enabled: false });
    test.tool('pen').drag([0, 0], [9, 9]);
    expect(command('edit.undo', test)).toMatchObject({
      enabled: true,
      accelerator: 'CmdOrCtrl+Z',
    });
  });
});

describe('a shortcut in a menu', () => {
  it.each([
    ['$mod+z', 'CmdOrCtrl+Z'],
    ['$mod+Shift+z', 'CmdOrCtrl+Shift+Z'],
    ['$mod+=', 'CmdOrCtrl+Plus'],
    ['$mod+Shift++', 'CmdOrCtrl+Shift+Plus'],
    ['$mod+-', 'CmdOrCtrl+-'],
    ['$mod+0', 'CmdOrCtrl+0'],
    ['Shift+Digit1', 'Shift+1'],
    ['Delete', 'Delete'],
    [']', ']'],
    ['Shift+BracketRight', 'Shift+]'],
    ['v', 'V'],
    ["$mod+'", null],
    ['Shift+?', null],
    ['', null],
  ])('%s is %s', (shortcut, accelerator) => {
    expect(acceleratorOf(shortcut)).toBe(accelerator);
  });
});
