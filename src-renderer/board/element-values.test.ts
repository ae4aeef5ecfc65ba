import { describe, expect, it } from 'vitest';
import { cleanText } from './element-values.ts';

describe('text that comes in', () => {
  it('has one kind of line end', () => {
    expect(cleanText('a\r\nb\rc\u2028d\ne')).toBe('a\nb\nc\nd\ne');
  });

  it('has no control characters, but tabs', () => {
    expect(cleanText('a\0b\u001bc\td\u0085e')).toBe('abc\tde');
  });

  it('has no half of a surrogate pair, which no other replica would get', () => {
    expect(cleanText('a\ud83dz\udc4d👍')).toBe('a\ufffdz\ufffd👍');
  });
});
