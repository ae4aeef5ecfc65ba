import { canHoldText, type ElementId } from '../board/element.ts';
import { type Command, type CommandContext, command } from './command.ts';
import { enterSelectedGroup, selectedGroup } from './grouping.ts';
import { duplicateSelection, nudgeSelection, selectNeighbour } from './selection-actions.ts';
import { historyTitle } from './step-name.ts';

/** The one selected element, when its text can be edited. */
function editable({ editor }: CommandContext): ElementId | undefined {
  const [id, more] = editor.selection.get();
  if (id === undefined || more !== undefined || editor.board.readOnlyReason) return undefined;
  const element = editor.board.get(id);
  return element && !element.locked && canHoldText(element.type) ? id : undefined;
}

const hasSelection = ({ editor }: CommandContext): boolean => editor.selection.get().size > 0;
const canChangeSelection = (context: CommandContext): boolean =>
  hasSelection(context) &&
  context.editor.board.readOnlyReason === null &&
  !context.editor.selectionView.isLocked;
const canAdd = ({ editor }: CommandContext): boolean => editor.board.readOnlyReason === null;

/** Board units. */
const NUDGE = 1;
const NUDGE_FAR = 10;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The steps of a held key are one step of undo; a key pressed anew begins another. */
let nudgeRun = {};

function nudge(distance: number): Command['run'] {
  return ({ editor, press }) => {
    const direction = press && ARROWS[press.key];
    if (!press || !direction) return false;
    if (!press.repeat) nudgeRun = {};
    const [x, y] = direction;
    nudgeSelection(editor, x * distance, y * distance, nudgeRun);
    return true;
  };
}

const ON_CANVAS = { onCanvas: true, repeats: true } as const;

export const EDIT_COMMANDS: readonly Command[] = [
  {
    ...command(
      'edit.undo',
      ['$mod+z'],
      ({ editor }) => {
        editor.undo();
      },
      ({ editor }) => editor.input.busy || editor.board.canUndo,
      { repeats: true },
    ),
    title: historyTitle('undo'),
  },
  {
    ...command(
      'edit.redo',
      ['$mod+Shift+z', '$mod+y'],
      ({ editor }) => {
        editor.redo();
      },
      ({ editor }) => editor.board.canRedo,
      { repeats: true },
    ),
    title: historyTitle('redo'),
  },
  command('edit.cut', ['$mod+x'], ({ window }) => window.cut(), canChangeSelection, {
    native: true,
  }),
  command('edit.copy', ['$mod+c'], ({ window }) => window.copy(), hasSelection, { native: true }),
  command('edit.copy-text', [], ({ window }) => window.copyAs('text'), hasSelection),
  command('edit.copy-svg', [], ({ window }) => window.copyAs('svg'), hasSelection),
  command('edit.copy-png', ['Alt+Shift+KeyC'], ({ window }) => window.copyAs('png'), hasSelection),
  command('edit.paste', ['$mod+v'], ({ window }) => window.paste(), canAdd, { native: true }),
  command('insert.picture', ['$mod+u'], ({ window }) => window.pickPicture(), canAdd),
  command(
    'edit.duplicate',
    ['$mod+d'],
    ({ editor }) => duplicateSelection(editor),
    (context) => hasSelection(context) && canAdd(context),
  ),
  command(
    'edit.delete',
    ['Delete', 'Backspace'],
    ({ editor }) => editor.deleteSelected(),
    (context) => hasSelection(context) && !context.editor.selectionView.isLocked,
  ),
  command(
    'edit.text',
    ['Enter', 'F2'],
    (context) => {
      const id = editable(context);
      if (id !== undefined) context.editor.texts.edit(id, { selectAll: true });
      else enterSelectedGroup(context.editor);
    },
    (context) => editable(context) !== undefined || selectedGroup(context.editor) !== null,
    { onCanvas: true },
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
  command(
    'edit.select-next',
    ['Tab'],
    ({ editor }) => selectNeighbour(editor, 1),
    undefined,
    ON_CANVAS,
  ),
  command(
    'edit.select-previous',
    ['Shift+Tab'],
    ({ editor }) => selectNeighbour(editor, -1),
    undefined,
    ON_CANVAS,
  ),
  command('edit.nudge', Object.keys(ARROWS), nudge(NUDGE), canChangeSelection, {
    ...ON_CANVAS,
    distinct: 4,
  }),
  command(
    'edit.nudge-far',
    Object.keys(ARROWS).map((key) => `Shift+${key}`),
    nudge(NUDGE_FAR),
    canChangeSelection,
    ON_CANVAS,
  ),
  command('edit.escape', ['Escape'], ({ editor }) => {
    editor.escape();
  }),
];
