import type { MenuItemConstructorOptions } from 'electron';
import { MENU_COMMANDS, type MenuCommand } from './menu-commands.ts';

export interface AppMenuOptions {
  readonly platform: NodeJS.Platform;
  readonly appName: string;
  /** Adds what developers need. */
  readonly developer: boolean;
  readonly onCommand: (command: MenuCommand) => void;
}

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/** The application menu as a template: File, Edit, View, Help, and on macOS the app's own menu. */
export function appMenuTemplate(options: AppMenuOptions): MenuItemConstructorOptions[] {
  const { platform, appName, developer, onCommand } = options;
  const isMac = platform === 'darwin';
  const command = (
    id: MenuCommand,
    label: string,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    id,
    label,
    click: () => onCommand(id),
    // Shown but not taken: a key belongs to the renderer, which knows whether text is being typed.
    // macOS always takes it.
    registerAccelerator: false,
    ...(accelerator === undefined ? {} : { accelerator }),
  });

  const appMenu: MenuItemConstructorOptions = { role: 'appMenu', label: appName };
  const fileMenu: MenuItemConstructorOptions = {
    label: 'File',
    submenu: [
      command(MENU_COMMANDS.newBoard, 'New Board'),
      command(MENU_COMMANDS.openFile, 'Open a Copy from a File…', 'CmdOrCtrl+O'),
      SEPARATOR,
      command(MENU_COMMANDS.saveCopy, 'Save a Copy as a File…', 'CmdOrCtrl+S'),
      command(MENU_COMMANDS.share, 'Share…'),
      SEPARATOR,
      isMac ? { role: 'close' } : { role: 'quit' },
    ],
  };
  const editMenu: MenuItemConstructorOptions = {
    label: 'Edit',
    submenu: [
      command(MENU_COMMANDS.undo, 'Undo', 'CmdOrCtrl+Z'),
      command(MENU_COMMANDS.redo, 'Redo', isMac ? 'Shift+Cmd+Z' : 'Ctrl+Y'),
      SEPARATOR,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      command(MENU_COMMANDS.deleteSelection, 'Delete'),
      SEPARATOR,
      command(MENU_COMMANDS.selectAll, 'Select All', 'CmdOrCtrl+A'),
    ],
  };
  const viewMenu: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      command(MENU_COMMANDS.zoomIn, 'Zoom In', 'CmdOrCtrl+Plus'),
      command(MENU_COMMANDS.zoomOut, 'Zoom Out', 'CmdOrCtrl+-'),
      command(MENU_COMMANDS.zoomReset, 'Zoom to 100 %', 'CmdOrCtrl+0'),
      command(MENU_COMMANDS.fit, 'Fit the Board'),
      SEPARATOR,
      { role: 'togglefullscreen' },
      ...(developer
        ? [SEPARATOR, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]
        : []),
    ],
  };
  const helpMenu: MenuItemConstructorOptions = {
    role: 'help',
    label: 'Help',
    submenu: [
      command(MENU_COMMANDS.shortcuts, 'Keyboard Shortcuts'),
      ...(isMac ? [] : [SEPARATOR, { role: 'about' } as const]),
    ],
  };
  return [
    ...(isMac ? [appMenu] : []),
    fileMenu,
    editMenu,
    viewMenu,
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    helpMenu,
  ];
}
