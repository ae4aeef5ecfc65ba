import { type Command, type CommandContext, command } from './command.ts';
import { canGroup, canUngroup, groupSelection, ungroupSelection } from './grouping.ts';

const isWritable = ({ editor }: CommandContext): boolean => editor.board.readOnlyReason === null;

export const GROUP_COMMANDS: readonly Command[] = [
  command(
    'arrange.group',
    ['$mod+g'],
    ({ editor }) => groupSelection(editor),
    (context) => isWritable(context) && canGroup(context.editor),
  ),
  command(
    'arrange.ungroup',
    ['$mod+Shift+g'],
    ({ editor }) => ungroupSelection(editor),
    (context) => isWritable(context) && canUngroup(context.editor),
  ),
];
