import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPictureHeader } from './picture-file.ts';
import { PICTURE_MAX_BYTES } from './picture-limits.ts';

const text = (letters: string): number[] => [...letters].map((letter) => letter.charCodeAt(0));
const u32 = (value: number): number[] => [24, 16, 8, 0].map((bits) => (value >>> bits) & 0xff);
const u16 = (value: number): number[] => [(value >> 8) & 0xff, value & 0xff];
const little = (bytes: number[]): number[] => [...bytes].reverse();

const png = (width: number, height: number): number[] => [
  ...text('\x89PNG\r\n\x1a\n'),
  ...u32(13),
  ...text('IHDR'),
  ...u32(width),
  ...u32(height),
];
const joined = (...parts: readonly (number | readonly number[])[]): number[] => parts.flat();
const nothing = (length: number): number[] => Array.from({ length }, () => 0);
const ispe = (width: number, height: number): number[] =>
  joined(u32(20), text('ispe'), u32(0), u32(width), u32(height));

const FILES: Readonly<Record<string, number[]>> = {
  'image/png': png(640, 480),
  'image/gif': joined(text('GIF89a'), little(u16(640)), little(u16(480)), 0),
  // A segment of something else, a byte to fill, and then the frame.
  'image/jpeg': joined(
    [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc2, 0, 11, 8],
    u16(480),
    u16(640),
    3,
  ),
  'image/webp': joined(text('RIFF'), nothing(4), text('WEBPVP8X'), little(u32(10)), nothing(4), [
    639 & 0xff,
    639 >> 8,
    0,
    479 & 0xff,
    479 >> 8,
    0,
  ]),
  'image/avif': joined(
    u32(20),
    text('ftypmif1'),
    u32(0),
    text('avif'),
    ispe(64, 48),
    ispe(640, 480),
  ),
};
const WEBP_OF_OTHER_KINDS = {
  lossy: joined(
    text('RIFF'),
    nothing(4),
    text('WEBPVP8 '),
    nothing(7),
    [0x9d, 1, 0x2a],
    little(u16(640)),
    little(u16(480)),
  ),
  lossless: joined(
    text('RIFF'),
    nothing(4),
    text('WEBPVP8L'),
    nothing(4),
    0x2f,
    little(u32(639 | (479 << 14))),
  ),
};

const read = (bytes: readonly number[]) => readPictureHeader(new Uint8Array(bytes));

describe('a picture file', () => {
  it.each(Object.entries(FILES))('of %s is recognised by its content', (type, bytes) => {
    expect(read(bytes)).toEqual({ ok: true, header: { type, width: 640, height: 480 } });
  });

  it.each(Object.entries(WEBP_OF_OTHER_KINDS))('may be WebP, %s', (_kind, bytes) => {
    const header = { type: 'image/webp', width: 640, height: 480 };
    expect(read(bytes)).toEqual({ ok: true, header });
  });

  it('is refused with the reason', () => {
    const reasons = {
      nothing: [],
      prose: text('Once upon a time'),
      'an older kind': text('BM~~~~'),
      'a film': [...u32(16), ...text('ftypisom'), ...u32(0)],
      'cut off': png(640, 480).slice(0, 20),
      'without a size': png(0, 480),
      'too wide': png(30_001, 10),
      'too many in all': png(20_000, 10_001),
    };
    const codes = Object.entries(reasons).map(([name, bytes]) => {
      const result = read(bytes);
      return [name, result.ok ? 'taken' : result.code];
    });
    expect(Object.fromEntries(codes)).toEqual({
      nothing: 'not-a-picture',
      prose: 'not-a-picture',
      'an older kind': 'not-a-picture',
      'a film': 'not-a-picture',
      'cut off': 'damaged',
      'without a size': 'damaged',
      'too wide': 'too-many-pixels',
      'too many in all': 'too-many-pixels',
    });
    expect(
      readPictureHeader(new TextEncoder().encode('\ufeff<?xml?><!-- --><svg width="9">')),
    ).toEqual({
      ok: false,
      code: 'svg',
    });
    const huge = new Uint8Array(PICTURE_MAX_BYTES + 1);
    huge.set(png(10, 10));
    expect(readPictureHeader(huge)).toEqual({ ok: false, code: 'too-many-bytes' });
  });

  it('may be as large as the limits say', () => {
    expect(read(png(30_000, 6_666)).ok).toBe(true);
  });

  it('is read without an error, whatever it holds', () => {
    const starts = [[], ...Object.values(FILES), ...Object.values(WEBP_OF_OTHER_KINDS)];
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.nat(40),
        fc.uint8Array(),
        (start, length, rest) => {
          const result = read([...start.slice(0, length), ...rest]);
          if (result.ok) expect(result.header.width * result.header.height).toBeGreaterThan(0);
        },
      ),
    );
  });
});
