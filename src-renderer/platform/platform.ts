import type {
  AppMenu,
  PickedFile,
  SaveFileResult,
  ShareOnNetworkResult,
  ThemeSource,
} from '../../src-main/desktop-api.ts';

export type { AppMenu, PickedFile, SaveFileResult, ShareOnNetworkResult, ThemeSource };

/** What the app needs of the host that shows it: the desktop app, or a browser. */
export interface Platform {
  readonly kind: 'desktop' | 'web';
  /** Origin of the built-in cell (desktop), or of the cell that served this page (web). */
  cellOrigin(): Promise<string | null>;
  /** Opens the built-in cell to the networks of this computer; to be called after consent. */
  shareOnNetwork(): Promise<ShareOnNetworkResult>;
  /** Whether the text is on the clipboard now. */
  copyText(text: string): Promise<boolean>;
  saveFile(suggestedName: string, bytes: Uint8Array, mime: string): Promise<SaveFileResult>;
  /**
   * Lets a person choose a file; null when none was chosen.
   *
   * @param accept as of `<input accept>`
   * @throws when the chosen file cannot be read
   */
  pickFile(accept: string): Promise<PickedFile | null>;
  /** Command ids of the application menu; never called on the web. Answers a function that stops it. */
  onCommand(listener: (commandId: string) => void): () => void;
  /** `drawbridge:` links that the app was opened with; never called on the web. */
  onOpenLink(listener: (link: string) => void): () => void;
  setTitle(title: string): void;
  /** Shows commands in the application menu; the web has none. */
  setMenu(menu: AppMenu): void;
  /** Lets the host's own parts follow the theme; the web has none. */
  setTheme(theme: ThemeSource): void;
  /**
   * What must be done before the window closes: it stays until the promise settles, within
   * limits. Never called on the web. Answers a function that stops it.
   */
  onClosing(prepare: () => Promise<void>): () => void;
}
