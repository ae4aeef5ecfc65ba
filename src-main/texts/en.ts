/**
 * The host's own sentences, in English: what is said when there is no page to say it, and the
 * parts of menus that belong to the system. Everything else the renderer says.
 */
export const en = {
  app: { name: 'Drawbridge' },

  menu: {
    file: 'File',
    edit: 'Edit',
    arrange: 'Arrange',
    view: 'View',
    help: 'Help',
    quit: 'Quit',
    closeWindow: 'Close Window',
    fullScreen: 'Full screen',
    reload: 'Reload',
    developerTools: 'Developer tools',
    about: 'About Drawbridge',
  },

  button: {
    goOn: 'Go on',
    restart: 'Restart Drawbridge',
    quit: 'Quit',
    reload: 'Reload',
    close: 'Close',
    wait: 'Wait',
    tryAgain: 'Try again',
  },

  trouble: {
    mainError: {
      title: 'Something went wrong behind the board',
      text: 'Your board is safe, and you can go on drawing. If sharing or menus stop working, restart Drawbridge.\n\nWhat happened is written in {{log}}.',
    },
    start: {
      title: 'Drawbridge could not start',
      text: 'Nothing was changed, and your boards are kept. {{reason}}\n\nWhat happened is written in {{log}}.',
    },
    rendererGone: {
      title: 'The window stopped working',
      text: 'All that was drawn up to then is kept. Reload to open the board again.\n\nWhat happened is written in {{log}}.',
    },
    unresponsive: {
      title: 'The window does not answer',
      text: 'It may be busy with something big. All that was drawn up to now is kept, also if you reload.',
    },
    preload: {
      title: 'A part of Drawbridge did not load',
      text: 'Sharing, menus and links do not work without it. Your boards are kept. Install Drawbridge again to mend it.\n\nWhat happened is written in {{log}}.',
    },
    load: {
      title: 'The board could not be loaded',
      text: 'A part of Drawbridge is missing or damaged. Your boards are kept. Install Drawbridge again if this does not go away.\n\nWhat happened is written in {{log}}.',
    },
  },
} as const;
