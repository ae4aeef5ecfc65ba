import type { Editor } from '../canvas/editor.ts';

/** What the window around the board can do; commands only name it. */
export interface WindowActions {
  newBoard(): void;
  /** Shows all boards of this computer. */
  showBoards(): void;
  openFile(): void;
  saveCopy(): void;
  share(): void;
  /** Offers changes as a file, and says how those of others are merged. */
  exchangeChanges(): void;
  showHelp(): void;
  /** Opens the field that finds every command, element and board. */
  showPalette(): void;
  /** Checks the connection and shows what is found. */
  checkConnection(): void;
  /** Puts the selection on the clipboard. @returns nothing: it may take a while */
  copy(): void;
  /** Puts the selection on the clipboard for other programs. */
  copyAs(kind: 'text' | 'svg' | 'png'): void;
  /** The same as copying, and deletes it from the board once it is there. */
  cut(): void;
  paste(): void;
  /** Lets a person choose a picture and puts it on the board. */
  pickPicture(): void;
}

/** The words for a key of the catalogue. */
export type Words = (key: string, values?: Readonly<Record<string, unknown>>) => string;

/** The key that a command is run by. */
export interface KeyPress {
  readonly key: string;
  /** It is held down, and this is not its first event. */
  readonly repeat: boolean;
}

/** What commands act on. */
export interface CommandContext {
  readonly editor: Editor;
  readonly window: WindowActions;
  /** Absent when it was not a key that asked for it. */
  readonly press?: KeyPress;
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
  /** @returns false when there was nothing to do, and the key is left to the browser. */
  readonly run: (context: CommandContext) => unknown;
  readonly keys?: KeyBehaviour;
  /** What it is called now, where that says more than its label: "Undo move 3 shapes". */
  readonly title?: (context: CommandContext, t: Words) => string;
}

/** How a command's keys differ from those of most others. */
export interface KeyBehaviour {
  /** A held key runs it again and again. */
  readonly repeats?: boolean;
  /** They mean it only while the canvas has the focus. */
  readonly onCanvas?: boolean;
  /** The browser makes an event of its own of them, which is listened to instead. */
  readonly native?: boolean;
  /** So many of them are keys of their own, and not other ways to press the same. */
  readonly distinct?: number;
}

/** A command with its label key. */
export function command(
  id: string,
  shortcuts: readonly string[],
  run: Command['run'],
  when?: Command['when'],
  keys?: KeyBehaviour,
): Command {
  const labelKey = `command.${id}`;
  return { id, labelKey, shortcuts, run, ...(when ? { when } : {}), ...(keys ? { keys } : {}) };
}

export function canRun({ when }: Command, context: CommandContext): boolean {
  return when ? when(context) : true;
}

/** What a command is called now. */
export function titleOf(entry: Command, context: CommandContext, t: Words): string {
  return entry.title?.(context, t) ?? t(entry.labelKey);
}
