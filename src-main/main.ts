// The desktop app: start-up order only. What it does is in the modules beside it.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  app,
  clipboard,
  dialog,
  Menu,
  nativeImage,
  nativeTheme,
  type OpenDialogOptions,
  protocol,
  type SaveDialogOptions,
  session,
} from 'electron';
import { messageOf } from '../signaling/log.ts';
import { openLogFile } from './diagnostics/log-file.ts';
import { catchMainErrors, ignoreClosedOutput } from './diagnostics/main-errors.ts';
import { startDesktopCell } from './host/desktop-cell.ts';
import { readHostEnvironment } from './host/environment.ts';
import { tellReady } from './host/ready-file.ts';
import { stopBeforeQuit } from './host/stop-before-quit.ts';
import { LINK_SCHEME, linkOfArguments, OpenLinks } from './links/open-links.ts';
import { appMenuTemplate, MENU_BEFORE_COMMANDS } from './menus/app-menu.ts';
import { MenuHost } from './menus/menu-host.ts';
import { createRequestHandlers } from './requests/desktop-requests.ts';
import { registerRequests } from './requests/register-requests.ts';
import { APP_SCHEME, createAppFileHandler, PRIVILEGED_SCHEMES } from './security/app-scheme.ts';
import { guardSession } from './security/session-rules.ts';
import { hostTexts } from './texts/index.ts';
import { WindowHost } from './windows/window-host.ts';
import { WindowStateFile } from './windows/window-state.ts';

for (const stream of [process.stdout, process.stderr]) ignoreClosedOutput(stream);

const APP_NAME = 'Drawbridge';
app.setName(APP_NAME);
const environment = readHostEnvironment(process.env);
// Said explicitly: boards live in it, and it must not move with the app's name.
const userData = environment.userData ?? join(app.getPath('appData'), APP_NAME);
const log = openLogFile(join(userData, 'logs'), (error) =>
  console.error(`The log cannot be written: ${messageOf(error)}`),
);
for (const problem of environment.problems) log.warn(problem);
log.info('started', { version: app.getVersion(), platform: process.platform });

/** For whoever started the app from a terminal; the launcher quotes the last line. */
function complain(what: string): (error: unknown) => void {
  return (error) => {
    log.error(what, { message: messageOf(error) });
    console.error(`${what}: ${messageOf(error)}`);
  };
}

/** Ends the app before it has begun, with a sentence. */
function giveUp(error: unknown): void {
  complain('Drawbridge could not start')(error);
  const texts = hostTexts(app.getLocale());
  dialog.showErrorBox(
    texts('trouble.start.title'),
    texts('trouble.start.text', { reason: messageOf(error), log: log.path }),
  );
  app.exit(1);
}

function start(): void {
  const texts = hostTexts(app.getLocale());
  const built = join(app.getAppPath(), 'out');
  const icon = join(app.getAppPath(), 'resources', 'icons', 'drawbridge.png');
  let isQuitting = false;

  const windows = new WindowHost({
    preload: join(built, 'preload', 'index.cjs'),
    icon,
    state: new WindowStateFile(
      join(app.getPath('userData'), 'window.json'),
      complain('The window’s place is not kept'),
    ),
    log,
    texts,
    quit: () => app.quit(),
    // A window that waited for its page has stopped the quitting; now it goes on.
    onClosed: () => {
      if (isQuitting) app.quit();
    },
  });
  const links = new OpenLinks(() => {
    windows.send('openLink');
    windows.reveal();
  });

  catchMainErrors(process, {
    log,
    tell: async () => {
      await app.whenReady();
      const answer = await windows.ask({
        title: 'trouble.mainError.title',
        text: 'trouble.mainError.text',
        buttons: ['button.goOn', 'button.restart'],
        escapeIndex: 0,
      });
      if (answer !== 1) return;
      app.relaunch();
      app.quit();
    },
  });
  app.on('second-instance', (_event, args) => {
    links.add(linkOfArguments(args));
    windows.reveal();
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    links.add(url);
  });
  app.on('before-quit', () => {
    isQuitting = true;
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', () => windows.reveal());
  links.add(linkOfArguments(process.argv));

  const cell = startDesktopCell(
    { webRoot: join(built, 'web'), log, firstPort: environment.cellPort },
    complain('The built-in cell could not start'),
  );
  stopBeforeQuit(app, cell, complain('The built-in cell did not stop cleanly'));

  async function whenReady(): Promise<void> {
    protocol.handle(APP_SCHEME, createAppFileHandler(join(built, 'renderer')));
    guardSession(session.defaultSession);
    const menus = new MenuHost((described) => {
      const menu = Menu.buildFromTemplate(
        appMenuTemplate(described, {
          platform: process.platform,
          appName: APP_NAME,
          developer: !app.isPackaged,
          texts,
          onCommand: (command) => windows.send('command', command),
        }),
      );
      Menu.setApplicationMenu(menu);
      return menu;
    });
    menus.set(MENU_BEFORE_COMMANDS);
    registerRequests(
      createRequestHandlers({
        cell,
        writeClipboard: (text) => clipboard.writeText(text),
        showSaveDialog: (options: SaveDialogOptions) =>
          windows.window === null
            ? dialog.showSaveDialog(options)
            : dialog.showSaveDialog(windows.window, options),
        showOpenDialog: (options: OpenDialogOptions) =>
          windows.window === null
            ? dialog.showOpenDialog(options)
            : dialog.showOpenDialog(windows.window, options),
        setTitle: (title) => windows.window?.setTitle(title),
        setMenu: (menu) => menus.set(menu),
        setTheme: (theme) => {
          nativeTheme.themeSource = theme;
        },
        takeOpenLinks: () => {
          windows.pageStarted();
          return links.take();
        },
        readyToClose: () => windows.pageIsReadyToClose(),
      }),
    );
    app.setAboutPanelOptions({
      applicationName: APP_NAME,
      applicationVersion: app.getVersion(),
      iconPath: icon,
    });
    if (process.platform === 'darwin' && !app.isPackaged && existsSync(icon)) {
      app.dock?.setIcon(nativeImage.createFromPath(icon));
    }
    await windows.open();
  }

  app
    .whenReady()
    .then(whenReady)
    .then(() => tellReady().catch(complain('The launcher was not told')), giveUp);
}

try {
  mkdirSync(userData, { recursive: true });
  app.setPath('userData', userData);
  if (app.requestSingleInstanceLock()) {
    app.enableSandbox();
    protocol.registerSchemesAsPrivileged(PRIVILEGED_SCHEMES);
    // From a checkout it would be Electron itself that the system starts for a link.
    if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
    start();
  } else {
    // The first instance shows its window; the launcher may stop waiting.
    tellReady()
      .catch(complain('The launcher was not told'))
      .finally(() => app.quit());
  }
} catch (error) {
  giveUp(error);
}
