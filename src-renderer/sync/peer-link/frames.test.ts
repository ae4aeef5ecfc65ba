import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRAME_HEADER_BYTES, FrameReader, FrameWriter } from './frames.ts';
import { FRAME_MAX_BYTES } from './limits.ts';

const framesOf = (message: Uint8Array, frameBytes?: number): Uint8Array[] => {
  const writer = new FrameWriter(message, frameBytes);
  const frames: Uint8Array[] = [];
  while (!writer.done) frames.push(writer.next());
  return frames;
};

describe('frames', () => {
  it('carry messages of every size, one after the other', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (messages) => {
        const reader = new FrameReader();
        for (const message of messages) {
          const frames = framesOf(message, 32);
          frames.forEach((frame, index) => {
            const result = reader.push(frame, 1000);
            const last = index === frames.length - 1;
            expect(result).toEqual({ ok: true, message: last ? message : null });
          });
        }
      }),
    );
  });

  it('never exceed what a data channel takes', () => {
    const sizes = framesOf(new Uint8Array(300_000)).map((frame) => frame.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(FRAME_MAX_BYTES);
    expect(sizes.length).toBe(Math.ceil(300_000 / (FRAME_MAX_BYTES - FRAME_HEADER_BYTES)));
  });

  it('tell how much of a large message has come', () => {
    const reader = new FrameReader();
    const [first] = framesOf(new Uint8Array(100), 32);
    reader.push(first ?? new Uint8Array(), 1000);
    expect(reader.progress).toEqual({ received: 27, total: 100 });
  });

  it.each([
    ['shorter than its header', [new Uint8Array([1, 0, 0])], 'frame-too-short'],
    ['following nothing', [new Uint8Array([0, 0, 0, 0, 1, 7])], 'frame-out-of-order'],
    ['longer than announced', [new Uint8Array([1, 0, 0, 0, 1, 7, 7])], 'frame-out-of-order'],
    ['of an unknown kind', [new Uint8Array([9, 0, 0, 0, 1, 7])], 'frame-out-of-order'],
    ['empty though more is due', [new Uint8Array([1, 0, 0, 0, 4])], 'frame-out-of-order'],
    ['announcing too much', [new Uint8Array([1, 255, 255, 255, 255, 7])], 'message-too-large'],
    [
      'changing its length midway',
      [new Uint8Array([1, 0, 0, 0, 3, 7]), new Uint8Array([0, 0, 0, 0, 2, 7])],
      'frame-out-of-order',
    ],
  ])('are refused when one is %s', (_name, frames, code) => {
    const reader = new FrameReader();
    const results = frames.map((frame) => reader.push(frame, 1000));
    expect(results.at(-1)).toEqual({ ok: false, code });
  });
});
