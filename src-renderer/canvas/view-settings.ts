import type { Theme } from '../shapes/palette.ts';
import type { Viewport } from './camera.ts';

/** How the canvas is shown at the moment. */
export interface ViewSettings {
  readonly theme: Theme;
  /** CSS pixels. */
  readonly viewport: Viewport;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
}
