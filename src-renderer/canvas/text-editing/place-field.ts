import { rotatePoint } from '../../geometry/angle.ts';
import { centreOfBox } from '../../geometry/box.ts';
import { textAreaOf } from '../../shapes/element-text.ts';
import type { ShapeElement } from '../../shapes/shape.ts';
import { placeText } from '../../shapes/text/text-area.ts';
import { baselineOf } from '../../shapes/text/text-font.ts';
import { type Camera, toScreen } from '../camera.ts';

/** Where a field has to be, so that its letters lie where the painter paints them. CSS pixels. */
export interface FieldPlace {
  /** Top left corner of its first line, turned about which it lies. */
  readonly x: number;
  readonly y: number;
  readonly rotation: number;
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  readonly lineHeight: number;
  /** From the top of the first line to where its baseline is painted. */
  readonly baseline: number;
  readonly align: 'start' | 'center';
  readonly wraps: boolean;
}

/**
 * @param shape the element with the field's text in it.
 * @returns null for an element that can have no text.
 */
export function placeField(shape: ShapeElement, camera: Camera): FieldPlace | null {
  const area = textAreaOf(shape);
  if (!area) return null;
  const { zoom } = camera;
  const { layout, size, box } = placeText(shape.text, area);
  // A centred text has all of its area to be centred in.
  const width = area.align === 'center' ? (area.wrapWidth ?? box.width) : box.width;
  const left = area.align === 'center' ? area.at.x - width / 2 : box.x;
  const corner = rotatePoint({ x: left, y: box.y }, centreOfBox(shape.box), shape.rotation);
  const { x, y } = toScreen(camera, corner);
  return {
    x,
    y,
    rotation: shape.rotation,
    width: width * zoom,
    height: box.height * zoom,
    fontSize: size * zoom,
    lineHeight: layout.lineHeight * zoom,
    baseline: baselineOf(size) * zoom,
    align: area.align,
    wraps: area.wrapWidth !== null,
  };
}
