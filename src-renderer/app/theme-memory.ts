import { THEME_CHOICES, type ThemeChoice } from '../ui/theme.ts';

const KEY = 'drawbridge.theme';

/** The theme that was chosen last in this browser. */
export function storedTheme(): ThemeChoice {
  try {
    const stored = localStorage.getItem(KEY);
    return THEME_CHOICES.find((choice) => choice === stored) ?? 'system';
  } catch (error) {
    // Storage is forbidden here; the system's theme is as good a start.
    if (error instanceof DOMException) return 'system';
    throw error;
  }
}

export function rememberTheme(choice: ThemeChoice): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch (error) {
    // Full or forbidden: the choice holds for this window.
    if (!(error instanceof DOMException)) throw error;
  }
}
