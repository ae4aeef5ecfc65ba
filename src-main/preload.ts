import { contextBridge, ipcRenderer } from 'electron';
import type { DesktopApi } from './desktop-api.ts';
import { EVENT_CHANNELS, REQUEST_CHANNELS } from './desktop-channels.ts';

/** Listens to a channel without handing Electron's event, which would give away its sender. */
function listen(channel: string, listener: (...args: unknown[]) => void): () => void {
  const forward = (_event: unknown, ...args: unknown[]): void => listener(...args);
  ipcRenderer.on(channel, forward);
  return () => {
    ipcRenderer.removeListener(channel, forward);
  };
}

const desktop: DesktopApi = {
  cellOrigin: () => ipcRenderer.invoke(REQUEST_CHANNELS.cellOrigin),
  shareOnNetwork: () => ipcRenderer.invoke(REQUEST_CHANNELS.shareOnNetwork),
  copyText: (text) => ipcRenderer.invoke(REQUEST_CHANNELS.copyText, text),
  saveFile: (suggestedName, bytes, mime) =>
    ipcRenderer.invoke(REQUEST_CHANNELS.saveFile, suggestedName, bytes, mime),
  pickFile: (accept) => ipcRenderer.invoke(REQUEST_CHANNELS.pickFile, accept),
  setTitle: (title) => ipcRenderer.invoke(REQUEST_CHANNELS.setTitle, title),
  setMenu: (menu) => ipcRenderer.invoke(REQUEST_CHANNELS.setMenu, menu),
  setTheme: (theme) => ipcRenderer.invoke(REQUEST_CHANNELS.setTheme, theme),
  takeOpenLinks: () => ipcRenderer.invoke(REQUEST_CHANNELS.takeOpenLinks),
  onCommand: (listener) =>
    listen(EVENT_CHANNELS.command, (id) => {
      if (typeof id === 'string') listener(id);
    }),
  onOpenLink: (listener) => listen(EVENT_CHANNELS.openLink, () => listener()),
  onClosing: (listener) => listen(EVENT_CHANNELS.closing, () => listener()),
  readyToClose: () => ipcRenderer.invoke(REQUEST_CHANNELS.readyToClose),
};

contextBridge.exposeInMainWorld('desktop', desktop);
