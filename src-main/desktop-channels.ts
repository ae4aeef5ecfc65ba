/**
 * Names of the messages between the desktop host and its renderer. Apart from the schemas, so
 * that the sandboxed preload carries these strings alone.
 */

/** Renderer → host, each with one answer. */
export const REQUEST_CHANNELS = {
  cellOrigin: 'drawbridge:cell-origin',
  shareOnNetwork: 'drawbridge:share-on-network',
  copyText: 'drawbridge:copy-text',
  saveFile: 'drawbridge:save-file',
  pickFile: 'drawbridge:pick-file',
  setTitle: 'drawbridge:set-title',
  setMenu: 'drawbridge:set-menu',
  setTheme: 'drawbridge:set-theme',
  takeOpenLinks: 'drawbridge:take-open-links',
  readyToClose: 'drawbridge:ready-to-close',
} as const;

/** Host → renderer, without an answer. */
export const EVENT_CHANNELS = {
  command: 'drawbridge:command',
  openLink: 'drawbridge:open-link',
  closing: 'drawbridge:closing',
} as const;

export type RequestName = keyof typeof REQUEST_CHANNELS;
export type EventName = keyof typeof EVENT_CHANNELS;
