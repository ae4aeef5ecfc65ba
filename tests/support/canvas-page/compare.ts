import { onWholePixels } from '../../../src-renderer/canvas/camera.ts';
import type { Editor } from '../../../src-renderer/canvas/editor.ts';
import { NO_IDS } from '../../../src-renderer/canvas/gesture.ts';
import { BoardPainter } from '../../../src-renderer/canvas/painter.ts';
import type { Scene } from '../../../src-renderer/canvas/scene.ts';
import { THEMES, type Theme, type ThemeName } from '../../../src-renderer/shapes/palette.ts';

export interface Comparison {
  /** Pixels in which a channel is off by more than what rounding does to an antialiased edge. */
  readonly different: number;
  /** Pixels that are not background where everything is drawn at once. */
  readonly inked: number;
  /** Largest difference of a channel, 0 to 255. */
  readonly worst: number;
}

/** Differences that nobody sees: rounding of coordinates in antialiased edges. */
const TOLERANCE = 24;
const CHANNELS = 4;

interface Size {
  readonly width: number;
  readonly height: number;
}

function readableContext({ width, height }: Size): CanvasRenderingContext2D {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('the browser gives no 2D context');
  return context;
}

const SHOWN = 'canvas[data-layer="board"], [data-layer="lifted"] canvas';

/** What is in the window: the board, and over it what is lifted off it, as CSS moves and turns it. */
function shownPixels(size: Size): Uint8ClampedArray {
  const context = readableContext(size);
  const onPixel = (css: number): number => Math.round(css * devicePixelRatio);
  for (const canvas of document.querySelectorAll<HTMLCanvasElement>(SHOWN)) {
    const map = new DOMMatrix(getComputedStyle(canvas).transform);
    if (map.b === 0 && map.c === 0) {
      const { left, top } = canvas.getBoundingClientRect();
      context.drawImage(canvas, onPixel(left), onPixel(top));
      continue;
    }
    context.setTransform(new DOMMatrix().scale(devicePixelRatio).multiply(map));
    context.drawImage(
      canvas,
      0,
      0,
      canvas.width / devicePixelRatio,
      canvas.height / devicePixelRatio,
    );
    context.resetTransform();
  }
  return context.getImageData(0, 0, size.width, size.height).data;
}

/** The same part of the board drawn at once, without tiles. */
function directPixels(editor: Editor, scene: Scene, theme: Theme, size: Size): Uint8ClampedArray {
  const context = readableContext(size);
  context.fillStyle = theme.canvas;
  context.fillRect(0, 0, size.width, size.height);
  const at = onWholePixels(editor.camera.get(), devicePixelRatio);
  const camera = { ...at, zoom: at.zoom * devicePixelRatio };
  const bounds = {
    minX: camera.x,
    minY: camera.y,
    maxX: camera.x + size.width / camera.zoom,
    maxY: camera.y + size.height / camera.zoom,
  };
  const hidden = scene === editor.scene ? editor.hidden.get() : NO_IDS;
  const state = { hidden, faded: editor.erasing.get() };
  new BoardPainter(scene, null).paint(context, bounds, camera, theme, state);
  return context.getImageData(0, 0, size.width, size.height).data;
}

function backgroundOf({ canvas }: Theme): Uint8ClampedArray {
  const context = readableContext({ width: 1, height: 1 });
  context.fillStyle = canvas;
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data;
}

/** The least and the greatest value of a channel within so many pixels around one. */
function rangeAround(
  pixels: Uint8ClampedArray,
  at: number,
  { width }: Size,
  reachPx: number,
): [number, number] {
  let least = pixels[at] ?? 0;
  let most = least;
  for (let y = -reachPx; y <= reachPx; y += 1) {
    for (let x = -reachPx; x <= reachPx; x += 1) {
      const value = pixels[at + (y * width + x) * CHANNELS] ?? least;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  return [least, most];
}

/**
 * What the canvas shows beside the same drawn at once, without tiles.
 *
 * @param scene what is to be seen, where that is not the editor's own
 * @param reachPx a pixel may show anything between what is to be seen this far around it: a picture that
 *   CSS has turned is blurred along its edges
 */
export function compareWithDirect(
  editor: Editor,
  themeName: ThemeName,
  scene: Scene = editor.scene,
  reachPx = 0,
): Comparison {
  const theme = THEMES[themeName];
  const viewport = editor.viewport.get();
  const size = {
    width: Math.floor(viewport.width * devicePixelRatio),
    height: Math.floor(viewport.height * devicePixelRatio),
  };
  const expected = directPixels(editor, scene, theme, size);
  const shown = shownPixels(size);
  const background = backgroundOf(theme);
  let [different, inked, worst] = [0, 0, 0];
  for (let i = 0; i < expected.length; i += CHANNELS) {
    let off = 0;
    let isInk = false;
    for (let channel = 0; channel < CHANNELS - 1; channel += 1) {
      const value = expected[i + channel] ?? 0;
      const [least, most] = rangeAround(expected, i + channel, size, reachPx);
      const seen = shown[i + channel] ?? 0;
      off = Math.max(off, least - seen, seen - most);
      isInk ||= value !== background[channel];
    }
    if (isInk) inked += 1;
    if (off > TOLERANCE) different += 1;
    worst = Math.max(worst, off);
  }
  return { different, inked, worst };
}
