import type { Command } from './command.ts';
import { EDIT_COMMANDS } from './edit-commands.ts';
import { TOOL_COMMANDS } from './tool-commands.ts';
import { VIEW_COMMANDS } from './view-commands.ts';

/** Every command of the board. */
export const COMMANDS: readonly Command[] = [...EDIT_COMMANDS, ...VIEW_COMMANDS, ...TOOL_COMMANDS];

const BY_ID: ReadonlyMap<string, Command> = new Map(COMMANDS.map((entry) => [entry.id, entry]));

export function findCommand(id: string): Command | undefined {
  return BY_ID.get(id);
}
