/** Faces of the canvas, best first. */
export const TEXT_FONT_FAMILY = "'Inter Variable', Inter, system-ui, sans-serif";
export const TEXT_FONT_WEIGHT = 450;
/** Font size of a label inside a shape or on a line, in board units. */
export const LABEL_FONT_SIZE = 20;

/** Distance between baselines, per font size. */
const LINE_HEIGHT = 1.3;
/** Browsers count lengths in 64ths of a pixel; so do we, or a hundred lines would be a pixel off. */
const LAYOUT_STEP = 64;
/** From the middle of a line down to its baseline, per font size: centres the capitals. */
const BASELINE_BELOW_MIDDLE = 0.364;

let family = TEXT_FONT_FAMILY;
let arrivals = 0;

/** CSS font of a text on a canvas. @param size font size in board units. */
export function textFont(size: number): string {
  return `${TEXT_FONT_WEIGHT} ${size}px ${family}`;
}

/**
 * To be called when a font has arrived. In a worker Chromium remembers for good which face it found for
 * the words of a CSS font, so they must be others: a family that nobody has is named behind the rest.
 */
export function renewTextFont(): void {
  arrivals += 1;
  family = `${TEXT_FONT_FAMILY}, arrival-${arrivals}`;
}

/** Distance between baselines, in board units. */
export function lineHeightOf(size: number): number {
  return Math.floor(size * LINE_HEIGHT * LAYOUT_STEP) / LAYOUT_STEP;
}

/** From the top of a line to its baseline, in board units. */
export function baselineOf(size: number): number {
  return lineHeightOf(size) / 2 + size * BASELINE_BELOW_MIDDLE;
}
