import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { BoardDocument } from '../board/board-document.ts';
import type { ElementLift } from './gesture.ts';
import { LANDING_TIMEOUT_MS, RemoteLifts } from './remote-lifts.ts';

const lift = (dx: number, copies = false): ElementLift => ({
  ids: new Set(['a']),
  transform: { kind: 'move', dx, dy: 0 },
  copies,
});

/** Ada sees what Bo has in his hand, and his changes arrive when `meet` is called. */
function boards() {
  const ada = new BoardDocument({ author: { personId: 'ada', name: 'Ada' } });
  ada.add([
    { id: 'a', type: 'rectangle', x: 0, y: 0, width: 9, height: 9 },
    { id: 'b', type: 'rectangle', x: 0, y: 0, width: 9, height: 9 },
  ]);
  const bo = new BoardDocument({ author: { personId: 'bo', name: 'Bo' } });
  const carry = (from: BoardDocument, to: BoardDocument) =>
    Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc), 'peer');
  carry(ada, bo);
  const lifts = new RemoteLifts();
  lifts.follow(ada);
  return { ada, bo, lifts, meet: () => carry(bo, ada) };
}

describe('what others have in their hands', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is shown until the change that it ends in is here', () => {
    const { bo, lifts, meet } = boards();
    lifts.show('bo', 'g', lift(5));
    lifts.drop('bo', 'g', true);
    expect(lifts.all().size).toBe(1);
    bo.update([{ id: 'a', x: 5 }]);
    meet();
    expect(lifts.all().size).toBe(0);
  });

  it('does not go its way twice when the change is here before its end is told', () => {
    const { bo, lifts, meet } = boards();
    lifts.show('bo', 'g', lift(4));
    bo.update([{ id: 'a', x: 5 }]);
    meet();
    lifts.show('bo', 'g', lift(5));
    expect(lifts.all().size).toBe(0);
    lifts.show('bo', 'next', lift(1));
    expect(lifts.all().get('bo')?.lift).toEqual(lift(1));
  });

  it('goes on while they change something else, or somebody else changes it', () => {
    const { ada, bo, lifts, meet } = boards();
    lifts.show('bo', 'g', lift(4));
    bo.update([{ id: 'b', x: 50 }]);
    bo.update([{ id: 'a', color: 'red' }]);
    meet();
    ada.update([{ id: 'a', x: 70 }]);
    expect(lifts.all().size).toBe(1);
  });

  it('ends with the copies that were added', () => {
    const { bo, lifts, meet } = boards();
    lifts.show('bo', 'g', lift(4, true));
    bo.add([{ id: 'c', type: 'rectangle', x: 4, y: 0, width: 9, height: 9 }]);
    meet();
    expect(lifts.all().size).toBe(0);
  });

  it('goes at once when it is cancelled or the person leaves, and is given up at last', () => {
    const { lifts } = boards();
    let told = 0;
    lifts.subscribe(() => {
      told += 1;
    });
    lifts.show('bo', 'g', lift(4));
    lifts.drop('bo', 'other', false);
    expect(lifts.all().size).toBe(1);
    lifts.drop('bo', 'g', false);
    expect(lifts.all().size).toBe(0);
    lifts.show('bo', 'h', lift(4));
    lifts.clear('bo');
    lifts.show('bo', 'i', lift(4));
    lifts.drop('bo', 'i', true);
    vi.advanceTimersByTime(LANDING_TIMEOUT_MS);
    expect(lifts.all().size).toBe(0);
    expect(told).toBe(6);
  });
});
