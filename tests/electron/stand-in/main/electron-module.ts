import type { MainSide } from '../contract.ts';
import { type AppOptions, AppStandIn, strictApp } from './app.ts';
import {
  type BrowserWindowStandIn,
  browserWindowClass,
  DISPLAY,
  type WindowsContext,
} from './browser-window.ts';
import { Dialogs } from './dialogs.ts';
import { IpcMainStandIn } from './ipc-main.ts';
import { MenuBar } from './menu.ts';
import { NativeThemeStandIn } from './native-theme.ts';
import { ProtocolStandIn } from './protocol.ts';
import { SessionStandIn, sessionModule } from './session.ts';
import type { StandInState } from './state.ts';
import { strict } from './strict.ts';

/** The module `electron`, and the way to do what a person, a page or the system does. */
export interface ElectronStandIn {
  readonly module: object;
  readonly app: AppStandIn;
  readonly side: MainSide;
}

/** @param state shared with whoever joined the process to the test */
export function createElectron(
  state: StandInState,
  appOptions: Omit<AppOptions, 'state' | 'windows'>,
): ElectronStandIn {
  const open: BrowserWindowStandIn[] = [];
  const app = new AppStandIn({ ...appOptions, state, windows: () => [...open] });
  const theme = new NativeThemeStandIn(state);
  const session = new SessionStandIn();
  const windows: WindowsContext = { state, app, theme, session, open };
  const menus = new MenuBar();
  const dialogs = new Dialogs(state);
  const protocol = new ProtocolStandIn(state);
  const ipcMain = new IpcMainStandIn();
  let clipboardText = '';

  const module = strict('electron', {
    app: strictApp(app),
    BrowserWindow: browserWindowClass(windows),
    clipboard: strict('clipboard', {
      writeText: (text: string) => {
        clipboardText = text;
      },
    }),
    dialog: strict('dialog', dialogs.module),
    ipcMain: strict('ipcMain', ipcMain),
    Menu: menus.module,
    nativeImage: strict('nativeImage', { createFromPath: (path: string) => ({ path }) }),
    nativeTheme: strict('nativeTheme', theme),
    protocol: strict('protocol', protocol),
    screen: strict('screen', { getAllDisplays: () => [{ workArea: DISPLAY }] }),
    session: strict('session', sessionModule(state, strict('session', session))),
  });

  const windowOf = (id: number): BrowserWindowStandIn => {
    const window = open.find((each) => each.id === id);
    if (window === undefined) throw new Error(`there is no window ${id}`);
    return window;
  };
  const anyWindow = (): BrowserWindowStandIn => {
    const window = open.at(-1);
    if (window === undefined) throw new Error('there is no window');
    return window;
  };

  const side: MainSide = {
    invoke: (windowId, frame, channel, args) =>
      ipcMain.invoke(windowOf(windowId).webContents, frame, channel, args),
    answer: (request) => protocol.answer(request),
    mayNavigate: (windowId, url) => windowOf(windowId).webContents.mayNavigate(url),
    mayOpenWindow: (windowId, url) => windowOf(windowId).webContents.mayOpenWindow(url),
    // A page that is going may still have something to say.
    pageEvent: (windowId, event) => open.find(({ id }) => id === windowId)?.pageEvent(event),
    schemes: () => protocol.schemes(),
    secondInstance: (args) => {
      app.emit('second-instance', {}, args, process.cwd(), {});
    },
    systemDark: (dark) => theme.setSystemDark(dark),
    menu: () => menus.report(),
    clickMenu: (id) => menus.click(id, app, open.at(-1) ?? null),
    windows: () => open.map((window) => window.report()),
    setBounds: (bounds) => anyWindow().setBounds(bounds),
    maximize: () => anyWindow().maximize(),
    closeWindow: () => anyWindow().close(),
    quit: () => app.quit(),
    emitUnresponsive: () => {
      anyWindow().webContents.emit('unresponsive');
    },
    answerDialog: (kind, answer) => dialogs.answerNext(kind, answer),
    recorded: () => state.recorded,
    clipboard: () => clipboardText,
    fail: (kind, message) => {
      // Out of this turn, where the call from the test would catch it.
      setImmediate(() => {
        if (kind === 'rejection') void Promise.reject(new Error(message));
        else throw new Error(message);
      });
    },
  };
  return { module, app, side };
}
