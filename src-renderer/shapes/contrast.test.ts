import { describe, expect, it } from 'vitest';
import { contrast, readableOn } from './contrast.ts';

describe('contrast', () => {
  it('is that of WCAG', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('picks ink or paper, whichever can be read on a colour', () => {
    expect(readableOn('#116644')).toBe('#ffffff');
    expect(readableOn('#f2b134')).toBe('#111214');
  });
});
