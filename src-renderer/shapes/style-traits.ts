import type { ElementType } from '../board/element.ts';

/** Kinds of elements that one draws alike, and for which one style is remembered. */
export const STYLE_FAMILIES = [
  'ink',
  'shape',
  'line',
  'text',
  'note',
  'highlight',
  'picture',
] as const;
export type StyleFamily = (typeof STYLE_FAMILIES)[number];

/** What a kind of element has: what the style panel and the handles offer. */
export interface StyleTraits {
  /** Is drawn in a colour of its own. */
  readonly color: boolean;
  /** Has an inside that can be filled. */
  readonly fill: boolean;
  /** `size` is the width of a stroke (for text it is the font's size). */
  readonly strokeWidth: boolean;
  /** Its line can be dashed, dotted, or as by hand. */
  readonly dash: boolean;
  /** Has corners of a radius that can be chosen. */
  readonly radius: boolean;
  /** Its width can follow a pen's pressure. */
  readonly pressure: boolean;
  /** Runs from one end to another, each of which can be put elsewhere. */
  readonly ends: boolean;
  /** Has heads at its ends. */
  readonly heads: boolean;
  readonly family: StyleFamily;
}

/** What has an outline around an inside. */
const OUTLINED: StyleTraits = {
  color: true,
  fill: true,
  strokeWidth: true,
  dash: true,
  radius: false,
  pressure: false,
  ends: false,
  heads: false,
  family: 'shape',
};
const LINE: StyleTraits = { ...OUTLINED, fill: false, ends: true, family: 'line' };
const PLAIN: StyleTraits = { ...OUTLINED, fill: false, dash: false };

/** How far an element's stroke reaches out of its box, in board units. */
export function strokeReach({
  type,
  size,
}: {
  readonly type: ElementType;
  readonly size: number;
}): number {
  return STYLE_TRAITS[type].strokeWidth ? size / 2 : 0;
}

/** One entry for each kind of element. */
export const STYLE_TRAITS: Readonly<Record<ElementType, StyleTraits>> = {
  stroke: { ...PLAIN, pressure: true, family: 'ink' },
  rectangle: { ...OUTLINED, radius: true },
  ellipse: OUTLINED,
  diamond: OUTLINED,
  triangle: OUTLINED,
  hexagon: OUTLINED,
  star: OUTLINED,
  cloud: OUTLINED,
  cylinder: OUTLINED,
  parallelogram: OUTLINED,
  callout: OUTLINED,
  line: LINE,
  arrow: { ...LINE, heads: true },
  text: { ...PLAIN, strokeWidth: false, family: 'text' },
  note: { ...PLAIN, strokeWidth: false, family: 'note' },
  highlight: { ...PLAIN, family: 'highlight' },
  image: { ...PLAIN, color: false, strokeWidth: false, family: 'picture' },
};
