// The desktop app: start-up order only. What it does is in the modules beside it.
import { join } from 'node:path';
import {
  app,
  type BrowserWindow,
  clipboard,
  dialog,
  Menu,
  nativeImage,
  protocol,
  session,
} from 'electron';
import { EVENT_CHANNELS } from './desktop-channels.ts';
import type { BuiltInCell } from './host/built-in-cell.ts';
import { startDesktopCell } from './host/desktop-cell.ts';
import { tellReady } from './host/ready-file.ts';
import { LINK_SCHEME, linkOfArguments, OpenLinks } from './links/open-links.ts';
import { appMenuTemplate } from './menus/app-menu.ts';
import { createRequestHandlers } from './requests/desktop-requests.ts';
import { registerRequests } from './requests/register-requests.ts';
import { APP_SCHEME, createAppFileHandler, PRIVILEGED_SCHEMES } from './security/app-scheme.ts';
import { guardContents, guardSession } from './security/session-rules.ts';
import { openMainWindow } from './windows/main-window.ts';
import { WindowStateFile } from './windows/window-state.ts';

let mainWindow: BrowserWindow | null = null;

/** Sends to the renderer; before there is one there is nobody to tell. */
function send(channel: string, ...args: unknown[]): void {
  if (mainWindow !== null && !mainWindow.isDestroyed())
    mainWindow.webContents.send(channel, ...args);
}

function showMainWindow(): void {
  if (mainWindow === null) return;
  if (mainWindow.isMinimized()) mainWindow.restore();
  mainWindow.show();
  mainWindow.focus();
}

function complain(what: string): (error: unknown) => void {
  return (error) => console.error(`${what}: ${error instanceof Error ? error.message : error}`);
}

function start(): void {
  const built = join(app.getAppPath(), 'out');
  const icon = join(app.getAppPath(), 'resources', 'icons', 'drawbridge.png');
  const links = new OpenLinks(() => {
    send(EVENT_CHANNELS.openLink);
    showMainWindow();
  });
  const state = new WindowStateFile(
    join(app.getPath('userData'), 'window.json'),
    complain('The window’s place is not kept'),
  );

  app.on('second-instance', (_event, args) => {
    links.add(linkOfArguments(args));
    showMainWindow();
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    links.add(url);
  });
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  links.add(linkOfArguments(process.argv));

  const cell = startDesktopCell(
    { webRoot: join(built, 'web') },
    complain('The built-in cell could not start'),
  );
  stopBeforeQuit(cell);

  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  const open = (): Promise<void> => {
    const { window, shown } = openMainWindow({
      preload: join(built, 'preload', 'index.cjs'),
      icon,
      state,
    });
    mainWindow = window;
    window.on('closed', () => {
      mainWindow = null;
    });
    return shown;
  };
  app.on('activate', () => {
    if (app.isReady() && mainWindow === null) void open();
  });

  app
    .whenReady()
    .then(() => {
      protocol.handle(APP_SCHEME, createAppFileHandler(join(built, 'renderer')));
      guardSession(session.defaultSession);
      registerRequests(
        createRequestHandlers({
          cell,
          writeClipboard: (text) => clipboard.writeText(text),
          showSaveDialog: (options) =>
            mainWindow === null
              ? dialog.showSaveDialog(options)
              : dialog.showSaveDialog(mainWindow, options),
          showOpenDialog: (options) =>
            mainWindow === null
              ? dialog.showOpenDialog(options)
              : dialog.showOpenDialog(mainWindow, options),
          setTitle: (title) => mainWindow?.setTitle(title),
          takeOpenLinks: () => links.take(),
        }),
      );
      Menu.setApplicationMenu(
        Menu.buildFromTemplate(
          appMenuTemplate({
            platform: process.platform,
            appName: app.name,
            developer: !app.isPackaged,
            onCommand: (command) => send(EVENT_CHANNELS.command, command),
          }),
        ),
      );
      if (process.platform === 'darwin' && !app.isPackaged) {
        app.dock?.setIcon(nativeImage.createFromPath(icon));
      }
      return open();
    })
    .then(() => tellReady())
    .catch((error: unknown) => {
      complain('Drawbridge could not start')(error);
      app.exit(1);
    });
}

/** Lets guests of the built-in cell be told, before the app ends. */
function stopBeforeQuit(cell: Promise<BuiltInCell | null>): void {
  let isStopped = false;
  app.on('will-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    cell
      .then((running) => running?.stop())
      .catch(complain('The built-in cell did not stop cleanly'))
      .finally(() => {
        isStopped = true;
        app.quit();
      });
  });
}

app.setName('Drawbridge');
if (app.requestSingleInstanceLock()) {
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
