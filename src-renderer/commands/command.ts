import type { Editor } from '../canvas/editor.ts';

/** What the window around the board can do; commands only name it. */
export interface WindowActions {
  newBoard(): void;
  openFile(): void;
  saveCopy(): void;
  share(): void;
  showHelp(): void;
}

/** What commands act on. */
export interface CommandContext {
  readonly editor: Editor;
  readonly window: WindowActions;
}

/** One thing a person can do, known to menus, keys, tooltips and the palette alike. */
export interface Command {
  /** Stable, dotted: `edit.undo`. */
  readonly id: string;
  /** Key of the label in the translations: `command.<id>`. */
  readonly labelKey: string;
  /**
   * Keys in tinykeys' syntax (`$mod` is Ctrl, or Cmd on a Mac), the one to show first.
   * Letters are written in lower case, keys by position as `KeyboardEvent.code`.
   */
  readonly shortcuts: readonly string[];
  /** Whether it can be done now; always when absent. */
  readonly when?: (context: CommandContext) => boolean;
  readonly run: (context: CommandContext) => void;
}

/** A command with its label key. */
export function command(
  id: string,
  shortcuts: readonly string[],
  run: Command['run'],
  when?: Command['when'],
): Command {
  const labelKey = `command.${id}`;
  return when ? { id, labelKey, shortcuts, run, when } : { id, labelKey, shortcuts, run };
}

export function canRun({ when }: Command, context: CommandContext): boolean {
  return when ? when(context) : true;
}
