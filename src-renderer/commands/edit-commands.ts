import { type Command, type CommandContext, command } from './command.ts';

const hasSelection = ({ editor }: CommandContext): boolean => editor.selection.get().size > 0;

export const EDIT_COMMANDS: readonly Command[] = [
  command(
    'edit.undo',
    ['$mod+z'],
    ({ editor }) => {
      editor.undo();
    },
    ({ editor }) => editor.input.busy || editor.board.canUndo,
  ),
  command(
    'edit.redo',
    ['$mod+Shift+z', '$mod+y'],
    ({ editor }) => {
      editor.redo();
    },
    ({ editor }) => editor.board.canRedo,
  ),
  command(
    'edit.delete',
    ['Delete', 'Backspace'],
    ({ editor }) => editor.deleteSelected(),
    hasSelection,
  ),
  command(
    'edit.select-all',
    ['$mod+a'],
    ({ editor }) => {
      editor.setTool('select');
      editor.selectAll();
    },
    ({ editor }) => editor.board.size > 0,
  ),
  command('edit.escape', ['Escape'], ({ editor }) => {
    editor.escape();
  }),
];
