import { describe, expect, it } from 'vitest';
import { pictureHashOf } from '../../pictures/picture-hash.ts';
import { PICTURE_MAX_BYTES } from '../../pictures/picture-limits.ts';
import { readPicture } from './read-picture.ts';

const PNG = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAACgAAAAe'), (letter) =>
  letter.charCodeAt(0),
);
/** As the picture is turned when it is decoded. */
const decodes = async () => ({ width: 30, height: 40, close: () => undefined });
const failing = () => Promise.reject(new DOMException('no pixels', 'InvalidStateError'));

describe('reading a picture', () => {
  it('takes it by its content and as it is seen, whatever its name says', async () => {
    const read = await readPicture(new File([PNG], 'notes.txt', { type: 'text/plain' }), decodes);
    if (!read.ok) throw new Error(read.code);
    const { hash, blob, width, height } = read.picture;
    expect([width, height, blob.type]).toEqual([30, 40, 'image/png']);
    expect(hash).toBe(await pictureHashOf(PNG));
    expect(hash).toMatch(/^[\w-]{43}$/);
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(PNG);
  });

  it('refuses what is none, whatever its name says, and what cannot be decoded', async () => {
    const prose = new File(['Once upon a time'], 'holiday.png', { type: 'image/png' });
    expect(await readPicture(prose, decodes)).toEqual({ ok: false, code: 'not-a-picture' });
    const drawing = new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'a.svg');
    expect(await readPicture(drawing, decodes)).toEqual({ ok: false, code: 'svg' });
    expect(await readPicture(new Blob([PNG]), failing)).toEqual({ ok: false, code: 'damaged' });
  });

  it('refuses a file that is too large without reading it', async () => {
    const file = new Blob([PNG]);
    Object.defineProperty(file, 'size', { value: PICTURE_MAX_BYTES + 1 });
    file.arrayBuffer = () => Promise.reject(new Error('it was read'));
    expect(await readPicture(file, decodes)).toEqual({ ok: false, code: 'too-many-bytes' });
  });
});
