import { type Bounds, unionBounds } from '../../geometry/box.ts';
import { inkBoundsOf } from '../../shapes/element-geometry.ts';
import { paintElement } from '../../shapes/paint-element.ts';
import type { Theme } from '../../shapes/palette.ts';
import type { ShapeElement } from '../../shapes/shape.ts';
import { SvgContext } from './svg-context.ts';

/** Room around what is painted, in board units. */
export const PICTURE_MARGIN = 8;

/** The part of the board that a picture of elements shows; undefined for none. */
export function pictureBounds(elements: readonly ShapeElement[]): Bounds | undefined {
  const ink = unionBounds(elements.map(inkBoundsOf));
  return (
    ink && {
      minX: Math.floor(ink.minX - PICTURE_MARGIN),
      minY: Math.floor(ink.minY - PICTURE_MARGIN),
      maxX: Math.ceil(ink.maxX + PICTURE_MARGIN),
      maxY: Math.ceil(ink.maxY + PICTURE_MARGIN),
    }
  );
}

/** Elements, bottom first, as an SVG document without a background; undefined for none. */
export function svgOf(elements: readonly ShapeElement[], theme: Theme): string | undefined {
  const bounds = pictureBounds(elements);
  if (!bounds) return undefined;
  const ctx = new SvgContext();
  for (const element of elements) paintElement(ctx, element, theme, { paths: null });
  const width = bounds.maxX - bounds.minX;
  const height = bounds.maxY - bounds.minY;
  const view = `${bounds.minX} ${bounds.minY} ${width} ${height}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${view}">${ctx.content()}</svg>`;
}
