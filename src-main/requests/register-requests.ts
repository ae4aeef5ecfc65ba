import { ipcMain } from 'electron';
import { REQUEST_CHANNELS, type RequestName } from '../desktop-channels.ts';
import { guardRequest, type RequestHandlers } from '../security/request-guard.ts';

function register<Name extends RequestName>(name: Name, handler: RequestHandlers[Name]): void {
  const guarded = guardRequest(name, handler);
  ipcMain.handle(REQUEST_CHANNELS[name], (event, ...raw: unknown[]) =>
    guarded(event.senderFrame, raw),
  );
}

/** Answers the renderer's requests, each behind its guard. */
export function registerRequests(handlers: RequestHandlers): void {
  register('cellOrigin', handlers.cellOrigin);
  register('shareOnNetwork', handlers.shareOnNetwork);
  register('copyText', handlers.copyText);
  register('saveFile', handlers.saveFile);
  register('pickFile', handlers.pickFile);
  register('setTitle', handlers.setTitle);
  register('setMenu', handlers.setMenu);
  register('setTheme', handlers.setTheme);
  register('takeOpenLinks', handlers.takeOpenLinks);
  register('readyToClose', handlers.readyToClose);
}
