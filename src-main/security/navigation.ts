import { isAppUrl } from './app-scheme.ts';

/**
 * Whether a window may go to a URL: to the app's own pages only (a reload is one). Whatever else
 * a page or a dropped link asks for is refused, and no second window is ever opened by a page.
 */
export function isNavigationAllowed(url: string): boolean {
  return isAppUrl(url);
}
