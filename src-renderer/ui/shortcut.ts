/**
 * Keys as people read them. A shortcut is written the way tinykeys reads it: `v`, `$mod+z`,
 * `$mod+Shift+z`; `$mod` is Command on a Mac and Control elsewhere.
 */
const MAC_SIGNS: Readonly<Record<string, string>> = {
  $mod: '⌘',
  meta: '⌘',
  control: '⌃',
  shift: '⇧',
  alt: '⌥',
};

const KEY_NAMES: Readonly<Record<string, string>> = {
  $mod: 'Ctrl',
  meta: 'Meta',
  control: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  escape: 'Esc',
  ' ': 'Space',
  space: 'Space',
  delete: 'Del',
  backspace: '⌫',
  enter: '⏎',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  '-': '−',
  minus: '−',
  // The plus sign's key, without Shift.
  '=': '+',
  equal: '+',
  plus: '+',
  slash: '/',
  bracketleft: '[',
  bracketright: ']',
};

/** Whether this runs on Apple's keys; false outside of a browser. */
export const isApplePlatform = (): boolean =>
  typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** The order in which Apple writes modifiers. */
const APPLE_ORDER = ['control', 'alt', 'shift', '$mod', 'meta'];

function inAppleOrder(parts: readonly string[]): string[] {
  const place = (part: string): number => {
    const index = APPLE_ORDER.indexOf(part.toLowerCase());
    return index < 0 ? APPLE_ORDER.length : index;
  };
  return parts.toSorted((a, b) => place(a) - place(b));
}

/** The keys of one shortcut, each as the text of its cap: `['Ctrl', 'Shift', 'Z']`. */
export function shortcutKeys(shortcut: string, apple: boolean = isApplePlatform()): string[] {
  // A `+` at the end is the plus key itself, not a joint.
  const parts = shortcut === '+' ? ['plus'] : shortcut.replace(/\+\+$/, '+plus').split('+');
  return (apple ? inAppleOrder(parts) : parts).map((part) => {
    const key = part.replace(/^(?:Key|Digit)(?=[A-Z0-9]$)/, '');
    const lower = key.toLowerCase();
    return (
      (apple ? MAC_SIGNS[lower] : undefined) ??
      KEY_NAMES[lower] ??
      ([...key].length === 1 ? key.toUpperCase() : key)
    );
  });
}

/** The same for `aria-keyshortcuts`: `Control+Shift+Z`. */
export function ariaShortcut(shortcut: string, apple: boolean = isApplePlatform()): string {
  return shortcut.replace('$mod', apple ? 'Meta' : 'Control');
}
