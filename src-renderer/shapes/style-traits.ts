import type { ElementType } from '../board/element.ts';

/** Which styles mean something for a kind of element: what the style panel offers. */
export interface StyleTraits {
  /** Has an inside that can be filled. */
  readonly fill: boolean;
  /** `size` is the width of a stroke (for text it is the font's size). */
  readonly strokeWidth: boolean;
  /** Its width can follow a pen's pressure. */
  readonly pressure: boolean;
}

/** One entry for each kind of element. */
export const STYLE_TRAITS: Readonly<Record<ElementType, StyleTraits>> = {
  stroke: { fill: false, strokeWidth: true, pressure: true },
  rectangle: { fill: true, strokeWidth: true, pressure: false },
  ellipse: { fill: true, strokeWidth: true, pressure: false },
  line: { fill: false, strokeWidth: true, pressure: false },
  arrow: { fill: false, strokeWidth: true, pressure: false },
  text: { fill: false, strokeWidth: false, pressure: false },
};
