import { describe, expect, it } from 'vitest';
import { boundsTouchElement, hitElement, inkBoundsOf } from '../element-geometry.ts';
import { paintElement } from '../paint-element.ts';
import { THEMES } from '../palette.ts';
import { RecordingContext } from '../testing/recording-context.ts';
import { shapeElement } from '../testing/shape-element.ts';
import { estimateTextSize } from './text-layout.ts';

const text = shapeElement({ type: 'text', text: 'One\nTwo', size: 20 });

describe('a text', () => {
  it('is written line by line from the top left of its box', () => {
    const ctx = new RecordingContext();
    paintElement(ctx, text, THEMES.light, { paths: null });
    expect(ctx.calls('fillText')).toEqual(['fillText One 0 13', 'fillText Two 0 39']);
    expect(ctx.font).toContain('20px');
  });

  it('is hit anywhere in its box', () => {
    expect(hitElement(text, { x: 90, y: 55 }, 0, false)).toBe(true);
    expect(hitElement(text, { x: 120, y: 30 }, 2, false)).toBe(false);
    expect(boundsTouchElement(text, { minX: 10, minY: 10, maxX: 12, maxY: 12 })).toBe(true);
  });

  it('has ink bounds for text that is longer than its box', () => {
    const long = { ...text, text: 'a'.repeat(100) };
    expect(inkBoundsOf(long).maxX).toBeGreaterThan(estimateTextSize(long.text, 20).width - 1);
  });
});
