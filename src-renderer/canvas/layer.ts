import type Konva from 'konva';
import type { Theme } from '../shapes/palette.ts';
import type { Viewport } from './camera.ts';
import type { Editor } from './editor.ts';

/** What every layer of the canvas gets. */
export interface LayerProps {
  readonly editor: Editor;
  readonly theme: Theme;
  /** Size of the canvas in CSS pixels. */
  readonly viewport: Viewport;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
}

/** Gives a layer's canvas as many pixels as the screen has. A change empties it. */
export function applyPixelRatio(layer: Konva.Layer | null, pixelRatio: number): void {
  const canvas = layer?.getCanvas();
  if (canvas && canvas.getPixelRatio() !== pixelRatio) canvas.setPixelRatio(pixelRatio);
}

/** Calls `listener` when a font has arrived, so that text is painted again with it. */
export function onFontsLoaded(listener: () => void): () => void {
  document.fonts.addEventListener('loadingdone', listener);
  return () => document.fonts.removeEventListener('loadingdone', listener);
}
