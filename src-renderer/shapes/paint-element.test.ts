import { describe, expect, it } from 'vitest';
import { paintElement } from './paint-element.ts';
import { PALETTE, THEMES } from './palette.ts';
import { RecordingContext } from './testing/recording-context.ts';
import { shapeElement } from './testing/shape-element.ts';

function painted(element: Parameters<typeof shapeElement>[0], alpha = 1): RecordingContext {
  const ctx = new RecordingContext();
  ctx.globalAlpha = alpha;
  paintElement(ctx, shapeElement(element), THEMES.light, { paths: null });
  return ctx;
}

describe('a translucent element', () => {
  it('is as translucent as it says, on top of what the painter asked for', () => {
    const ctx = painted({ type: 'line', opacity: 0.5 }, 0.4);
    expect(ctx.calls('globalAlpha').at(-1)).toBe('globalAlpha 0.2');
    expect(painted({ type: 'line' }).calls('save')).toEqual([]);
  });

  it('does not shine through its own stroke', () => {
    const box = { x: 0, y: 0, width: 100, height: 60 };
    const filled = { type: 'ellipse', fill: 'blue', size: 10, box } as const;
    expect(painted(filled).calls('ellipse')[0]).toBe('ellipse 50 30 50 30 0 0 6.28');
    expect(painted({ ...filled, opacity: 0.5 }).calls('ellipse')).toEqual([
      'ellipse 50 30 45.1 25.1 0 0 6.28',
      'ellipse 50 30 50 30 0 0 6.28',
    ]);
    const thin = { ...filled, opacity: 0.5, box: { ...box, height: 8 } };
    expect(painted(thin).calls('fill')).toEqual([]);
    expect(painted({ ...thin, type: 'rectangle' }).calls('fill')).toEqual([]);
  });
});

describe('a fill', () => {
  it.each(['rectangle', 'ellipse'] as const)('of a %s is soft or solid', (type) => {
    const fillOf = (ctx: RecordingContext) => ctx.calls('fillStyle');
    expect(fillOf(painted({ type, fill: 'green' }))).toEqual([
      `fillStyle ${PALETTE.green.softLight}`,
    ]);
    expect(fillOf(painted({ type, fill: 'green', fillStyle: 'solid' }))).toEqual([
      `fillStyle ${PALETTE.green.light}`,
    ]);
    expect(fillOf(painted({ type, fill: '#123456' }))).toEqual(['fillStyle #123456']);
  });

  it('leaves its label readable', () => {
    const solid = { type: 'rectangle', fill: 'blue', fillStyle: 'solid', color: 'blue' } as const;
    expect(painted({ ...solid, text: 'Hi' }).calls('fillStyle')[1]).toBe('fillStyle #ffffff');
    const soft = painted({ ...solid, fillStyle: 'soft', text: 'Hi' });
    expect(soft.calls('fillStyle')[1]).toBe(`fillStyle ${PALETTE.blue.light}`);
  });
});
