import { describe, expect, it } from 'vitest';
import { hitElement } from '../element-geometry.ts';
import { paintElement } from '../paint-element.ts';
import { THEMES } from '../palette.ts';
import type { PictureSource } from '../shape.ts';
import { RecordingContext } from '../testing/recording-context.ts';
import { shapeElement } from '../testing/shape-element.ts';

const HASH = 'A'.repeat(43);
const IMAGE = shapeElement({
  type: 'image',
  picture: HASH,
  box: { x: 10, y: 20, width: 100, height: 60 },
});

function painted(pictures: PictureSource | undefined, element = IMAGE): RecordingContext {
  const ctx = new RecordingContext();
  paintElement(ctx, element, THEMES.light, { paths: null, pictures, scale: 2 });
  return ctx;
}

describe('an image', () => {
  it('is painted into its box, from as many pixels as the surface has there', () => {
    const asked: unknown[] = [];
    const ctx = painted({
      pixels: (...args) => {
        asked.push(args);
        return {} as ImageBitmap;
      },
    });
    expect(asked).toEqual([[HASH, 200, 120]]);
    expect(ctx.trace).toEqual(['drawImage 10 20 100 60']);
  });

  it('is a soft box with a mark until its picture is there', () => {
    const ctx = painted({ pixels: () => null });
    expect(ctx.calls('fillRect', 'drawImage')).toEqual(['fillRect 10 20 100 60']);
    expect(ctx.calls('strokeRect')).toEqual(['strokeRect 48 40.4 24 19.2']);
    expect(painted(undefined).trace).toEqual(ctx.trace);
  });

  it('has no mark where it is too small for one', () => {
    const small = shapeElement({ ...IMAGE, box: { x: 0, y: 0, width: 5, height: 5 } });
    expect(painted(undefined, small).calls('strokeRect', 'stroke')).toEqual([]);
  });

  it('is hit anywhere in its box', () => {
    expect(hitElement(IMAGE, { x: 60, y: 50 }, 0, false)).toBe(true);
    expect(hitElement(IMAGE, { x: 60, y: 90 }, 4, false)).toBe(false);
  });
});
