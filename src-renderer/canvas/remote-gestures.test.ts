import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BoardDocument } from '../board/board-document.ts';
import type { GesturePreview } from './gesture.ts';
import { LANDING_TIMEOUT_MS, RemoteGestures } from './remote-gestures.ts';

const stroke = (id: string): GesturePreview => ({
  id,
  type: 'stroke',
  color: 'red',
  fill: 'none',
  fillStyle: 'soft',
  opacity: 1,
  size: 4,
  pressure: 'real',
  points: [0, 0, 0.5],
});

describe('gestures of others', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('grow by points as they arrive, without touching what was given', () => {
    const gestures = new RemoteGestures();
    const given = stroke('s');
    let told = 0;
    gestures.subscribe(() => {
      told += 1;
    });
    gestures.upsert('bob/1', given);
    gestures.appendPoints('bob/1', [5, 5, 0.5]);
    gestures.appendPoints('unknown', [5, 5, 0.5]);
    expect(gestures.previews()[0]?.points).toEqual([0, 0, 0.5, 5, 5, 0.5]);
    expect(given.points).toHaveLength(3);
    expect(told).toBe(2);
  });

  it('stay after their end until the element is on the board', () => {
    const gestures = new RemoteGestures();
    const board = new BoardDocument({ author: { personId: 'ada', name: 'Ada' } });
    gestures.follow(board);
    gestures.upsert('bob/1', stroke('s'));
    gestures.commit('bob/1');
    vi.advanceTimersByTime(LANDING_TIMEOUT_MS - 1);
    expect(gestures.size).toBe(1);
    board.add([{ id: 's', type: 'stroke', points: [[0, 0]] }]);
    expect(gestures.size).toBe(0);
  });

  it('are given up when the element never comes, and go at once when cancelled', () => {
    const gestures = new RemoteGestures();
    gestures.upsert('bob/1', stroke('s'));
    gestures.commit('bob/1');
    vi.advanceTimersByTime(LANDING_TIMEOUT_MS);
    expect(gestures.size).toBe(0);
    gestures.upsert('bob/2', stroke('t'));
    gestures.remove('bob/2');
    expect(gestures.size).toBe(0);
  });

  it('go with the person who left', () => {
    const gestures = new RemoteGestures();
    gestures.upsert('bob/1', stroke('s'));
    gestures.upsert('cleo/1', stroke('t'));
    gestures.clear('bob/');
    expect(gestures.previews().map(({ id }) => id)).toEqual(['t']);
  });
});
