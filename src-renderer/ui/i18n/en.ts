/**
 * Every sentence of the interface, in English. Short, plain and specific: what happened, what was
 * kept, what to do. `_zero`, `_one` and `_other` are i18next's plural forms, chosen by `count`.
 */
export const en = {
  app: { name: 'Drawbridge' },

  region: {
    board: 'Board',
    people: 'People and sharing',
    tools: 'Tools',
    style: 'Style',
    view: 'History and zoom',
    help: 'Help',
    notices: 'Notices',
    banner: 'About this board',
  },

  action: {
    cancel: 'Cancel',
    close: 'Close',
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'Not copied: press Ctrl+C',
    dismiss: 'Dismiss',
    retry: 'Try now',
    reload: 'Reload',
  },

  tool: {
    select: 'Select',
    hand: 'Hand',
    pen: 'Pen',
    highlighter: 'Highlighter',
    eraser: 'Eraser',
    rectangle: 'Rectangle',
    ellipse: 'Ellipse',
    diamond: 'Diamond',
    triangle: 'Triangle',
    hexagon: 'Hexagon',
    star: 'Star',
    cloud: 'Cloud',
    cylinder: 'Cylinder',
    parallelogram: 'Parallelogram',
    callout: 'Callout',
    moreShapes: 'More shapes',
    arrow: 'Arrow',
    line: 'Line',
    text: 'Text',
    note: 'Sticky note',
    laser: 'Laser pointer',
    locked: 'Stays active after a shape',
  },

  hint: {
    pen: 'Hold still before you lift for a straight line',
    eraser: 'Drag over what should go, with Alt over parts of strokes. Escape keeps it',
    rectangle: 'Shift makes a square, Alt draws from the centre',
    ellipse: 'Shift makes a circle, Alt draws from the centre',
    shape: 'Shift makes it as wide as high, Alt draws from the centre',
    line: 'Ends hold on to shapes, with Ctrl they do not. Shift keeps to steps of 15°',
    laser: 'Everybody sees it, and it fades. Nothing is drawn',
    note: 'Click and write. Tab makes the next note beside it',
    text: 'Click and type, or drag to set how wide it is. Escape ends it',
  },

  style: {
    color: 'Colour',
    stroke: 'Stroke',
    fill: 'Fill',
    filling: 'Filling',
    opacity: 'Opacity',
    fontSize: 'Text size',
    letter: 'A',
    customColor: 'Other colour…',
    width: 'Stroke width',
    dash: 'Line',
    route: 'Way',
    startHead: 'Start',
    endHead: 'End',
    radius: 'Corners',
    pressure: 'Pen pressure',
    mixed: 'Mixed',
  },

  filling: { none: 'No fill', soft: 'Soft fill', solid: 'Solid fill', hatch: 'Hatched' },

  dash: { solid: 'Solid', dashed: 'Dashed', dotted: 'Dotted', sketch: 'As by hand' },

  route: { straight: 'Straight', curved: 'Curved', elbow: 'With elbows' },

  head: {
    none: 'Nothing',
    arrow: 'Arrow',
    triangle: 'Triangle',
    diamond: 'Diamond',
    dot: 'Dot',
    bar: 'Bar',
  },

  corner: { sharp: 'Sharp', soft: 'Soft', round: 'Round', full: 'As round as can be' },

  width: { s: 'Small', m: 'Medium', l: 'Large', xl: 'Extra large' },

  palette: {
    black: 'Black',
    grey: 'Grey',
    white: 'White',
    red: 'Red',
    orange: 'Orange',
    amber: 'Amber',
    yellow: 'Yellow',
    lime: 'Lime',
    green: 'Green',
    teal: 'Teal',
    cyan: 'Cyan',
    blue: 'Blue',
    indigo: 'Indigo',
    violet: 'Violet',
    pink: 'Pink',
  },

  menu: {
    open: 'Menu',
    allBoards: 'All boards…',
    newBoard: 'New board',
    openFile: 'Open a copy from a file…',
    saveFile: 'Save a copy…',
    insertPicture: 'Insert picture…',
    rename: 'Rename',
    theme: 'Theme',
    themeSystem: 'As the system',
    themeLight: 'Light',
    themeDark: 'Dark',
    checkConnection: 'Check the connection…',
    help: 'Keyboard shortcuts',
  },

  board: {
    untitled: 'Untitled board',
    name: 'Board name',
    rename: '{{name}}, rename',
  },

  zoom: {
    level: 'Zoom, {{percent}} %',
    percent: '{{percent}} %',
    in: 'Zoom in',
    out: 'Zoom out',
    actual: 'Zoom to 100 %',
    fit: 'Fit the board',
    selection: 'Fit the selection',
  },

  person: {
    others: 'Others on this board',
    yourName: 'Your name',
    yourColor: 'Your colour',
    namePlaceholder: 'How others see you',
    unnamed: 'Somebody',
    here_zero: 'Nobody else is here',
    here_one: '1 other person here: {{names}}',
    here_other: '{{count}} other people here: {{names}}',
    more: '+{{count}}',
    showRest: '{{count}} more: show everybody',
    usingTool: 'Using {{tool}}',
    connecting: 'Connecting…',
    unreachable: 'Cannot be reached directly',
    viewOnly: 'Can only look',
  },

  personColor: {
    red: 'Red',
    orange: 'Orange',
    amber: 'Amber',
    yellow: 'Yellow',
    lime: 'Lime',
    green: 'Green',
    emerald: 'Emerald',
    teal: 'Teal',
    cyan: 'Cyan',
    sky: 'Sky',
    blue: 'Blue',
    indigo: 'Indigo',
    violet: 'Violet',
    purple: 'Purple',
    pink: 'Pink',
    brown: 'Brown',
  },

  status: {
    details: 'People and connection',
    live_one: 'Live with 1',
    live_other: 'Live with {{count}}',
    liveMissing_one: '{{live}}, 1 not reached',
    liveMissing_other: '{{live}}, {{count}} not reached',
    connecting: 'Connecting…',
    reconnectingIn: 'Reconnecting in {{seconds}} s',
    reconnecting: 'Reconnecting…',
    refused: 'Refused by the cell',
    offline_zero: 'Offline, no changes waiting',
    offline_one: 'Offline, 1 change saved here',
    offline_other: 'Offline, {{count}} changes saved here',
    offlineUnsaved_zero: 'Offline, not saved here',
    offlineUnsaved_one: 'Offline, 1 change not saved',
    offlineUnsaved_other: 'Offline, {{count}} changes not saved',
    alone: 'On your own',
    unreachable_one: '1 person here cannot be reached directly',
    unreachable_other: '{{count}} people here cannot be reached directly',
    unsaved: '{{state}}, not saved here',

    aloneDetail: 'Nobody else is on this board now.',
    localDetail: 'This board is on this computer only. Share it to work together.',
    connectingDetail: 'Looking for the people on this board. You can go on drawing.',
    reconnectingDetail: 'The cell does not answer. You can go on drawing, nothing is lost.',
    refusedDetail: '{{reason}} You can go on drawing; it is tried again.',
    offlineDetail: 'You can go on drawing. It is shared when you are back online.',
    unreachableHelp:
      'A firewall or router between you lets no direct connection through. It helps to be in the same network, or to use a cell with a relay server (TURN).',

    heldBy_zero: '0 of {{of}} hold all changes',
    heldBy_one: '1 of {{of}} holds all changes',
    heldBy_other: '{{count}} of {{of}} hold all changes',
    lacks: '{{count}} of your changes not there yet',
    saved: 'Saved on this computer',
    loading: 'Opening the board…',
    holdsAll: 'Holds all changes',
    holdsSome: 'Does not hold all changes yet',
    cell: 'Cell: {{host}}',
  },

  refusal: {
    token: 'The cell lets in only who has a valid token for this board.',
    full: 'The cell has as many connections as it can take.',
    roomFull: 'As many people are on this board as the cell allows.',
    tooMany: 'The cell has too many connections from this network.',
    protocol: 'The cell and this app do not understand each other: one of them is too old.',
    other: 'The cell answers and does not let this app in ({{code}}).',
  },

  rung: {
    direct: 'Direct',
    turn: 'Via relay server (TURN)',
    relay: 'Through the cell, encrypted',
    none: 'Not connected',
  },

  mailbox: {
    holdsAll_one: 'All changes wait on {{host}} too, encrypted, for 1 day',
    holdsAll_other: 'All changes wait on {{host}} too, encrypted, for {{count}} days',
    holdsAllInMemory: 'All changes wait on {{host}} too, encrypted, until it restarts',
    holdsSome: 'Some changes are not on {{host}} yet',
    quota:
      'The space that the cell keeps for this board is used up: who comes later needs somebody here.',
    tooLarge: 'A change is too large for the cell: who comes later needs somebody here.',
    rolledBack: 'The cell had lost changes of this board. They were put there again.',
    gap: 'The cell is missing changes of this board that somebody else put there.',
    refused: 'The cell does not keep changes of this board: who comes later needs somebody here.',
  },

  storage: {
    quota:
      'The disk space for boards is used up. New changes are not saved here: save a copy as a file.',
    blocked:
      'Another window with an older version keeps the board’s storage. Close it, then reload this one.',
    unavailable:
      'This browser allows no storage (a private window, perhaps). The board lasts as long as this window: save a copy as a file.',
    writeFailed: 'The last changes could not be saved here. Save a copy as a file.',
  },

  cell: {
    unreachable: 'The cell does not answer at this address.',
    refused: 'The cell refuses the connection.',
    badAnswer: 'The cell sent an answer that makes no sense.',
    notACell: 'There is a server at this address, but it is no Drawbridge cell.',
    newerProtocol: 'The cell is newer than this app. Update the app to use it.',
    insecureAddress: 'A browser reaches this address only by https.',
    notAnAddress: 'This is no address. It looks like cell.example.org or 192.168.0.20:4444.',
  },

  share: {
    open: 'Share',
    title: 'Share this board',
    reach: 'Who can reach it',
    computer: 'This computer only',
    computerDetail: 'Other windows and apps on this computer',
    network: 'This network',
    networkDetail: 'People in the same office, home or cable',
    cell: 'A cell you host',
    cellDetail: 'People anywhere who can reach it',
    networkConsent:
      'This opens a port on this computer to your local network. Whoever has the link can then come in; nobody else sees the board.',
    networkOpen: 'Open it to this network',
    networkOpening: 'Opening…',
    networkAddress: 'Address in this network',
    networkNotSupported: 'Only the desktop app can open a board to the network.',
    networkNoNetwork: 'This computer is in no network now. Connect it, then try again.',
    networkFailed: 'The port could not be opened. Another program or a firewall holds it back.',
    networkAppsOnly: 'Works in the desktop app. Browsers need https for an address like this.',
    cellAddress: 'Address of the cell',
    cellPlaceholder: 'cell.example.org',
    cellUse: 'Use it',
    cellChecking: 'Checking…',
    cellMissing: 'Give the address of your cell to get a link.',
    linkWeb: 'Link for browsers',
    linkApp: 'Link for the desktop app',
    link: 'Link',
    preparing: 'Preparing the link…',
    truth: 'Anyone with this link can see and change this board.',
    copyNamed: 'Copy: {{link}}',
  },

  join: {
    title: 'Join this board?',
    detail: 'The link leads to a cell that you have not used before.',
    sees: 'The cell sees your network address and when you are on the board, and passes messages on. What you draw is encrypted between the people with the link.',
    insecure:
      'The address is not https: others in the same network can see that you connect to it.',
    join: 'Join',
  },

  empty: { hint: 'Draw with a pen or a shape. Share to work together.' },

  home: {
    title: 'Boards',
    recent: 'Boards on this computer',
    joinByLink: 'Link to a board',
    linkPlaceholder: 'Paste a link to a board',
    badLink: {
      link: 'This link is not complete. Copy it again as a whole.',
      cellAddress: 'The address of its cell cannot be read. Copy the link again.',
    },
    changed: 'Changed {{when}}',
    changedNow: 'Changed just now',
    neverChanged: 'Nothing drawn yet',
    openNow: 'Open now',
    empty: 'Boards that you draw on or join are kept here.',
    find: 'Find a board',
    noneFound: 'No board is called “{{text}}”.',
    delete: 'Delete {{name}}',
    openElsewhere: 'This board is open in another window. Close it there first.',
  },

  deleteBoard: {
    title: 'Delete “{{name}}” from this computer?',
    lead: 'Others who have this board keep it, and its link goes on working with them. What is on this computer is gone for good.',
    lost_one: 'One change on it is held by nobody else, and is lost.',
    lost_other: '{{count}} changes on it are held by nobody else, and are lost.',
    confirm: 'Delete',
  },

  insecure: {
    title: 'Open this board by https',
    lead: 'This page came by plain http from {{host}}. Browsers keep back what a board needs there: encryption keys and safe storage.',
    whatToDo: 'What you can do',
    useHttps: 'Ask whoever runs {{host}} for its https address.',
    useApp: 'Open the link in the Drawbridge desktop app: there it works as it is.',
    useLoopback: 'On the computer that runs the cell, use http://127.0.0.1 instead.',
    nothingLost: 'Nothing was opened or changed.',
  },

  boardError: {
    link: {
      title: 'This link is not complete',
      lead: 'A part of it is missing or was changed on its way, so it opens no board. Ask for it again, and copy it as a whole.',
    },
    cellAddress: {
      title: 'The link names no usable cell',
      lead: 'The address of its cell cannot be read. Ask for the link again, and copy it as a whole.',
    },
    storage: {
      title: 'Boards cannot be kept in this browser',
      lead: 'It allows no storage here (a private window, perhaps). You can draw and share, but the board lasts only as long as this window.',
    },
    blocked: {
      title: 'Another window holds this board',
      lead: 'A window with an older version of Drawbridge keeps its storage. Close that one, then reload here. Nothing is lost.',
    },
    crashed: {
      title: 'The board could not be shown',
      lead: 'Everything drawn up to now is kept. Reload to open it again.',
    },
    boardStays: 'The open board stays as it is.',
    newBoard: 'New board',
    allBoards: 'All boards',
    continueUnsaved: 'Draw without saving',
    details: 'Details',
  },

  readOnly: {
    newerSchema:
      'This board was made with a newer version of Drawbridge. You can look at it; update to change it.',
  },

  panelError: {
    text: '{{name}} stopped working. The board is safe.',
    restore: 'Show again',
  },

  notice: {
    info: 'Note',
    warning: 'Warning',
    error: 'Problem',
    copiesDiffer:
      '{{name}}’s copy of this board shows something else than yours, though both have the same changes. Yours was kept as a board of its own, on the first page.',
    takeTheirs: 'Go on with {{name}}’s',
    keepMine: 'Keep mine',
    storedPartDamaged:
      'A part of this board’s copy on this computer was damaged. What others or the cell hold of it comes back by itself; the damaged part was kept.',
    openElsewhere: 'This board is open in another window too. Close it there, and choose again.',
    peerSentGarbage: '{{name}} sent something that is no part of a board. It was left out.',
    peerNewerProtocol: '{{name}} uses a newer Drawbridge. Update yours to draw together.',
    peerOlderProtocol: '{{name}} uses an older Drawbridge and must update to draw with you.',
    peerNotProven:
      'Somebody could not prove who they are and was not let in. Nothing was shown to them or taken from them.',
    roomWrongSecret: 'Somebody is at this address with another secret. Is your link complete?',
    cellSentGarbage: 'The cell sent an answer that makes no sense. It was left out.',
  },

  help: {
    title: 'Keyboard shortcuts',
    open: 'Help',
    tools: 'Tools',
    edit: 'Edit',
    arrange: 'Arrange',
    style: 'Style',
    view: 'View',
    nextPanel: 'Go to the next panel',
    previousPanel: 'Go to the panel before',
    board: 'Board',
    or: 'or',
  },
} as const;
