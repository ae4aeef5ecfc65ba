import { useSyncExternalStore } from 'react';

/** What a person chose; `system` follows the operating system, also while it changes. */
export const THEME_CHOICES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];
export type ResolvedTheme = 'light' | 'dark';

const DARK_QUERY = '(prefers-color-scheme: dark)';

const systemPrefersDark = (): boolean =>
  typeof matchMedia === 'function' && matchMedia(DARK_QUERY).matches;

/** The theme that a choice means now. */
export const resolveTheme = (choice: ThemeChoice, prefersDark: boolean): ResolvedTheme =>
  choice === 'system' ? (prefersDark ? 'dark' : 'light') : choice;

/** Puts the choice on the root element, where the tokens read it. */
export function applyTheme(
  choice: ThemeChoice,
  root: HTMLElement = document.documentElement,
): void {
  root.dataset.theme = choice;
}

function subscribeToSystem(listener: () => void): () => void {
  const query = matchMedia(DARK_QUERY);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** The theme that is shown, for what CSS cannot reach (the canvas). */
export function useResolvedTheme(choice: ThemeChoice): ResolvedTheme {
  const prefersDark = useSyncExternalStore(subscribeToSystem, systemPrefersDark, () => false);
  return resolveTheme(choice, prefersDark);
}
