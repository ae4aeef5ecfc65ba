import { normalizeDegrees, rotatePoint } from './angle.ts';
import { type Box, centreOfBox } from './box.ts';
import type { Point } from './point.ts';

/**
 * What a drag of elements means for each of them, in few numbers: told of the elements as they are
 * now, so that it holds even for one that somebody else has changed in the meantime.
 */
export type Transform = MoveTransform | TurnTransform | ScaleTransform | EndTransform;

export interface MoveTransform {
  readonly kind: 'move';
  /** Board units. */
  readonly dx: number;
  readonly dy: number;
}

export interface TurnTransform {
  readonly kind: 'turn';
  /** Clockwise. */
  readonly degrees: number;
  /** What stays in place; `null` turns each element about its own centre. */
  readonly pivot: Point | null;
}

export interface ScaleTransform {
  readonly kind: 'scale';
  /** Direction of the axes along which is scaled, in degrees clockwise. */
  readonly rotation: number;
  /** The board point that stays in place. */
  readonly anchor: Point;
  /** Negative mirrors. */
  readonly scaleX: number;
  readonly scaleY: number;
}

/** An end of a line is put elsewhere; the rest of it stays. */
export interface EndTransform {
  readonly kind: 'end';
  readonly end: LineEnd;
  readonly to: Point;
}

export type LineEnd = 'first' | 'last';

/** A box turned clockwise about its own centre: where an element is. */
export interface Placement {
  readonly box: Box;
  /** Degrees. */
  readonly rotation: number;
}

export interface TransformedPlacement extends Placement {
  /** What is in the box is mirrored along the box's own axes. */
  readonly flipX: boolean;
  readonly flipY: boolean;
  /** How much larger it became, in the mean of both directions. */
  readonly scale: number;
}

/** Whether a drawing under the transform is only shifted or turned as a whole, like a sheet. */
export function isRigid(
  transform: Transform,
): transform is MoveTransform | (TurnTransform & { readonly pivot: Point }) {
  return transform.kind === 'move' || (transform.kind === 'turn' && transform.pivot !== null);
}

/** Whether the transform leaves everything as it is. */
export function isIdentity(transform: Transform): boolean {
  switch (transform.kind) {
    case 'move':
      return transform.dx === 0 && transform.dy === 0;
    case 'turn':
      return normalizeDegrees(transform.degrees) === 0;
    case 'scale':
      return transform.scaleX === 1 && transform.scaleY === 1;
    case 'end':
      return false;
  }
}

/** A board point under the transform; `end` and a turn without a pivot move no point as such. */
export function transformPoint(point: Point, transform: Transform): Point {
  switch (transform.kind) {
    case 'move':
      return { x: point.x + transform.dx, y: point.y + transform.dy };
    case 'turn':
      return transform.pivot ? rotatePoint(point, transform.pivot, transform.degrees) : point;
    case 'scale': {
      const { anchor, rotation, scaleX, scaleY } = transform;
      const along = rotatePoint(point, anchor, -rotation);
      const scaled = {
        x: anchor.x + (along.x - anchor.x) * scaleX,
        y: anchor.y + (along.y - anchor.y) * scaleY,
      };
      return rotatePoint(scaled, anchor, rotation);
    }
    case 'end':
      return point;
  }
}

function boxAround(centre: Point, width: number, height: number): Box {
  return { x: centre.x - width / 2, y: centre.y - height / 2, width, height };
}

/** Angles closer than this to a right one count as it: they come from arithmetic, not from a hand. */
const ANGLE_TOLERANCE_DEGREES = 1e-6;

/** How an element lies to axes: along them, across them, or askew. */
export function alignmentOf(rotation: number, axes: number): 'along' | 'across' | 'askew' {
  const relative = normalizeDegrees(rotation - axes) % 180;
  const near = (angle: number): boolean => Math.abs(relative - angle) < ANGLE_TOLERANCE_DEGREES;
  if (near(0) || near(180)) return 'along';
  return near(90) ? 'across' : 'askew';
}

/**
 * Where something is under the transform. A box askew to the axes of a scaling cannot become a
 * sheared one: it grows by the mean of both factors. (Whoever scales such elements should use two
 * equal factors, which need no mean.)
 */
export function transformPlacement(placed: Placement, transform: Transform): TransformedPlacement {
  const { box, rotation } = placed;
  const same = { box, rotation, flipX: false, flipY: false, scale: 1 };
  switch (transform.kind) {
    case 'move':
      return { ...same, box: { ...box, x: box.x + transform.dx, y: box.y + transform.dy } };
    case 'turn': {
      const turned = normalizeDegrees(rotation + transform.degrees);
      // Its own centre stays: the box is left exactly as it is, without a rounding error.
      if (!transform.pivot) return { ...same, rotation: turned };
      const centre = transformPoint(centreOfBox(box), transform);
      return { ...same, box: boxAround(centre, box.width, box.height), rotation: turned };
    }
    case 'scale':
      return scalePlacement(placed, transform);
    case 'end':
      return same;
  }
}

function scalePlacement(placed: Placement, transform: ScaleTransform): TransformedPlacement {
  const { box, rotation } = placed;
  const factorX = Math.abs(transform.scaleX);
  const factorY = Math.abs(transform.scaleY);
  const scale = factorX === factorY ? factorX : Math.sqrt(factorX * factorY);
  const alignment = alignmentOf(rotation, transform.rotation);
  const alongX = { along: factorX, across: factorY, askew: scale }[alignment];
  const alongY = { along: factorY, across: factorX, askew: scale }[alignment];
  const flipX = transform.scaleX < 0;
  const flipY = transform.scaleY < 0;
  const relative = rotation - transform.rotation;
  const centre = transformPoint(centreOfBox(box), transform);
  return {
    box: boxAround(centre, box.width * alongX, box.height * alongY),
    // Mirrored once, what leaned to one side leans to the other; mirrored twice, it leans as before.
    rotation: flipX === flipY ? rotation : normalizeDegrees(transform.rotation - relative),
    flipX,
    flipY,
    scale,
  };
}
