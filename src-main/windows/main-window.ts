import { BrowserWindow, nativeTheme, screen } from 'electron';
import { guardContents } from '../security/session-rules.ts';
import {
  fitToDisplays,
  WINDOW_MIN_HEIGHT_PX,
  WINDOW_MIN_WIDTH_PX,
  type WindowStateFile,
} from './window-state.ts';

/** The canvas's own colours, seen before the page has painted and while a window grows. */
const BACKGROUND = { light: '#fbfbfa', dark: '#18191b' } as const;

export interface MainWindowOptions {
  /** The built preload. */
  readonly preload: string;
  readonly icon: string;
  readonly title: string;
  readonly state: WindowStateFile;
}

const background = (): string =>
  nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light;

/**
 * Makes the app's window, without a page yet, where it was when it was last closed.
 *
 * @returns the window, and a promise that resolves once it is on screen
 */
export function createMainWindow({ preload, icon, title, state }: MainWindowOptions): {
  readonly window: BrowserWindow;
  readonly shown: Promise<void>;
} {
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const { bounds, maximized } = fitToDisplays(state.read(), areas);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: WINDOW_MIN_WIDTH_PX,
    minHeight: WINDOW_MIN_HEIGHT_PX,
    show: false,
    title,
    icon,
    backgroundColor: background(),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      // Others' strokes and our own links go on while the window is hidden.
      backgroundThrottling: false,
      // Elsewhere it would fetch dictionaries from a server that nobody has chosen.
      spellcheck: process.platform === 'darwin',
    },
  });
  guardContents(window.webContents);
  window.on('close', () =>
    state.write({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
  );
  const followTheme = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', followTheme);
  window.once('closed', () => nativeTheme.off('updated', followTheme));
  return { window, shown: showWhenPainted(window, maximized) };
}

/** Shows the window when its first picture is ready, so that nobody sees an empty one. */
function showWhenPainted(window: BrowserWindow, maximized: boolean): Promise<void> {
  return new Promise((resolve) => {
    window.once('ready-to-show', () => {
      // Maximizing shows a window too, so that it cannot be done before.
      if (maximized) window.maximize();
      window.show();
      resolve();
    });
  });
}
