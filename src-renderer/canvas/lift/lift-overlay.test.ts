import { describe, expect, it } from 'vitest';
import { BoardDocument } from '../../board/board-document.ts';
import type { Color, NewElement } from '../../board/element.ts';
import { PALETTE, THEMES } from '../../shapes/palette.ts';
import { RecordingContext } from '../../shapes/testing/recording-context.ts';
import { BoardPainter } from '../painter.ts';
import { Scene } from '../scene.ts';
import { LiftOverlay } from './lift-overlay.ts';

const stroke = (id: string, x: number, color: Color): NewElement => ({
  id,
  type: 'stroke',
  points: [
    [x, 0],
    [x + 10, 10],
    [x + 20, 0],
  ],
  color,
});

/** What is painted, as colours bottom first, when `id` is moved. */
function painted(elements: readonly NewElement[], id: string, dx: number, copies = false) {
  const board = new BoardDocument({ author: { personId: 'ada', name: 'Ada' } });
  board.add(elements);
  const scene = new Scene(board);
  const painter = new BoardPainter(scene, null);
  const overlay = new LiftOverlay(painter, scene.pick([id]), { kind: 'move', dx, dy: 0 }, copies);
  const context = new RecordingContext();
  let blanked = 0;
  const view = { scale: 1, originX: 0, originY: 0 };
  const blank = (): void => {
    blanked += 1;
  };
  overlay.paint(
    { context, view, blank },
    { left: 0, top: 0, right: 1000, bottom: 800 },
    THEMES.light,
    { hidden: new Set(copies ? [] : [id]), faded: new Set() },
  );
  const names = new Map(Object.entries(PALETTE).map(([name, { light }]) => [light, name]));
  const colors = context
    .calls('fillStyle')
    .map((call) => names.get(call.replace('fillStyle ', '')));
  return { colors, blanked };
}

describe('a lifted element', () => {
  const stack = [stroke('a', 0, 'red'), stroke('b', 100, 'blue'), stroke('c', 104, 'green')];

  it('is painted over what it lies above and under what lies above it', () => {
    expect(painted(stack, 'b', 2)).toEqual({ colors: ['blue', 'green'], blanked: 1 });
    expect(painted(stack, 'a', 101)).toEqual({ colors: ['red', 'blue', 'green'], blanked: 1 });
  });

  it('is all that is painted where nothing lies above it', () => {
    expect(painted(stack, 'c', 2)).toEqual({ colors: ['green'], blanked: 0 });
    expect(painted(stack, 'a', 500)).toEqual({ colors: ['red'], blanked: 0 });
  });

  it('is painted on top when it is a copy', () => {
    expect(painted(stack, 'a', 101, true)).toEqual({ colors: ['red'], blanked: 0 });
  });

  it('is painted on top where too much would have to be painted around it', () => {
    const crowd = Array.from({ length: 300 }, (_, i) => stroke(`x${i}`, 5, 'green'));
    const { colors, blanked } = painted([stroke('a', 0, 'red'), ...crowd], 'a', 3);
    expect(colors).toEqual(['red']);
    expect(blanked).toBe(0);
  });
});
