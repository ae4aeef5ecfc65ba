import { describe, expect, it } from 'vitest';
import { BoardDocument } from '../../board/board-document.ts';
import type { Transform } from '../../geometry/transform.ts';
import { THEMES } from '../../shapes/palette.ts';
import { RecordingContext } from '../../shapes/testing/recording-context.ts';
import { BoardPainter } from '../painter.ts';
import { Scene } from '../scene.ts';
import { liftedShape, paintLifted } from './lifted-shape.ts';

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
  ]);
  const scene = new Scene(board);
  const shapes = scene.all().map((node) => liftedShape(node, transform));
  const ctx = new RecordingContext();
  const camera = { x: 0, y: 0, zoom: 1 };
  paintLifted(ctx, shapes, transform, new BoardPainter(scene, null), camera, THEMES.light);
  return ctx;
}

describe('lifted elements', () => {
  it('are shifted as a sheet', () => {
    const ctx = painted({ kind: 'move', dx: 30, dy: 5 });
    expect(ctx.calls('translate')).toContain('translate 30 5');
    expect(ctx.calls('lineTo')).toEqual(['lineTo 100 50']);
  });

  it('are turned as a sheet about a pivot', () => {
    const ctx = painted({ kind: 'turn', degrees: 180, pivot: { x: 10, y: 10 } });
    expect(ctx.calls('rotate')).toEqual(['rotate 3.14']);
  });

  it('are painted in their new form when they are resized: no stroke gets wider', () => {
    const anchor = { x: 0, y: 0 };
    const ctx = painted({ kind: 'scale', rotation: 0, anchor, scaleX: 2, scaleY: -1 });
    expect(ctx.calls('lineTo')).toEqual(['lineTo 200 -50']);
    expect(ctx.calls('lineWidth')).toEqual(['lineWidth 4']);
  });
});
