import { describe, expect, it } from 'vitest';
import type { Transform } from '../geometry/transform.ts';
import { shapeElement } from './testing/shape-element.ts';
import { lineEnds, transformElement } from './transform-element.ts';

const scale = (scaleX: number, scaleY: number): Transform => ({
  kind: 'scale',
  rotation: 0,
  anchor: { x: 0, y: 0 },
  scaleX,
  scaleY,
});
const line = (rotation = 0) =>
  shapeElement({
    type: 'line',
    box: { x: 0, y: 0, width: 100, height: 60 },
    points: [0, 0, 0.5, 100, 60, 0.5],
    rotation,
  });

describe('an element under a transform', () => {
  it('keeps its stroke width', () => {
    const scaled = transformElement(shapeElement({ type: 'rectangle' }), scale(3, 3));
    expect(scaled.box).toEqual({ x: 0, y: 0, width: 300, height: 180 });
    expect(scaled).toMatchObject({ size: 4, repointed: false });
  });

  it('grows by its font when it is a text', () => {
    const text = shapeElement({ type: 'text', size: 24, text: 'Hi' });
    expect(transformElement(text, scale(2, 2))).toMatchObject({ size: 48, text: 'Hi' });
  });

  it('breaks its lines elsewhere when it is a text that is stretched in one direction', () => {
    const text = shapeElement({ type: 'text', size: 24, text: 'Hi there' });
    expect(transformElement(text, scale(0.5, 1))).toMatchObject({
      size: 24,
      wraps: true,
      box: { width: 50 },
    });
    expect(transformElement(text, scale(2, -2)).wraps).toBe(false);
  });

  it('carries its points along, mirrored where it is flipped', () => {
    expect(Array.from(transformElement(line(), scale(2, 1)).points)).toEqual([
      0, 0, 0.5, 200, 60, 0.5,
    ]);
    const flipped = transformElement(line(), scale(-1, 1));
    expect(flipped.box).toEqual({ x: -100, y: 0, width: 100, height: 60 });
    expect(Array.from(flipped.points)).toEqual([0, 0, 0.5, -100, 60, 0.5]);
    expect(flipped.repointed).toBe(true);
  });

  it('does not divide by the height of a level line', () => {
    const level = shapeElement({
      type: 'line',
      box: { x: 0, y: 5, width: 10, height: 0 },
      points: [0, 5, 0.5, 10, 5, 0.5],
    });
    expect(Array.from(transformElement(level, scale(2, 3)).points)).toEqual([
      0, 15, 0.5, 20, 15, 0.5,
    ]);
  });
});

describe('the end of a line', () => {
  it('goes where it is put, and the other one stays', () => {
    const moved = transformElement(line(), { kind: 'end', end: 'last', to: { x: -20, y: 30 } });
    expect(moved.box).toEqual({ x: -20, y: 0, width: 20, height: 30 });
    expect(lineEnds(moved)).toEqual({ first: { x: 0, y: 0 }, last: { x: -20, y: 30 } });
  });

  it('is found where a rotated line shows it, and the other one stays there too', () => {
    const rotated = line(90);
    const ends = lineEnds(rotated);
    expect(ends.first.x).toBeCloseTo(80);
    expect(ends.first.y).toBeCloseTo(-20);
    const moved = transformElement(rotated, { kind: 'end', end: 'last', to: { x: 0, y: 0 } });
    expect(moved.rotation).toBe(0);
    expect(lineEnds(moved).first.x).toBeCloseTo(80);
    expect(lineEnds(moved).first.y).toBeCloseTo(-20);
  });
});
