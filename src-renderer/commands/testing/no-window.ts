import type { WindowActions } from '../command.ts';

const nothing = (): undefined => undefined;

/** A window that does nothing, for tests of commands that are about the board. */
export const NO_WINDOW: WindowActions = {
  newBoard: nothing,
  openFile: nothing,
  saveCopy: nothing,
  share: nothing,
  exchangeChanges: nothing,
  showBoards: nothing,
  showHelp: nothing,
  showPalette: nothing,
  checkConnection: nothing,
  copy: nothing,
  copyAs: nothing,
  cut: nothing,
  paste: nothing,
  pickPicture: nothing,
};
