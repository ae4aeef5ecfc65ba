import { BrowserWindow, screen } from 'electron';
import { APP_URL } from '../security/app-scheme.ts';
import {
  fitToDisplays,
  WINDOW_MIN_HEIGHT_PX,
  WINDOW_MIN_WIDTH_PX,
  type WindowStateFile,
} from './window-state.ts';

export interface MainWindowOptions {
  /** The built preload. */
  readonly preload: string;
  readonly icon: string;
  readonly state: WindowStateFile;
}

/**
 * Opens the window of the app. It is shown when its first picture is ready, so that nobody sees
 * an empty one.
 *
 * @returns the window and a promise that resolves once it is on screen
 */
export function openMainWindow({ preload, icon, state }: MainWindowOptions): {
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
    title: 'Drawbridge',
    icon,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      // Others' strokes and our own links go on while the window is hidden.
      backgroundThrottling: false,
      spellcheck: true,
    },
  });
  if (maximized) window.maximize();
  window.on('close', () =>
    state.write({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
  );
  const shown = new Promise<void>((resolve) => {
    window.once('ready-to-show', () => {
      window.show();
      resolve();
    });
  });
  void window.loadURL(APP_URL).catch((error: unknown) => {
    console.error(`The window could not load: ${error}`);
  });
  return { window, shown };
}
