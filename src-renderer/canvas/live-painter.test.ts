import { describe, expect, it } from 'vitest';
import { BoardDocument } from '../board/board-document.ts';
import type { Transform } from '../geometry/transform.ts';
import { THEMES } from '../shapes/palette.ts';
import { RecordingContext } from '../shapes/testing/recording-context.ts';
import { hiddenBy } from './gesture.ts';
import { isLiveEmpty, paintLive } from './live-painter.ts';
import { Scene } from './scene.ts';

const NOTHING = { gesture: null, remote: [], lift: null, remoteLifts: [] };

function painted(transform: Transform): RecordingContext {
  const board = new BoardDocument({ author: { personId: 'ada', name: 'Ada' } });
  board.add([
    {
      id: 'a',
      type: 'line',
      points: [
        [0, 0],
        [100, 50],
      ],
    },
    {
      id: 'b',
      type: 'line',
      points: [
        [0, 0],
        [7, 7],
      ],
    },
  ]);
  const ctx = new RecordingContext();
  const lift = { ids: new Set(['a']), transform, copies: false };
  const view = { camera: { x: 0, y: 0, zoom: 1 }, theme: THEMES.light };
  paintLive(ctx, { ...NOTHING, lift }, view, new Scene(board), null);
  return ctx;
}

describe('lifted elements', () => {
  it('are shifted as a sheet, and only they', () => {
    const ctx = painted({ kind: 'move', dx: 30, dy: 5 });
    expect(ctx.calls('translate')).toContain('translate 30 5');
    expect(ctx.calls('lineTo')).toEqual(['lineTo 100 50']);
  });

  it('are turned as a sheet about a pivot', () => {
    const ctx = painted({ kind: 'turn', degrees: 180, pivot: { x: 10, y: 10 } });
    expect(ctx.calls('rotate')).toEqual(['rotate 3.14']);
  });

  it('are painted in their new form when they are resized', () => {
    const transform: Transform = {
      kind: 'scale',
      rotation: 0,
      anchor: { x: 0, y: 0 },
      scaleX: 2,
      scaleY: -1,
    };
    const ctx = painted(transform);
    expect(ctx.calls('lineTo')).toEqual(['lineTo 200 -50']);
    expect(ctx.calls('lineWidth')).toEqual(['lineWidth 4']);
  });

  it('of others are shown too, but this hand decides over what it holds itself', () => {
    const board = new BoardDocument({ author: { personId: 'ada', name: 'Ada' } });
    board.add([
      {
        id: 'a',
        type: 'line',
        points: [
          [0, 0],
          [100, 50],
        ],
      },
    ]);
    const lift = (dx: number) => ({
      ids: new Set(['a']),
      transform: { kind: 'move', dx, dy: 0 } as const,
      copies: false,
    });
    const shifts = (content: object) => {
      const ctx = new RecordingContext();
      const view = { camera: { x: 0, y: 0, zoom: 1 }, theme: THEMES.light };
      paintLive(ctx, { ...NOTHING, ...content }, view, new Scene(board), null);
      // The shift right before each stroke.
      return ctx.calls('translate', 'stroke').filter((_, i, all) => all[i + 1] === 'stroke');
    };
    expect(shifts({ remoteLifts: [lift(7)] })).toEqual(['translate 7 0']);
    expect(shifts({ lift: lift(3), remoteLifts: [lift(7)] })).toEqual(['translate 3 0']);
    expect(hiddenBy(lift(3), [lift(7), { ...lift(9), ids: new Set(['b']) }])).toEqual(
      new Set(['a', 'b']),
    );
  });

  it('are not on the board meanwhile, unless they are copies', () => {
    const lift = {
      ids: new Set(['a']),
      transform: { kind: 'move', dx: 1, dy: 1 } as const,
      copies: false,
    };
    expect(hiddenBy(lift)).toBe(lift.ids);
    expect(hiddenBy({ ...lift, copies: true }).size).toBe(0);
    expect(hiddenBy(null).size).toBe(0);
    expect(isLiveEmpty({ ...NOTHING, lift })).toBe(false);
  });
});
