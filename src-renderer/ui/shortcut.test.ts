import { describe, expect, it } from 'vitest';
import { ariaShortcut, shortcutKeys } from './shortcut.ts';

describe('a shortcut as people read it', () => {
  it.each([
    ['$mod+Shift+z', 'Ctrl Shift Z', '⇧ ⌘ Z'],
    ['$mod+Alt+c', 'Ctrl Alt C', '⌥ ⌘ C'],
    ['v', 'V', 'V'],
    ['Shift+Digit1', 'Shift 1', '⇧ 1'],
    ['$mod+=', 'Ctrl +', '⌘ +'],
    ['+', '+', '+'],
    ['$mod+Shift++', 'Ctrl Shift +', '⇧ ⌘ +'],
    ['Delete', 'Del', 'Del'],
    ['ArrowUp', '↑', '↑'],
    ['$mod+-', 'Ctrl −', '⌘ −'],
  ])('%s', (shortcut, elsewhere, apple) => {
    expect(shortcutKeys(shortcut, false).join(' ')).toBe(elsewhere);
    expect(shortcutKeys(shortcut, true).join(' ')).toBe(apple);
  });

  it('is told to screen readers by the names that they know', () => {
    expect(ariaShortcut('$mod+Shift+z', false)).toBe('Control+Shift+z');
    expect(ariaShortcut('$mod+Shift+z', true)).toBe('Meta+Shift+z');
  });
});
