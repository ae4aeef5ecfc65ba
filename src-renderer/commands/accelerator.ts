const MODIFIERS: Readonly<Record<string, string>> = {
  $mod: 'CmdOrCtrl',
  Shift: 'Shift',
  Alt: 'Alt',
};
const KEYS: Readonly<Record<string, string>> = {
  '=': 'Plus',
  '+': 'Plus',
  '-': '-',
  Delete: 'Delete',
  Escape: 'Escape',
  BracketLeft: '[',
  BracketRight: ']',
  '[': '[',
  ']': ']',
};

function keyOf(key: string): string | null {
  const named = KEYS[key];
  if (named !== undefined) return named;
  const position = /^(?:Key|Digit)([A-Z0-9])$/.exec(key)?.[1];
  if (position !== undefined) return position;
  return /^[a-z0-9]$/.test(key) ? key.toUpperCase() : null;
}

/**
 * A shortcut in tinykeys' notation (`$mod+Shift+z`) as application menus write it
 * (`CmdOrCtrl+Shift+Z`); null for keys that a menu cannot show.
 */
export function acceleratorOf(shortcut: string): string | null {
  const parts = shortcut.replace(/\+\+$/, '+=').split('+');
  const key = keyOf(parts.pop() ?? '');
  const modifiers = parts.map((part) => MODIFIERS[part]);
  if (key === null || modifiers.includes(undefined)) return null;
  return [...modifiers, key].join('+');
}
