import type { Editor } from '../canvas/editor.ts';
import type { Alignment } from '../geometry/align.ts';
import { type Command, type CommandContext, command } from './command.ts';
import { hasMarked, hideSelection, showHidden, toggleLocked, unlockAll } from './keeping.ts';
import { selectSame } from './select-same.ts';
import {
  alignSelection,
  distributeSelection,
  flipSelection,
  layoutCount,
  stackSelection,
  tidySelection,
} from './selection-layout.ts';

const isWritable = ({ editor }: CommandContext): boolean => editor.board.readOnlyReason === null;

/** When at least so many things are selected and can be changed. */
const withSelected =
  (least: number) =>
  (context: CommandContext): boolean =>
    isWritable(context) &&
    context.editor.selection.get().size >= least &&
    layoutCount(context.editor) >= least &&
    !context.editor.selectionView.isLocked;

const on =
  (act: (editor: Editor) => void): Command['run'] =>
  ({ editor }) =>
    act(editor);

const align = (how: Alignment, shortcut: string): Command =>
  command(
    `arrange.align-${how}`,
    [shortcut],
    on((editor) => alignSelection(editor, how)),
    withSelected(2),
  );

const hasSelection = ({ editor }: Pick<CommandContext, 'editor'>): boolean =>
  editor.selection.get().size > 0;

/** By the keys' places where Alt would make other letters of them. */
export const LAYOUT_COMMANDS: readonly Command[] = [
  align('left', 'Alt+KeyA'),
  align('centre', 'Alt+KeyH'),
  align('right', 'Alt+KeyD'),
  align('top', 'Alt+KeyW'),
  align('middle', 'Alt+KeyV'),
  align('bottom', 'Alt+KeyS'),
  command(
    'arrange.distribute-x',
    ['Alt+Shift+KeyH'],
    on((editor) => distributeSelection(editor, 'x')),
    withSelected(3),
  ),
  command(
    'arrange.distribute-y',
    ['Alt+Shift+KeyV'],
    on((editor) => distributeSelection(editor, 'y')),
    withSelected(3),
  ),
  command(
    'arrange.stack-x',
    [],
    on((editor) => stackSelection(editor, 'x')),
    withSelected(2),
  ),
  command(
    'arrange.stack-y',
    [],
    on((editor) => stackSelection(editor, 'y')),
    withSelected(2),
  ),
  command('arrange.tidy', ['Alt+Shift+KeyT'], on(tidySelection), withSelected(2)),
  command(
    'arrange.flip-x',
    ['Alt+Shift+ArrowRight'],
    on((editor) => flipSelection(editor, 'x')),
    withSelected(1),
    { onCanvas: true },
  ),
  command(
    'arrange.flip-y',
    ['Alt+Shift+ArrowDown'],
    on((editor) => flipSelection(editor, 'y')),
    withSelected(1),
    { onCanvas: true },
  ),
  {
    ...command(
      'arrange.lock',
      ['$mod+Shift+l'],
      on(toggleLocked),
      (context) => isWritable(context) && hasSelection(context),
    ),
    title: ({ editor }, t) => {
      if (!hasSelection({ editor })) return t('command.arrange.lock');
      return editor.selectionView.isLocked ? t('canvasMenu.unlock') : t('canvasMenu.lock');
    },
  },
  command(
    'arrange.unlock-all',
    [],
    on(unlockAll),
    (context) => isWritable(context) && hasMarked(context.editor, 'locked'),
  ),
  command('arrange.hide', ['$mod+Shift+h'], on(hideSelection), withSelected(1)),
  command(
    'arrange.show-hidden',
    [],
    on(showHidden),
    (context) => isWritable(context) && hasMarked(context.editor, 'hidden'),
  ),
  command(
    'edit.select-same-kind',
    [],
    on((editor) => selectSame(editor, 'kind')),
    hasSelection,
  ),
  command(
    'edit.select-same-style',
    [],
    on((editor) => selectSame(editor, 'style')),
    hasSelection,
  ),
];
