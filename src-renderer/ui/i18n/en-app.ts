/** Sentences of the workspace as a whole: commands, files and refused changes. */
export const enApp = {
  canvas: { label: 'Board canvas', menu: 'What to do here', text: 'Text on the board' },

  fieldNotice: {
    deleted: 'Somebody has deleted what you are typing in. Type on, and it comes back.',
  },

  element: {
    stroke: 'Stroke',
    rectangle: 'Rectangle',
    ellipse: 'Ellipse',
    line: 'Line',
    arrow: 'Arrow',
    text: 'Text',
  },

  selected: {
    one: '{{kind}} selected',
    named: '{{kind}} “{{text}}” selected',
    several_one: '{{count}} element selected',
    several_other: '{{count}} elements selected',
  },

  command: {
    edit: {
      undo: 'Undo',
      redo: 'Redo',
      cut: 'Cut',
      copy: 'Copy',
      paste: 'Paste',
      duplicate: 'Duplicate',
      delete: 'Delete',
      text: 'Edit the text or label, or go into the group',
      'select-all': 'Select everything',
      'select-next': 'Select the next element',
      'select-previous': 'Select the one before',
      nudge: 'Move by 1',
      'nudge-far': 'Move by 10',
      escape: 'Cancel the gesture, then the selection',
    },
    arrange: {
      'to-front': 'Bring to front',
      forward: 'Bring forward',
      backward: 'Send backward',
      'to-back': 'Send to back',
      group: 'Group',
      ungroup: 'Ungroup',
    },
    view: {
      'zoom-in': 'Zoom in',
      'zoom-out': 'Zoom out',
      'zoom-100': 'Zoom to 100 %',
      'zoom-fit': 'Zoom to fit the board',
      'zoom-selection': 'Zoom to the selection',
      'toggle-grid': 'Show or hide the dots',
    },
    tool: {
      select: 'Select',
      hand: 'Hand',
      pen: 'Pen',
      eraser: 'Eraser',
      rectangle: 'Rectangle',
      ellipse: 'Ellipse',
      arrow: 'Arrow',
      line: 'Line',
      text: 'Text',
    },
    board: {
      all: 'All boards…',
      new: 'New board',
      'open-file': 'Open a copy from a file…',
      'save-copy': 'Save a copy…',
      share: 'Share…',
    },
    help: { shortcuts: 'Keyboard shortcuts', connection: 'Check the connection…' },
  },

  menuBar: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    help: 'Help',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
  },

  file: {
    saveFailed: 'The copy was not written. Choose another folder, and try again.',
    damaged: '“{{name}}” is damaged and cannot be read. The open board is unchanged.',
    'newer-format': '“{{name}}” was saved by a newer Drawbridge. Update yours to open it.',
    'not-a-board-file': '“{{name}}” is no Drawbridge board. The open board is unchanged.',
    'too-large': '“{{name}}” is larger than 256 MB and was not opened.',
  },

  paste: {
    empty: 'There is nothing on the clipboard that can be put on a board.',
    damaged: 'What was copied is not whole any more, so nothing was pasted. Copy it again.',
    'newer-format': 'This was copied from a newer Drawbridge. Update yours to paste it.',
    'too-large': 'That is too much to paste at once. Save a copy of the board as a file instead.',
    'too-long': 'That text has more than 100,000 characters. Paste it in parts.',
    denied: 'The menu may not see the clipboard here. Press Ctrl+V (or ⌘V) to paste.',
    notCopied: 'The clipboard did not take it. Press Ctrl+C (or ⌘C) to copy.',
  },

  writeProblem: {
    'read-only': 'This board can only be looked at here, so nothing was changed.',
    invalid: 'That change makes no sense on a board, so nothing was changed.',
    'text-too-long':
      'A text holds at most 100,000 characters. Nothing was added; what was there is unchanged.',
    'duplicate-id': 'Something with this id is on the board already, so nothing was added.',
    'not-found': 'What should be changed is not on the board any more.',
  },
} as const;
