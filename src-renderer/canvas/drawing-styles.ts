import type { Color, ElementType, Fill, FillStyle } from '../board/element.ts';
import { DEFAULT_FONT_SIZE, DEFAULT_STROKE_WIDTH } from '../board/element-input.ts';
import { INITIAL_REGISTERS, type RegisterValues } from '../board/registers.ts';
import { STYLE_TRAITS, type StyleFamily } from '../shapes/style-traits.ts';
import { Listeners } from './listeners.ts';

/** The registers that are a matter of style, and remembered. */
export type StyleRegisters = Pick<
  RegisterValues,
  'dash' | 'radius' | 'route' | 'startHead' | 'endHead'
>;

/** What newly drawn elements look like. */
export interface DrawingStyle extends StyleRegisters {
  readonly color: Color;
  readonly fill: Fill;
  readonly fillStyle: FillStyle;
  readonly opacity: number;
  /** Stroke width in board units; for text the font size. */
  readonly size: number;
  /** Whether the stroke width follows the pen's pressure (or, without one, the hand's speed). */
  readonly pressure: boolean;
}

const { dash, radius, route, startHead, endHead } = INITIAL_REGISTERS;

const STROKED: DrawingStyle = {
  color: 'black',
  fill: 'none',
  fillStyle: 'soft',
  opacity: 1,
  size: DEFAULT_STROKE_WIDTH,
  pressure: true,
  dash,
  radius,
  route,
  startHead,
  endHead,
};

/** What everything looks like before anybody has chosen. */
export const DEFAULT_STYLES: Readonly<Record<StyleFamily, DrawingStyle>> = {
  ink: STROKED,
  shape: STROKED,
  line: STROKED,
  text: { ...STROKED, size: DEFAULT_FONT_SIZE },
  note: { ...STROKED, color: 'yellow', size: DEFAULT_FONT_SIZE },
  highlight: { ...STROKED, color: 'yellow' },
  picture: STROKED,
};

/** What was chosen of each family; the rest looks as it would anyway. */
export type ChosenStyles = { readonly [F in StyleFamily]?: DrawingStyle | undefined };

/** The chosen styles, one for each family of elements: a red pen makes no red boxes. */
export class DrawingStyles {
  readonly #styles = new Map<StyleFamily, DrawingStyle>();
  readonly #listeners = new Listeners();

  of(type: ElementType): DrawingStyle {
    const { family } = STYLE_TRAITS[type];
    return this.#styles.get(family) ?? DEFAULT_STYLES[family];
  }

  /** Changes what elements of the type, and those of its family, will look like. */
  change(type: ElementType, change: Partial<DrawingStyle>): void {
    this.#styles.set(STYLE_TRAITS[type].family, { ...this.of(type), ...change });
    this.#listeners.tell();
  }

  /** What was chosen, to be kept. */
  chosen(): ChosenStyles {
    return Object.fromEntries(this.#styles);
  }

  /** Takes what was kept. */
  restore(chosen: ChosenStyles): void {
    for (const [family, style] of Object.entries(chosen)) {
      if (style) this.#styles.set(family as StyleFamily, style);
    }
    this.#listeners.tell();
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }
}
