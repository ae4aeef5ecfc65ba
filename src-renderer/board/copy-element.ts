import { NEUTRAL_PRESSURE, POINT_STRIDE } from '../ink/packed-points.ts';
import type { BoardDocument } from './board-document.ts';
import {
  type BoardElement,
  canHoldText,
  hasPoints,
  type InputPoint,
  type NewElement,
} from './element.ts';
import { registersOf } from './registers.ts';

/**
 * Everything of an element that another one can be made from: without its id, its place in the order
 * and its groups, and not locked.
 */
export function copyElement(
  board: Pick<BoardDocument, 'points' | 'pointPrecision' | 'text'>,
  element: BoardElement,
): NewElement {
  const { id, type, box, rotation, color, fill, fillStyle, opacity, size, pressure } = element;
  const style = { rotation, color, fill, fillStyle, opacity, size, ...registersOf(element) };
  return {
    type,
    ...box,
    ...style,
    ...(type === 'stroke' ? { pressure } : {}),
    ...(hasPoints(type)
      ? { points: toInputPoints(board.points(id)), precision: board.pointPrecision(id) }
      : {}),
    ...(canHoldText(type) ? { text: board.text(id) } : {}),
  };
}

/** The same element elsewhere. Board units. */
export function shiftElement(element: NewElement, dx: number, dy: number): NewElement {
  const { x, y, points } = element;
  return {
    ...element,
    ...(x === undefined ? {} : { x: x + dx }),
    ...(y === undefined ? {} : { y: y + dy }),
    ...(points === undefined
      ? {}
      : {
          points: points.map(
            ([px, py, pressure]): InputPoint =>
              pressure === undefined ? [px + dx, py + dy] : [px + dx, py + dy, pressure],
          ),
        }),
  };
}

/** Points as callers give them, from x, y, pressure triples; without pressure where there was none. */
export function toInputPoints(triples: ArrayLike<number>): InputPoint[] {
  const points: InputPoint[] = [];
  let hasPressure = false;
  for (let i = 0; i < triples.length; i += POINT_STRIDE) {
    const pressure = triples[i + 2] ?? NEUTRAL_PRESSURE;
    hasPressure ||= pressure !== NEUTRAL_PRESSURE;
    points.push([triples[i] ?? 0, triples[i + 1] ?? 0, pressure]);
  }
  return hasPressure ? points : points.map(([x, y]): InputPoint => [x, y]);
}
