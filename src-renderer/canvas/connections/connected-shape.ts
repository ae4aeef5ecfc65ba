import { registersOf } from '../../board/registers.ts';
import { boxFromPoints } from '../../geometry/box.ts';
import type { Connection } from '../../shapes/connector/connect.ts';
import { triplesOf } from '../../shapes/connector/route.ts';
import type { ShapeElement } from '../../shapes/shape.ts';

/** A line as painters take it, on another way than it has on the board. */
export function connectedShape(line: ShapeElement, { controls, points }: Connection): ShapeElement {
  const { id, type, color, fill, fillStyle, opacity, size, pressure, text, wraps, inField } = line;
  const look = { color, fill, fillStyle, opacity, size, pressure, ...registersOf(line) };
  return {
    id,
    type,
    ...look,
    text,
    wraps,
    inField,
    box: boxFromPoints(points) ?? line.box,
    rotation: 0,
    version: 0,
    points: triplesOf(points),
    controls: triplesOf(controls),
  };
}
