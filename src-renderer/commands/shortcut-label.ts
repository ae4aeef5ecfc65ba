const MAC_SIGNS: Readonly<Record<string, string>> = {
  $mod: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Control: '⌃',
  Meta: '⌘',
};
const NAMES: Readonly<Record<string, string>> = {
  $mod: 'Ctrl',
  Control: 'Ctrl',
  Escape: 'Esc',
  Delete: 'Del',
  '-': '−',
  '=': '+',
};

function keyName(key: string): string {
  const named = NAMES[key];
  if (named) return named;
  if (/^(Digit|Key)[0-9A-Z]$/.test(key)) return key.slice(-1);
  return key.length === 1 ? key.toUpperCase() : key;
}

/** A shortcut as people read it: `Ctrl+Shift+Z`, or `⇧⌘Z` on a Mac. */
export function shortcutLabel(shortcut: string, isMac: boolean): string {
  // A "+" at the end is the plus key itself.
  const parts = shortcut.endsWith('++')
    ? [...shortcut.slice(0, -2).split('+'), '+']
    : shortcut === '+'
      ? ['+']
      : shortcut.split('+');
  const key = keyName(parts[parts.length - 1] ?? '');
  const modifiers = parts.slice(0, -1);
  if (!isMac) return [...modifiers.map((name) => NAMES[name] ?? name), key].join('+');
  const order = ['Control', 'Alt', 'Shift', '$mod', 'Meta'];
  return [
    ...modifiers
      .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
      .map((name) => MAC_SIGNS[name] ?? name),
    key,
  ].join('');
}
