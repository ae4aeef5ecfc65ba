import { z } from 'zod';
import type { RequestName } from './desktop-channels.ts';

export {
  EVENT_CHANNELS,
  type EventName,
  REQUEST_CHANNELS,
  type RequestName,
} from './desktop-channels.ts';

/** Longest text that goes to the clipboard, UTF-16 units. */
const COPY_TEXT_MAX_LENGTH = 16 * 1024 * 1024;
/** Largest file that passes between the host and the renderer, bytes. */
export const FILE_MAX_BYTES = 512 * 1024 * 1024;
const FILE_NAME_MAX_LENGTH = 255;
const TITLE_MAX_LENGTH = 500;

/** What opening the built-in cell to the network came to. `origins` are http origins of this computer. */
export const shareOnNetworkResultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), origins: z.array(z.string()) }),
  z.object({
    ok: z.literal(false),
    code: z.enum(['not-supported', 'no-network', 'failed']),
    message: z.string(),
  }),
]);
export type ShareOnNetworkResult = z.infer<typeof shareOnNetworkResultSchema>;

export const saveFileResultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), code: z.enum(['cancelled', 'failed']), message: z.string() }),
]);
export type SaveFileResult = z.infer<typeof saveFileResultSchema>;

export const pickedFileSchema = z.object({
  name: z.string(),
  bytes: z.instanceof(Uint8Array),
});
/** A file that a person chose; its bytes are a copy. */
export type PickedFile = z.infer<typeof pickedFileSchema>;

/** A file name without a folder, so that a page cannot steer the dialog elsewhere. */
const fileNameSchema = z
  .string()
  .min(1)
  .max(FILE_NAME_MAX_LENGTH)
  .refine((name) => !/[\\/\0]/.test(name) && name !== '.' && name !== '..', {
    message: 'a file name must not contain a folder',
  });

const MENU_TEXT_MAX_LENGTH = 120;
const MENU_ENTRIES_MAX = 60;

const menuLabel = z.string().min(1).max(MENU_TEXT_MAX_LENGTH);
const menuEntrySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('separator') }),
  z.object({
    kind: z.literal('role'),
    role: z.enum(['cut', 'copy', 'paste']),
    label: menuLabel,
  }),
  z.object({
    kind: z.literal('command'),
    id: z.string().regex(/^[a-z][a-z0-9.-]{0,63}$/),
    label: menuLabel,
    accelerator: z
      .string()
      .regex(/^((CmdOrCtrl|Shift|Alt)\+){0,3}([A-Z0-9]|[[\]]|Plus|-|Delete|Escape)$/)
      .optional(),
    enabled: z.boolean(),
  }),
]);

/** The application menu as the renderer knows it; what belongs to the system the host adds. */
export const appMenuSchema = z
  .array(
    z.object({
      id: z.enum(['file', 'edit', 'arrange', 'view', 'help']),
      label: menuLabel,
      entries: z.array(menuEntrySchema).max(MENU_ENTRIES_MAX).readonly(),
    }),
  )
  .max(5)
  .readonly();
export type AppMenu = z.infer<typeof appMenuSchema>;

export const THEME_SOURCES = ['system', 'light', 'dark'] as const;
/** What a person chose; `system` follows the operating system. */
export type ThemeSource = (typeof THEME_SOURCES)[number];

/** The arguments of each request. */
export interface RequestArguments {
  cellOrigin: [];
  shareOnNetwork: [];
  copyText: [text: string];
  saveFile: [suggestedName: string, bytes: Uint8Array, mime: string];
  /** A list as of `<input accept>`: `.drawbridge,image/png`. */
  pickFile: [accept: string];
  setTitle: [title: string];
  setMenu: [menu: AppMenu];
  setTheme: [theme: ThemeSource];
  takeOpenLinks: [];
  readyToClose: [];
}

/** Schemas of the arguments, checked by the host before anything is done. */
export const requestSchemas: { readonly [Name in RequestName]: z.ZodType<RequestArguments[Name]> } =
  {
    cellOrigin: z.tuple([]),
    shareOnNetwork: z.tuple([]),
    copyText: z.tuple([z.string().max(COPY_TEXT_MAX_LENGTH)]),
    saveFile: z.tuple([
      fileNameSchema,
      z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= FILE_MAX_BYTES, {
        message: 'the file is too large',
      }),
      z.string().max(FILE_NAME_MAX_LENGTH),
    ]),
    pickFile: z.tuple([z.string().max(FILE_NAME_MAX_LENGTH)]),
    setTitle: z.tuple([z.string().max(TITLE_MAX_LENGTH)]),
    setMenu: z.tuple([appMenuSchema]),
    setTheme: z.tuple([z.enum(THEME_SOURCES)]),
    takeOpenLinks: z.tuple([]),
    readyToClose: z.tuple([]),
  };

/** What each request is answered with. */
export interface RequestAnswers {
  readonly cellOrigin: string | null;
  readonly shareOnNetwork: ShareOnNetworkResult;
  readonly copyText: boolean;
  readonly saveFile: SaveFileResult;
  readonly pickFile: PickedFile | null;
  readonly setTitle: null;
  readonly setMenu: null;
  readonly setTheme: null;
  readonly takeOpenLinks: readonly string[];
  readonly readyToClose: null;
}

/** What the preload exposes as `window.desktop`, and nothing else. */
export interface DesktopApi {
  /** Origin of the built-in cell, or null when it could not start. */
  cellOrigin(): Promise<string | null>;
  /** Makes the built-in cell reachable from this computer's networks; call it after consent. */
  shareOnNetwork(): Promise<ShareOnNetworkResult>;
  copyText(text: string): Promise<boolean>;
  /** Asks where, then writes. */
  saveFile(suggestedName: string, bytes: Uint8Array, mime: string): Promise<SaveFileResult>;
  /** Asks which, then reads; null when the person chose none. */
  pickFile(accept: string): Promise<PickedFile | null>;
  setTitle(title: string): Promise<null>;
  /** Shows the commands in the application menu; called again when what can be done changes. */
  setMenu(menu: AppMenu): Promise<null>;
  /** Lets menus, dialogs and the frame of the window follow the theme of the page. */
  setTheme(theme: ThemeSource): Promise<null>;
  /** Links that this app was opened with since the last call, oldest first. */
  takeOpenLinks(): Promise<readonly string[]>;
  /** Command ids from the application menu. Answers a function that stops listening. */
  onCommand(listener: (commandId: string) => void): () => void;
  /** Says that a link waits for `takeOpenLinks`. Answers a function that stops listening. */
  onOpenLink(listener: () => void): () => void;
  /**
   * Says that the window is about to close, so that what was drawn last can be stored; it closes
   * once `readyToClose` is called. Answers a function that stops listening.
   */
  onClosing(listener: () => void): () => void;
  readyToClose(): Promise<null>;
}
