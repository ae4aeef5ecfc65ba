import { describe, expect, it } from 'vitest';
import { BoardDocument } from '../board/board-document.ts';
import type { NewElement } from '../board/element.ts';
import { PALETTE, THEMES } from '../shapes/palette.ts';
import { RecordingContext } from '../shapes/testing/recording-context.ts';
import { BoardPainter, ERASING_ALPHA, type PaintState } from './painter.ts';
import { Scene } from './scene.ts';

const NONE: PaintState = { hidden: new Set(), faded: new Set() };
const stroke = (id: string, x: number, more: Partial<NewElement> = {}): NewElement => ({
  id,
  type: 'stroke',
  points: [
    [x, 0],
    [x + 10, 10],
    [x + 20, 0],
  ],
  ...more,
});

function painted(elements: NewElement[], zoom = 1, state = NONE, width = 1000): RecordingContext {
  const board = new BoardDocument({ author: { personId: 'ada', name: 'Ada' } });
  board.add(elements);
  const ctx = new RecordingContext();
  const bounds = { minX: 0, minY: 0, maxX: width / zoom, maxY: 800 / zoom };
  const painter = new BoardPainter(new Scene(board), null);
  painter.paint(ctx, bounds, { x: 0, y: 0, zoom }, THEMES.light, state);
  return ctx;
}
const colors = (ctx: RecordingContext): string[] => ctx.calls('fillStyle', 'strokeStyle');

describe('the board painter', () => {
  it('paints what lies in the bounds, bottom first', () => {
    const ctx = painted([
      stroke('a', 0, { color: 'red' }),
      stroke('b', 100, { color: 'blue' }),
      stroke('far', 5000, { color: 'green' }),
    ]);
    expect(colors(ctx)).toEqual([
      `fillStyle ${PALETTE.red.light}`,
      `fillStyle ${PALETTE.blue.light}`,
    ]);
  });

  it('leaves out what is hidden, and shows pale what is about to be erased', () => {
    const elements = [stroke('a', 0, { color: 'red' }), stroke('b', 100, { color: 'blue' })];
    const ctx = painted(elements, 1, { hidden: new Set(['a']), faded: new Set(['b']) });
    expect(ctx.calls('globalAlpha', 'fillStyle')).toEqual([
      `globalAlpha ${ERASING_ALPHA}`,
      `fillStyle ${PALETTE.blue.light}`,
      'globalAlpha 1',
    ]);
  });

  it('strokes far ink of one colour and size as one path, without changing the z-order', () => {
    const ctx = painted(
      [
        stroke('a', 0, { color: 'red' }),
        stroke('b', 100, { color: 'red' }),
        { id: 'r', type: 'rectangle', x: 0, y: 0, width: 50, height: 50, color: 'black' },
        stroke('c', 200, { color: 'red' }),
      ],
      0.3,
    );
    expect(ctx.calls('strokeStyle', 'stroke')).toEqual([
      `strokeStyle ${PALETTE.red.light}`,
      'stroke',
      `strokeStyle ${PALETTE.black.light}`,
      'stroke',
      `strokeStyle ${PALETTE.red.light}`,
      'stroke',
    ]);
  });

  it('never lets a far line become too thin to see', () => {
    const ctx = painted([stroke('a', 0, { size: 1 })], 0.05);
    expect(Number(ctx.calls('lineWidth')[0]?.split(' ')[1]) * 0.05).toBeGreaterThanOrEqual(0.6);
  });

  it('leaves the context as it found it', () => {
    const ctx = painted([stroke('a', 0), { ...stroke('b', 50), rotation: 30 }]);
    expect(ctx.calls('save')).toHaveLength(ctx.calls('restore').length);
  });
});
