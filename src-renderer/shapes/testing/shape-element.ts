import { INITIAL_REGISTERS } from '../../board/registers.ts';
import type { ShapeElement } from '../shape.ts';

/** An element for painters and hit tests, a 100 by 60 black one unless told otherwise. */
export function shapeElement(
  given: Partial<ShapeElement> & Pick<ShapeElement, 'type'>,
): ShapeElement {
  return {
    id: 'e',
    box: { x: 0, y: 0, width: 100, height: 60 },
    rotation: 0,
    color: 'black',
    fill: 'none',
    fillStyle: 'soft',
    opacity: 1,
    size: 4,
    pressure: 'off',
    version: 1,
    ...INITIAL_REGISTERS,
    points: [],
    text: '',
    wraps: false,
    inField: false,
    ...given,
  };
}
