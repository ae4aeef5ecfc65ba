import { describe, expect, it } from 'vitest';
import { hostTexts } from './index.ts';

describe('the host’s sentences', () => {
  it('are there at once, with what they name put in', () => {
    const text = hostTexts('en')('trouble.start.text', { reason: 'No & space.', log: '/a/<b>' });
    expect(text).toContain('No & space.');
    expect(text).toContain('/a/<b>');
    expect(text).not.toContain('{{');
  });

  it.each(['en-GB', 'xx', 'de-AT', ''])('have words for the language “%s”', (language) => {
    expect(hostTexts(language)('menu.file')).toBe('File');
  });
});
