import type { Editor } from '../canvas/editor.ts';
import { applyLook } from '../canvas/looks.ts';
import { PickingLook } from '../tools/select/picking-look.ts';
import { type Command, type CommandContext, command } from './command.ts';

const hasSelection = ({ editor }: CommandContext): boolean => editor.selection.get().size > 0;
const isWritable = ({ editor }: CommandContext): boolean => editor.board.readOnlyReason === null;

/** The topmost of what is selected says how things look. */
function copyLook({ scene, selection, copiedLook }: Editor): void {
  const top = scene.pick(selection.get()).at(-1);
  if (top) copiedLook.set(top.element);
}

export const STYLE_COMMANDS: readonly Command[] = [
  command('style.copy', ['$mod+Alt+KeyC'], ({ editor }) => copyLook(editor), hasSelection),
  command(
    'style.paste',
    ['$mod+Alt+KeyV'],
    ({ editor }) => {
      const look = editor.copiedLook.get();
      if (look) applyLook(editor, look, 'all');
    },
    (context) =>
      isWritable(context) &&
      hasSelection(context) &&
      !context.editor.selectionView.isLocked &&
      context.editor.copiedLook.get() !== null,
  ),
  command(
    'style.pick',
    ['Alt+KeyE'],
    ({ editor }) => {
      const selected = editor.selection.get();
      editor.setTool('select');
      editor.select(selected);
      editor.machine.begin(new PickingLook(editor));
    },
    (context) => isWritable(context) && context.editor.board.size > 0,
  ),
];
