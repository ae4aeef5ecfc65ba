import { ARRANGE_COMMANDS } from './arrange-commands.ts';
import { type Command, type CommandContext, canRun } from './command.ts';
import { EDIT_COMMANDS } from './edit-commands.ts';
import { GROUP_COMMANDS } from './group-commands.ts';
import { LAYOUT_COMMANDS } from './layout-commands.ts';
import { STYLE_COMMANDS } from './style-commands.ts';
import { TOOL_COMMANDS } from './tool-commands.ts';
import { VIEW_COMMANDS } from './view-commands.ts';
import { WINDOW_COMMANDS } from './window-commands.ts';

/** Every command of the board and of the window around it. */
export const COMMANDS: readonly Command[] = [
  ...EDIT_COMMANDS,
  ...ARRANGE_COMMANDS,
  ...GROUP_COMMANDS,
  ...LAYOUT_COMMANDS,
  ...STYLE_COMMANDS,
  ...VIEW_COMMANDS,
  ...TOOL_COMMANDS,
  ...WINDOW_COMMANDS,
];

const BY_ID: ReadonlyMap<string, Command> = new Map(COMMANDS.map((entry) => [entry.id, entry]));

export function findCommand(id: string): Command | undefined {
  return BY_ID.get(id);
}

/** Runs a command by its id. @returns whether it exists and could run. */
export function runCommand(id: string, context: CommandContext): boolean {
  const known = findCommand(id);
  if (known === undefined || !canRun(known, context)) return false;
  known.run(context);
  return true;
}
