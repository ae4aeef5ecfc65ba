/** What passes between the process that runs the app's main bundle and the test with its browser. */

export interface PageOptions {
  readonly width: number;
  readonly height: number;
  /** File of the preload. */
  readonly preload: string | null;
  readonly dark: boolean;
}

/** What main needs of the browser. */
export interface BrowserSide {
  openPage(windowId: number, options: PageOptions): Promise<void>;
  /** Rejects when the page does not load. */
  load(windowId: number, url: string): Promise<void>;
  send(windowId: number, channel: string, args: readonly unknown[]): void;
  /** Lets the page hear that it is closed (`gracefully`), or not. */
  closePage(windowId: number, gracefully: boolean): Promise<void>;
  crashPage(windowId: number): void;
  setDark(dark: boolean): Promise<void>;
  /** Web names of permissions, and whether the app grants them to the pages of an address. */
  setPermissions(url: string, granted: Readonly<Record<string, boolean>>): Promise<void>;
  /** Passes the command line of an instance without the lock to the one that has it. */
  handOver(args: readonly string[]): Promise<void>;
}

export interface FrameOfPage {
  /** As the app knows it: with its own scheme. */
  readonly url: string;
  readonly isMainFrame: boolean;
}

export interface SchemeRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

export interface SchemeAnswer {
  /** 0 = the request has failed. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export type PageEvent =
  | { readonly name: 'ready-to-show' }
  | { readonly name: 'did-finish-load' }
  | { readonly name: 'did-navigate'; readonly url: string }
  | { readonly name: 'render-process-gone'; readonly reason: string }
  | { readonly name: 'preload-error'; readonly path: string; readonly message: string }
  | {
      readonly name: 'console-message';
      readonly level: 'info' | 'warning' | 'error';
      readonly message: string;
      readonly line: number;
      readonly source: string;
    };

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowReport {
  readonly bounds: Bounds;
  readonly isMaximized: boolean;
  readonly isVisible: boolean;
  readonly title: string;
  readonly backgroundColor: string;
}

export interface MenuReport {
  readonly label: string;
  readonly id: string | null;
  readonly role: string | null;
  readonly enabled: boolean;
  readonly accelerator: string | null;
  readonly items: readonly MenuReport[];
}

export type DialogKind = 'showMessageBox' | 'showSaveDialog' | 'showOpenDialog';
/** A dialog that was shown, or an API call worth a test's look. */
export interface Recorded {
  readonly api: string;
  readonly args: readonly unknown[];
}

/** What the test needs of main: what pages ask of it, and what a person or the system does. */
export interface MainSide {
  invoke(
    windowId: number,
    frame: FrameOfPage,
    channel: string,
    args: readonly unknown[],
  ): Promise<unknown>;
  /** Null when the scheme is none of the app's. */
  answer(request: SchemeRequest): Promise<SchemeAnswer | null>;
  mayNavigate(windowId: number, url: string): boolean;
  mayOpenWindow(windowId: number, url: string): boolean;
  pageEvent(windowId: number, event: PageEvent): void;

  /** Schemes that the app has registered as its own. */
  schemes(): readonly string[];
  secondInstance(args: readonly string[]): void;
  systemDark(dark: boolean): void;
  menu(): readonly MenuReport[];
  clickMenu(id: string): void;
  windows(): readonly WindowReport[];
  setBounds(bounds: Bounds): void;
  maximize(): void;
  /** As a person does; the app may have its say. */
  closeWindow(): void;
  quit(): void;
  emitUnresponsive(): void;
  /** The next dialog of a kind is answered so; `null` = it stays until it is taken away. */
  answerDialog(kind: DialogKind, answer: unknown): void;
  recorded(): readonly Recorded[];
  clipboard(): string;
  /** Makes something fail in main that nothing there catches. */
  fail(kind: 'exception' | 'rejection', message: string): void;
}
