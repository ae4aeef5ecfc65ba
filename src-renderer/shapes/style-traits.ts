import type { ElementType } from '../board/element.ts';

/** Kinds of elements that one draws alike, and for which one style is remembered. */
export const STYLE_FAMILIES = ['ink', 'shape', 'line', 'text'] as const;
export type StyleFamily = (typeof STYLE_FAMILIES)[number];

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
  readonly family: StyleFamily;
}

/** One entry for each kind of element. */
export const STYLE_TRAITS: Readonly<Record<ElementType, StyleTraits>> = {
  stroke: { fill: false, strokeWidth: true, pressure: true, ends: false, family: 'ink' },
  rectangle: { fill: true, strokeWidth: true, pressure: false, ends: false, family: 'shape' },
  ellipse: { fill: true, strokeWidth: true, pressure: false, ends: false, family: 'shape' },
  line: { fill: false, strokeWidth: true, pressure: false, ends: true, family: 'line' },
  arrow: { fill: false, strokeWidth: true, pressure: false, ends: true, family: 'line' },
  text: { fill: false, strokeWidth: false, pressure: false, ends: false, family: 'text' },
};
