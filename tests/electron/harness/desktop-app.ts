import type { Page } from '@playwright/test';
import type { Bounds, DialogKind, MenuReport, WindowReport } from '../stand-in/contract.ts';

export interface DesktopLaunch {
  /** Folder of the app; the repository when absent. */
  readonly appPath?: string;
  readonly args?: readonly string[];
  /** Where it keeps its data; a fresh folder when absent. */
  readonly userData?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A native dialog that the app has shown. */
export interface ShownDialog {
  readonly kind: DialogKind;
  readonly options: {
    readonly message?: string;
    readonly detail?: string;
    readonly buttons?: readonly string[];
    readonly defaultPath?: string;
  };
}

/** The running desktop app, by whatever runs it: the stand-in, or Electron. */
export interface DesktopApp {
  readonly userData: string;
  /** Its exit code, once it has ended. */
  readonly exited: Promise<number>;
  /** The page of its window, once the window is on screen. */
  page(): Promise<Page>;
  /** Errors that its pages did not handle. */
  readonly pageErrors: readonly string[];
  windows(): Promise<readonly WindowReport[]>;
  /** How many pages there are, windows or not. */
  pageCount(): Promise<number>;
  setBounds(bounds: Bounds): Promise<void>;
  menu(): Promise<readonly MenuReport[]>;
  clickMenu(id: string): Promise<void>;
  setSystemDark(dark: boolean): Promise<void>;
  /** How the next dialog of a kind is answered; `null` = it stays until the app takes it away. */
  answerDialog(kind: DialogKind, answer: unknown): Promise<void>;
  dialogs(): Promise<readonly ShownDialog[]>;
  clipboard(): Promise<string>;
  /** Makes something fail in main that nothing there catches. */
  failInMain(kind: 'exception' | 'rejection', message: string): Promise<void>;
  /** Starts the app once more on the same data, and waits for that one's end. */
  openAgain(args: readonly string[]): Promise<number>;
  /** Closes the window as a person does. */
  closeWindow(): Promise<void>;
  /** Quits as a person does. Answers the exit code. */
  quit(): Promise<number>;
  /** Ends whatever is left of it, and throws away what nobody else needs. */
  dispose(): Promise<void>;
}
