import { toRadians } from './angle.ts';
import { type Bounds, boundsOfPoints } from './box.ts';
import type { Point } from './point.ts';
import type { Transform } from './transform.ts';

/** `x' = a x + c y + e`, `y' = b x + d y + f`: the order of CSS and of canvas contexts. */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

export const IDENTITY: Affine = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

/** The map that does `second` after `first`. */
export function compose(second: Affine, first: Affine): Affine {
  return {
    a: second.a * first.a + second.c * first.b,
    b: second.b * first.a + second.d * first.b,
    c: second.a * first.c + second.c * first.d,
    d: second.b * first.c + second.d * first.d,
    e: second.a * first.e + second.c * first.f + second.e,
    f: second.b * first.e + second.d * first.f + second.f,
  };
}

/** The map back; `null` for one that flattens everything onto a line. */
export function invert({ a, b, c, d, e, f }: Affine): Affine | null {
  const determinant = a * d - b * c;
  if (determinant === 0 || !Number.isFinite(determinant)) return null;
  return {
    a: d / determinant,
    b: -b / determinant,
    c: -c / determinant,
    d: a / determinant,
    e: (c * f - d * e) / determinant,
    f: (b * e - a * f) / determinant,
  };
}

export function applyAffine({ a, b, c, d, e, f }: Affine, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

export function translation(x: number, y: number): Affine {
  return { ...IDENTITY, e: x, f: y };
}

function rotation(degrees: number): Affine {
  const cos = Math.cos(toRadians(degrees));
  const sin = Math.sin(toRadians(degrees));
  return { a: cos, b: sin, c: -sin, d: cos, e: 0, f: 0 };
}

function about(centre: Point, map: Affine): Affine {
  return compose(translation(centre.x, centre.y), compose(map, translation(-centre.x, -centre.y)));
}

/** What a transform does to the plane; `null` where it does something else to each element. */
export function affineOf(transform: Transform): Affine | null {
  switch (transform.kind) {
    case 'move':
      return translation(transform.dx, transform.dy);
    case 'turn':
      return transform.pivot ? about(transform.pivot, rotation(transform.degrees)) : null;
    case 'scale': {
      const { scaleX, scaleY } = transform;
      const scaling = { ...IDENTITY, a: scaleX, d: scaleY };
      const turned = compose(
        rotation(transform.rotation),
        compose(scaling, rotation(-transform.rotation)),
      );
      return about(transform.anchor, turned);
    }
    case 'end':
      return null;
  }
}

/** The upright rectangle around one that was mapped. */
export function boundsUnder(map: Affine, { minX, minY, maxX, maxY }: Bounds): Bounds {
  const corners = [
    { x: minX, y: minY },
    { x: maxX, y: minY },
    { x: maxX, y: maxY },
    { x: minX, y: maxY },
  ].map((corner) => applyAffine(map, corner));
  return boundsOfPoints(corners) ?? { minX, minY, maxX, maxY };
}
