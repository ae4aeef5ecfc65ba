import { type Command, command } from './command.ts';

/** Commands that are not about the board's content. */
export const WINDOW_COMMANDS: readonly Command[] = [
  command('board.all', [], ({ window }) => window.showBoards()),
  command('board.new', [], ({ window }) => window.newBoard()),
  command('board.open-file', ['$mod+o'], ({ window }) => window.openFile()),
  command('board.save-copy', ['$mod+s'], ({ window }) => window.saveCopy()),
  command('board.share', [], ({ window }) => window.share()),
  command('help.palette', ['$mod+k'], ({ window }) => window.showPalette()),
  command('board.exchange', [], ({ window }) => window.exchangeChanges()),
  command('help.connection', [], ({ window }) => window.checkConnection()),
  command('help.shortcuts', ['Shift+?'], ({ window }) => window.showHelp()),
];
