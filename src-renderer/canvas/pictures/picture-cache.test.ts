import { describe, expect, it, vi } from 'vitest';
import { PictureCache } from './picture-cache.ts';
import { levelFor, type PixelSize, sizeOfLevel } from './picture-levels.ts';

const [A, B] = ['A'.repeat(43), 'E'.repeat(43)] as const;
const MB = 1024 * 1024;

interface Bitmap extends PixelSize {
  readonly close: () => void;
}

/** A cache of pictures of 1024 by 1024, 4 MB each, whose decoder only counts. */
function setUp(maxBytes = 100 * MB) {
  const decoded: string[] = [];
  const bitmaps: Bitmap[] = [];
  let nowMs = 0;
  const cache = new PictureCache({
    maxBytes,
    now: () => nowMs,
    measure: async () => ({ width: 1024, height: 1024 }),
    decode: async (source, { width, height }) => {
      decoded.push(`${source instanceof Blob ? 'file' : source.width} to ${width}`);
      const bitmap = { width, height, close: vi.fn() };
      bitmaps.push(bitmap);
      return bitmap as unknown as ImageBitmap;
    },
  });
  const arrived: string[] = [];
  cache.onArrival((picture) => arrived.push(picture));
  const widthOf = (picture: string, width: number): number =>
    cache.pixels(picture, width, width)?.width ?? 0;
  const later = (ms: number): void => {
    nowMs += ms;
  };
  return { cache, decoded, bitmaps, arrived, widthOf, later };
}

describe('the level of a picture', () => {
  it('is the coarsest that has a pixel for each that is painted', () => {
    const picture = { width: 4000, height: 1000 };
    const shown = [4000, 2001, 2000, 1000, 10].map((width) => ({ width, height: width / 4 }));
    expect(shown.map((size) => levelFor(picture, size))).toEqual([0, 0, 1, 2, 6]);
    expect(sizeOfLevel(picture, 6)).toEqual({ width: 63, height: 16 });
    // Pulled out of its ratio it needs the pixels of its longer side.
    expect(levelFor(picture, { width: 500, height: 1000 })).toBe(0);
  });

  it('of a huge picture is never too large to be kept', () => {
    const picture = { width: 30_000, height: 6_000 };
    const { width, height } = sizeOfLevel(picture, levelFor(picture, picture));
    expect(width * height).toBeLessThanOrEqual(16 * MB);
  });
});

describe('decoded pictures', () => {
  it('are made when they are asked for, and told of', async () => {
    const { cache, decoded, arrived, widthOf } = setUp();
    cache.provide(A, new Blob());
    expect([widthOf(A, 256), cache.isPending(A, 256, 256)]).toEqual([0, true]);
    await cache.ready(A, 256, 256);
    expect([widthOf(A, 256), cache.isPending(A, 256, 256)]).toEqual([256, false]);
    expect([decoded, arrived]).toEqual([['file to 256'], [A]]);
  });

  it('are made of a file that comes after they were asked for', async () => {
    const { cache, arrived, widthOf } = setUp();
    expect([widthOf(A, 512), cache.isPending(A, 512, 512)]).toEqual([0, false]);
    cache.provide(A, new Blob());
    await vi.waitFor(() => expect(arrived).toEqual([A]));
    expect(widthOf(A, 512)).toBe(512);
  });

  it('are shown in another size until theirs is there, and made smaller without the file', async () => {
    const { cache, decoded, widthOf } = setUp();
    cache.provide(A, new Blob());
    await cache.ready(A, 512, 512);
    expect(widthOf(A, 1024)).toBe(512);
    await cache.ready(A, 1024, 1024);
    expect(widthOf(A, 128)).toBe(512);
    await cache.ready(A, 128, 128);
    expect(decoded).toEqual(['file to 512', 'file to 1024', '512 to 128']);
  });

  it('that were not painted for long are freed for others', async () => {
    const { cache, bitmaps, widthOf, later } = setUp(5 * MB);
    for (const picture of [A, B]) cache.provide(picture, new Blob());
    await cache.ready(A, 1024, 1024);
    later(10_000);
    await cache.ready(B, 1024, 1024);
    expect(widthOf(B, 1024)).toBe(1024);
    expect(bitmaps[0]?.close).toHaveBeenCalled();
    expect(cache.bytes).toBe(4 * MB);
  });

  it('are coarser where all that is seen would not fit, instead of driving each other out', async () => {
    const { cache, decoded, widthOf } = setUp(5 * MB);
    for (const picture of [A, B]) cache.provide(picture, new Blob());
    await cache.ready(A, 1024, 1024);
    await cache.ready(B, 1024, 1024);
    for (let i = 0; i < 3; i += 1)
      expect([widthOf(A, 1024), widthOf(B, 1024)]).toEqual([1024, 512]);
    expect(decoded).toEqual(['file to 1024', 'file to 512']);
  });

  it('that cannot be decoded are not tried again', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const decode = vi.fn(() => Promise.reject(new DOMException('rubbish')));
    const measure = async () => ({ width: 100, height: 100 });
    const cache = new PictureCache({ decode, measure });
    cache.provide(A, new Blob());
    await cache.ready(A, 100, 100);
    expect([cache.pixels(A, 100, 100), cache.isPending(A, 100, 100)]).toEqual([null, false]);
    expect(decode).toHaveBeenCalledOnce();
  });
});
