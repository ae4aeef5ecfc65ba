import type { ElementType } from '../board/element.ts';

/** What a kind of element has: what the style panel and the handles offer. */
export interface StyleTraits {
  /** Has an inside that can be filled. */
  readonly fill: boolean;
  /** `size` is the width of a stroke (for text it is the font's size). */
  readonly strokeWidth: boolean;
  /** Its width can follow a pen's pressure. */
  readonly pressure: boolean;
  /** Runs from one end to another, each of which can be put elsewhere. */
  readonly ends: boolean;
}

/** One entry for each kind of element. */
export const STYLE_TRAITS: Readonly<Record<ElementType, StyleTraits>> = {
  stroke: { fill: false, strokeWidth: true, pressure: true, ends: false },
  rectangle: { fill: true, strokeWidth: true, pressure: false, ends: false },
  ellipse: { fill: true, strokeWidth: true, pressure: false, ends: false },
  line: { fill: false, strokeWidth: true, pressure: false, ends: true },
  arrow: { fill: false, strokeWidth: true, pressure: false, ends: true },
  text: { fill: false, strokeWidth: false, pressure: false, ends: false },
};
