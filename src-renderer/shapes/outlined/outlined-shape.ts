import type { ElementType } from '../../board/element.ts';
import type { ShapeDefinition, ShapeGeometry } from '../shape.ts';
import { flatten } from './flatten.ts';
import { boxAroundLabel, outlinedTextArea } from './label.ts';
import type { Outline } from './outline.ts';
import { outlinedGeometry } from './outlined-geometry.ts';
import { outlinedPainter } from './paint-outlined.ts';

/**
 * A kind of shape that is one closed outline with a label in it.
 * @param geometry of kinds that can measure themselves better than by straight pieces
 */
export function outlinedShape<T extends ElementType>(
  type: T,
  outline: Outline,
  geometry: ShapeGeometry = outlinedGeometry(outline),
): ShapeDefinition & { readonly type: T } {
  return {
    type,
    paint: outlinedPainter(outline),
    geometry,
    outline: (element) => flatten((sink) => outline.trace(element, 0, sink)),
    textArea: (element) => outlinedTextArea(outline, element),
    seenBox: (text, stored) => boxAroundLabel(outline, text, stored),
  };
}
