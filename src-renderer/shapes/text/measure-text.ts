import { renewTextFont, textFont } from './text-font.ts';

/**
 * Widths of pieces of text. A canvas measures them, in a window as in a worker; where there is none
 * (tests, scripts under Node) they are estimated.
 */

/** Mean width of a character per font size: what is assumed where nothing can be measured. */
export const ESTIMATED_CHARACTER_WIDTH = 0.56;
/** Pieces remembered at most; beyond it all are measured anew. */
const REMEMBERED_MAX = 50_000;
/** Longer pieces are whole lines: they hardly come twice. */
const REMEMBERED_LENGTH = 32;

type Ruler = Pick<OffscreenCanvasRenderingContext2D, 'measureText' | 'font' | 'textRendering'>;

let ruler: Ruler | null | undefined;
let rulerSize = 0;
let remembered = new Map<number, Map<string, number>>();
let rememberedCount = 0;

function makeRuler(): Ruler | null {
  if (typeof OffscreenCanvas === 'undefined') return null;
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  // Without hinting and rounding: widths grow with the size, as they do under a zoom.
  if (context) context.textRendering = 'geometricPrecision';
  return context;
}

function measure(text: string, size: number): number {
  ruler ??= makeRuler();
  if (!ruler) return text.length * size * ESTIMATED_CHARACTER_WIDTH;
  if (rulerSize !== size) {
    ruler.font = textFont(size);
    rulerSize = size;
  }
  return ruler.measureText(text).width;
}

/** Width of a piece of one line, in the unit of `size`, the font size. */
export function textWidth(text: string, size: number): number {
  if (text.length > REMEMBERED_LENGTH) return measure(text, size);
  let ofSize = remembered.get(size);
  if (!ofSize) {
    ofSize = new Map();
    remembered.set(size, ofSize);
  }
  const known = ofSize.get(text);
  if (known !== undefined) return known;
  const width = measure(text, size);
  if (rememberedCount >= REMEMBERED_MAX) {
    forget();
    return width;
  }
  rememberedCount += 1;
  ofSize.set(text, width);
  return width;
}

function forget(): void {
  remembered = new Map();
  rememberedCount = 0;
}

/** To be called when a font has arrived: what was measured before was another face. */
export function forgetTextWidths(): void {
  forget();
  renewTextFont();
  rulerSize = 0;
}
