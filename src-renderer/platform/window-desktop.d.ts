import type { DesktopApi } from '../../src-main/desktop-api.ts';

declare global {
  interface Window {
    /** There in the desktop app only. */
    readonly desktop?: DesktopApi;
  }
}
