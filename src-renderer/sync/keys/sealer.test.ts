import { describe, expect, it } from 'vitest';
import { randomBytes } from './bytes.ts';
import { Sealer } from './sealer.ts';

describe('what is sealed for a board', () => {
  const contentKey = randomBytes(32);
  const plain = randomBytes(100);

  it('opens for everybody with the same link', async () => {
    const sealed = await new Sealer('test', 'room', contentKey).seal(plain);
    expect(await new Sealer('test', 'room', contentKey).open(sealed)).toEqual(plain);
  });

  it.each([
    ['another board', new Sealer('test', 'room', randomBytes(32))],
    ['another purpose', new Sealer('other', 'room', contentKey)],
    ['another room', new Sealer('test', 'elsewhere', contentKey)],
  ])('does not open for %s', async (_name, other) => {
    expect(await other.open(await new Sealer('test', 'room', contentKey).seal(plain))).toBeNull();
  });

  it('does not open when it was changed or cut', async () => {
    const sealer = new Sealer('test', 'room', contentKey);
    const sealed = await sealer.seal(plain);
    const changed = sealed.slice();
    changed[20] = (changed[20] ?? 0) ^ 1;
    expect(await sealer.open(changed)).toBeNull();
    for (const length of [0, 5, 12, sealed.length - 1]) {
      expect(await sealer.open(sealed.subarray(0, length))).toBeNull();
    }
  });

  it('looks different each time', async () => {
    const sealer = new Sealer('test', 'room', contentKey);
    expect(await sealer.seal(plain)).not.toEqual(await sealer.seal(plain));
  });
});
