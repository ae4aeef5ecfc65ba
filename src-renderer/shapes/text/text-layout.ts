/** Faces of the canvas, best first. */
export const TEXT_FONT_FAMILY = "'Inter Variable', Inter, system-ui, sans-serif";
/** Distance between baselines, per font size. */
export const LINE_HEIGHT = 1.3;
/** Mean width of a character per font size: what is assumed where no text can be measured. */
const MEAN_CHARACTER_WIDTH = 0.56;

export function textLines(text: string): string[] {
  return text.split('\n');
}

/** CSS font of a text element. @param size font size in board units. */
export function textFont(size: number): string {
  return `450 ${size}px ${TEXT_FONT_FAMILY}`;
}

/** Estimated size of a text in board units, without a canvas to measure with. */
export function estimateTextSize(text: string, size: number): { width: number; height: number } {
  const lines = textLines(text);
  const longest = lines.reduce((length, line) => Math.max(length, line.length), 1);
  return {
    width: Math.ceil(longest * size * MEAN_CHARACTER_WIDTH),
    height: Math.ceil(lines.length * size * LINE_HEIGHT),
  };
}
