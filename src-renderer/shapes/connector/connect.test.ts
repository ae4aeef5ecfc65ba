import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, boundsOfBox, inflate } from '../../geometry/box.ts';
import type { Point } from '../../geometry/point.ts';
import { polylineTouchesPolygon } from '../../geometry/polyline.ts';
import { hitElement } from '../element-geometry.ts';
import type { ShapeElement } from '../shape.ts';
import { shapeElement } from '../testing/shape-element.ts';
import { type Connector, connect } from './connect.ts';

const A = shapeElement({ type: 'rectangle', id: 'a', box: { x: 0, y: 0, width: 100, height: 60 } });
const B = shapeElement({
  type: 'ellipse',
  id: 'b',
  box: { x: 300, y: 200, width: 100, height: 60 },
});

const lookup =
  (...shapes: readonly ShapeElement[]) =>
  (id: string): ShapeElement | undefined =>
    shapes.find((shape) => shape.id === id);

const LINE: Connector = {
  corners: [
    { x: 10, y: 10 },
    { x: 350, y: 230 },
  ],
  route: 'straight',
  start: ['a', 0.5, 0.5, 'edge'],
  end: ['b', 0.5, 0.5, 'edge'],
  size: 4,
};

const between = (
  from: ShapeElement,
  to: ShapeElement,
  line: Partial<Connector> = {},
): readonly Point[] => connect({ ...LINE, ...line }, lookup(from, to))?.points ?? [];

/** The outermost part of a point's way that is still on a shape’s stroke, or none. */
const touches = (shape: ShapeElement, point: Point | undefined, reach: number): boolean =>
  point !== undefined && hitElement({ ...shape, fill: 'none' }, point, reach, false);

describe('a line that holds on to two shapes', () => {
  it('runs from outline to outline, a little apart from the strokes', () => {
    const points = between(A, B);
    expect(points).toHaveLength(2);
    for (const [shape, point] of [
      [A, points[0]],
      [B, points[1]],
    ] as const) {
      expect(touches(shape, point, 9)).toBe(true);
      expect(touches(shape, point, 1)).toBe(false);
    }
    // On the way from middle to middle.
    const [first, last] = points;
    const slope = ((last?.y ?? 0) - (first?.y ?? 0)) / ((last?.x ?? 0) - (first?.x ?? 0));
    expect(slope).toBeCloseTo(200 / 300);
  });

  it('follows a shape that is moved, turned or resized', () => {
    const turned = { ...B, rotation: 90, box: { x: -300, y: 0, width: 200, height: 20 } };
    const last = between(A, turned).at(-1);
    expect(touches(turned, last, 9)).toBe(true);
    expect(last?.x).toBeLessThan(-150);
  });

  it('ends at the very point where it was put on an outline', () => {
    const points = between(A, B, { start: ['a', 1, 0.25, 'point'] });
    expect(points[0]).toEqual({ x: 100, y: 15 });
    const turned = { ...A, rotation: 180 };
    expect(between(turned, B, { start: ['a', 1, 0.25, 'point'] })[0]?.x).toBeCloseTo(0);
  });

  it('keeps the corners that it was given, and aims at the nearest of them', () => {
    const corner = { x: 50, y: 400 };
    const [first, second] = between(A, B, {
      corners: [{ x: 0, y: 0 }, corner, { x: 1, y: 1 }],
    });
    expect(second).toEqual(corner);
    expect(first?.x).toBeCloseTo(50);
    expect(first?.y).toBeGreaterThan(60);
  });

  it('ends in the middle of a shape that has the other end within it', () => {
    const around = { ...B, box: { x: -500, y: -500, width: 1000, height: 1000 } };
    expect(between(A, around).at(-1)).toEqual({ x: 0, y: 0 });
  });

  it('is where its own points are at an end whose shape never was', () => {
    expect(connect(LINE, lookup(A))?.points.at(-1)).toEqual({ x: 350, y: 230 });
    expect(connect(LINE, lookup())).toBeNull();
    // A line cannot be held on to, or two could hold on to each other.
    expect(connect({ ...LINE, end: null }, lookup({ ...A, type: 'arrow' }))).toBeNull();
  });

  it('leaves and arrives straight on as a curve, and bends on the way', () => {
    const points = between(A, B, { route: 'curved' });
    const [first, second] = points;
    expect(first?.y).toBeCloseTo(30);
    expect(Math.abs((second?.y ?? 0) - (first?.y ?? 0))).toBeLessThan(1);
    expect(points.at(-1)?.y).toBeCloseTo(230);
    expect(touches(A, first, 9)).toBe(true);
  });
});

describe('a line with elbows', () => {
  const isStraight = (points: readonly Point[]): boolean =>
    points.every((point, i) => {
      const before = points[i - 1];
      return !before || before.x === point.x || before.y === point.y;
    });
  const crosses = (points: readonly Point[], { box }: ShapeElement): boolean => {
    const { minX, minY, maxX, maxY } = inflate(boundsOfBox(box), -0.5);
    const corners = [
      { x: minX, y: minY },
      { x: maxX, y: minY },
      { x: maxX, y: maxY },
      { x: minX, y: maxY },
    ];
    return polylineTouchesPolygon(
      points.flatMap(({ x, y }) => [x, y]),
      2,
      corners,
    );
  };

  it('goes level or upright only, with as few elbows as can be', () => {
    const right = { ...B, box: { ...A.box, x: 300 } };
    expect(between(A, right, { route: 'elbow' })).toHaveLength(2);
    const below = between(A, B, { route: 'elbow' });
    expect(isStraight(below)).toBe(true);
    expect(below).toHaveLength(3);
  });

  it('goes around both shapes rather than through them, wherever they are', () => {
    const box: fc.Arbitrary<Box> = fc.record({
      x: fc.integer({ min: -400, max: 400 }),
      y: fc.integer({ min: -400, max: 400 }),
      width: fc.integer({ min: 20, max: 200 }),
      height: fc.integer({ min: 20, max: 200 }),
    });
    const part = fc.constantFrom(0, 0.25, 0.5, 1);
    fc.assert(
      fc.property(box, box, part, fc.boolean(), (one, other, at, isPoint) => {
        const from = { ...A, box: one };
        const to = { ...A, id: 'b', box: other };
        const apart = Math.max(
          other.x - one.x - one.width,
          one.x - other.x - other.width,
          other.y - one.y - one.height,
          one.y - other.y - other.height,
        );
        fc.pre(apart > 40);
        const start = isPoint ? (['a', 1, at, 'point'] as const) : LINE.start;
        const points = between(from, to, { route: 'elbow', start });
        expect(isStraight(points)).toBe(true);
        expect(points.length).toBeLessThan(8);
        expect(crosses(points, from) || crosses(points, to)).toBe(false);
        expect(touches(from, points[0], 9)).toBe(true);
        expect(touches(to, points.at(-1), 9)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('still joins shapes that lie over each other', () => {
    const over = { ...B, box: { x: 50, y: 30, width: 100, height: 60 } };
    const points = between(A, over, { route: 'elbow' });
    expect(points.length).toBeGreaterThan(1);
    expect(isStraight(points)).toBe(true);
  });

  it('is the same for everybody', () => {
    expect(between(A, B, { route: 'elbow' })).toEqual(between(A, B, { route: 'elbow' }));
  });
});
