/**
 * Command ids that the application menu sends to the renderer, which knows what they do. The
 * renderer handles the keys of these commands itself; the menu shows them.
 */
export const MENU_COMMANDS = {
  newBoard: 'board.new',
  openFile: 'board.open-file',
  saveCopy: 'board.save-copy',
  share: 'board.share',
  undo: 'edit.undo',
  redo: 'edit.redo',
  deleteSelection: 'edit.delete',
  selectAll: 'edit.select-all',
  zoomIn: 'view.zoom-in',
  zoomOut: 'view.zoom-out',
  zoomReset: 'view.zoom-100',
  fit: 'view.zoom-fit',
  shortcuts: 'help.shortcuts',
} as const;

export type MenuCommand = (typeof MENU_COMMANDS)[keyof typeof MENU_COMMANDS];
