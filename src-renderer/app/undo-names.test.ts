import { describe, expect, it } from 'vitest';
import { titleOf } from '../commands/command.ts';
import { findCommand, runCommand } from '../commands/registry.ts';
import { NO_WINDOW } from '../commands/testing/no-window.ts';
import { type TestEditor, testEditor } from '../tools/testing/test-editor.ts';
import { startI18n } from '../ui/i18n/index.ts';

const i18n = startI18n();
const box = (x: number) =>
  ({ type: 'rectangle', x, y: 0, width: 40, height: 40, fill: 'blue' }) as const;

function nameOf(test: TestEditor, id: 'edit.undo' | 'edit.redo' = 'edit.undo'): string {
  const known = findCommand(id);
  if (!known) throw new Error(id);
  return titleOf(known, { editor: test.editor, window: NO_WINDOW }, (key, values) =>
    String(i18n.t(key as 'app.name', { ...values })),
  );
}
const run = (test: TestEditor, id: string): boolean =>
  runCommand(id, { editor: test.editor, window: NO_WINDOW });

describe('the name of an undo step', () => {
  it('is plain when there is none', () => {
    expect(nameOf(testEditor())).toBe('Undo');
  });

  it('says what was done, and to how many', () => {
    const test = testEditor();
    const ids = test.givenSelected(box(0), box(60), box(120));
    test.drag([20, 20], [20, 80]);
    expect(nameOf(test)).toBe('Undo move 3 shapes');
    test.editor.undo();
    expect(nameOf(test, 'edit.redo')).toBe('Redo move 3 shapes');
    test.editor.select([ids[0] ?? '']);
    test.editor.deleteSelected();
    expect(nameOf(test)).toBe('Undo delete rectangle');
  });

  it.each<[string, string, (test: TestEditor) => unknown]>([
    ['add', 'Undo add rectangle', (test) => test.tool('rectangle').drag([300, 300], [350, 350])],
    [
      'resize',
      'Undo resize 2 shapes',
      (test) => {
        const ids = test.editor.selection.get();
        test.editor.update([...ids].map((id) => ({ id, width: 90 })));
      },
    ],
    [
      'rotate',
      'Undo rotate 2 shapes',
      (test) => {
        test.editor.update(
          [...test.editor.selection.get()].map((id) => ({ id, rotation: 9, x: 5 })),
        );
      },
    ],
    [
      'style',
      'Undo style of 2 shapes',
      (test) => {
        test.editor.update([...test.editor.selection.get()].map((id) => ({ id, color: 'red' })));
      },
    ],
    ['group', 'Undo group 2 shapes', (test) => run(test, 'arrange.group')],
    [
      'ungroup',
      'Undo ungroup 2 shapes',
      (test) => {
        run(test, 'arrange.group');
        run(test, 'arrange.ungroup');
      },
    ],
    ['lock', 'Undo lock 2 shapes', (test) => run(test, 'arrange.lock')],
    ['hide', 'Undo hide 2 shapes', (test) => run(test, 'arrange.hide')],
    ['align', 'Undo move rectangle', (test) => run(test, 'arrange.align-right')],
    [
      'type',
      'Undo typing in rectangle',
      (test) => {
        test.editor.update([{ id: test.selected[0] ?? '', text: 'Hi' }]);
      },
    ],
  ])('knows %s', (_, name, act) => {
    const test = testEditor();
    test.givenSelected(box(0), box(60));
    act(test);
    expect(nameOf(test)).toBe(name);
  });

  it('skips what others have changed since: undo will', () => {
    const test = testEditor();
    const other = test.other();
    const [a = ''] = test.givenSelected(box(0));
    test.editor.update([{ id: a, color: 'red' }]);
    test.editor.update([{ id: a, size: 9 }]);
    other.update([{ id: a, size: 2 }]);
    expect(nameOf(test)).toBe('Undo style of rectangle');
    test.editor.undo();
    expect(nameOf(test)).toBe('Undo');
  });
});
