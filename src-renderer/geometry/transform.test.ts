import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rotatePoint } from './angle.ts';
import { centreOfBox, rotatedCorners } from './box.ts';
import {
  isIdentity,
  isRigid,
  type Transform,
  transformPlacement,
  transformPoint,
} from './transform.ts';

const box = { x: 10, y: 20, width: 100, height: 40 };
const scale = (scaleX: number, scaleY: number, rotation = 0): Transform => ({
  kind: 'scale',
  rotation,
  anchor: { x: 10, y: 20 },
  scaleX,
  scaleY,
});

describe('a transform of a placement', () => {
  it('moves', () => {
    const moved = transformPlacement({ box, rotation: 30 }, { kind: 'move', dx: 5, dy: -5 });
    expect(moved).toMatchObject({ box: { ...box, x: 15, y: 15 }, rotation: 30 });
  });

  it('turns about its own centre without touching the box', () => {
    const turned = transformPlacement(
      { box, rotation: 350 },
      { kind: 'turn', degrees: 20, pivot: null },
    );
    expect(turned.box).toBe(box);
    expect(turned.rotation).toBe(10);
  });

  it('turns about a pivot as a whole', () => {
    const turn: Transform = { kind: 'turn', degrees: 90, pivot: { x: 0, y: 0 } };
    const turned = transformPlacement({ box, rotation: 0 }, turn);
    expect(turned.box.x + turned.box.width / 2).toBeCloseTo(-40);
    expect(turned.box.y + turned.box.height / 2).toBeCloseTo(60);
    expect(turned).toMatchObject({ rotation: 90, box: { width: 100, height: 40 } });
  });

  it('scales away from the anchor', () => {
    const scaled = transformPlacement({ box, rotation: 0 }, scale(2, 0.5));
    expect(scaled).toMatchObject({ box: { x: 10, y: 20, width: 200, height: 20 }, rotation: 0 });
  });

  it('swaps the factors for what lies across', () => {
    const scaled = transformPlacement({ box, rotation: 270 }, scale(2, 0.5));
    expect(scaled.box.width).toBeCloseTo(50);
    expect(scaled.box.height).toBeCloseTo(80);
  });

  it('flips through the anchor, and what leaned to the right leans to the left', () => {
    const flipped = transformPlacement({ box, rotation: 30 }, scale(-1, 1));
    expect(flipped).toMatchObject({ rotation: 330, flipX: true, flipY: false });
    expect(centreOfBox(flipped.box).x).toBeCloseTo(-40);
    expect(transformPlacement({ box, rotation: 30 }, scale(-1, -1)).rotation).toBe(30);
  });

  it('takes every corner where the transform takes it, whenever nothing must be sheared', () => {
    const angles = fc.integer({ min: -180, max: 180 });
    const factor = fc.double({ min: 0.1, max: 4, noNaN: true });
    const sign = fc.constantFrom(1, -1);
    fc.assert(
      fc.property(angles, angles, factor, sign, sign, (rotation, axes, by, signX, signY) => {
        const transform = scale(by * signX, by * signY, axes);
        const placed = transformPlacement({ box, rotation }, transform);
        // The corner that was first may be another one when it was mirrored.
        const [cornerX, cornerY] = [placed.flipX ? 1 : 0, placed.flipY ? 1 : 0];
        const centre = centreOfBox(placed.box);
        const corner = {
          x: placed.box.x + cornerX * placed.box.width,
          y: placed.box.y + cornerY * placed.box.height,
        };
        const shown = rotatePoint(corner, centre, placed.rotation);
        const meant = transformPoint(rotatedCorners(box, rotation)[0], transform);
        expect(shown.x).toBeCloseTo(meant.x, 6);
        expect(shown.y).toBeCloseTo(meant.y, 6);
      }),
    );
  });

  it('grows what lies askew by the mean of both factors', () => {
    const scaled = transformPlacement({ box, rotation: 45 }, scale(4, 1));
    expect(scaled).toMatchObject({ box: { width: 200, height: 80 }, scale: 2, rotation: 45 });
  });
});

describe('transforms', () => {
  it('know when they do nothing', () => {
    expect(isIdentity({ kind: 'move', dx: 0, dy: 0 })).toBe(true);
    expect(isIdentity({ kind: 'turn', degrees: 360, pivot: null })).toBe(true);
    expect(isIdentity(scale(1, 1))).toBe(true);
    expect(isIdentity(scale(1, -1))).toBe(false);
    expect(isIdentity({ kind: 'end', end: 'last', to: { x: 0, y: 0 } })).toBe(false);
  });

  it('are rigid when a picture of what they move can be used as it is', () => {
    expect(isRigid({ kind: 'move', dx: 1, dy: 0 })).toBe(true);
    expect(isRigid({ kind: 'turn', degrees: 5, pivot: { x: 0, y: 0 } })).toBe(true);
    expect(isRigid({ kind: 'turn', degrees: 5, pivot: null })).toBe(false);
    expect(isRigid(scale(1, 2))).toBe(false);
  });
});
