import { describe, expect, it } from 'vitest';
import { within } from './studio.ts';

describe('a limit', () => {
  it('ends what hangs, with its name', async () => {
    await expect(within(5, 'arranging “menu”', new Promise(() => undefined))).rejects.toThrow(
      'arranging “menu” took more than 5 ms',
    );
  });

  it('passes results and failures on', async () => {
    await expect(within(5_000, 'this', Promise.resolve(7))).resolves.toBe(7);
    await expect(within(5_000, 'this', Promise.reject(new Error('mine')))).rejects.toThrow('mine');
  });
});
