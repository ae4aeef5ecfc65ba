import { describe, expect, it } from 'vitest';
import type { BoardChange, BoardChangeListener } from '../board/board-change.ts';
import type { BoardElement, ElementId, ElementType } from '../board/element.ts';
import { ChangeFlashes, FLASH_MS, MAX_CHANGED_AT_ONCE } from './change-flashes.ts';
import { RemoteGestures } from './remote-gestures.ts';

const element = (id: string): BoardElement => ({ id }) as BoardElement;
const NO_CHANGE: BoardChange = {
  added: [],
  updated: [],
  removed: [],
  local: false,
  by: new Map(),
  loaded: false,
  nameChanged: false,
  historyChanged: false,
  statusChanged: false,
};
const updated = (...ids: readonly string[]) =>
  ids.map((id) => ({ before: element(id), after: element(id), properties: [] }));
const byAda = (...ids: readonly string[]) =>
  new Map(ids.map((id): [ElementId, string] => [id, 'ada']));

function followed() {
  let tellBoard: BoardChangeListener = () => undefined;
  let nowMs = 0;
  const gestures = new RemoteGestures();
  const flashes = new ChangeFlashes(() => nowMs);
  const stop = flashes.follow(
    {
      onChange: (listener) => {
        tellBoard = listener;
        return () => undefined;
      },
    },
    gestures,
  );
  return {
    flashes,
    gestures,
    stop,
    change: (change: Partial<BoardChange>) => tellBoard({ ...NO_CHANGE, ...change }),
    wait: (ms: number) => {
      nowMs += ms;
    },
  };
}

const gesture = (id: string) => ({
  id,
  type: 'rectangle' as ElementType,
  color: 'black' as const,
  fill: 'none' as const,
  fillStyle: 'soft' as const,
  opacity: 1,
  size: 4,
  pressure: 'off' as const,
});

describe('what others changed', () => {
  it('is marked with whose it is, fades, and is gone after two seconds', () => {
    const { flashes, change, wait } = followed();
    change({ updated: updated('a'), by: byAda('a') });
    expect(flashes.shown()).toEqual([{ id: 'a', personId: 'ada', alpha: 1 }]);
    wait(FLASH_MS - 100);
    expect(flashes.shown()[0]?.alpha).toBeCloseTo(0.25);
    wait(100);
    expect(flashes.shown()).toEqual([]);
    expect(flashes.isEmpty).toBe(true);
  });

  it('is marked anew when it changes again', () => {
    const { flashes, change, wait } = followed();
    change({ updated: updated('a'), by: byAda('a') });
    wait(FLASH_MS - 100);
    change({ updated: updated('a'), by: byAda('a') });
    expect(flashes.shown()).toMatchObject([{ id: 'a', alpha: 1 }]);
  });

  it('is not one’s own, not what storage brings, and not what nobody can be named for', () => {
    const { flashes, change } = followed();
    change({ updated: updated('a'), by: byAda('a'), local: true });
    change({ added: [element('b')], by: byAda('b'), loaded: true });
    change({ updated: updated('c'), by: new Map([['c', null]]) });
    expect(flashes.isEmpty).toBe(true);
  });

  it('is not a whole board that arrives', () => {
    const { flashes, change } = followed();
    const ids = Array.from({ length: MAX_CHANGED_AT_ONCE + 1 }, (_, i) => `e${i}`);
    change({ added: ids.map(element), by: byAda(...ids) });
    expect(flashes.isEmpty).toBe(true);
  });

  it('is not ink that was seen while it was drawn, before or after its preview goes', () => {
    const { flashes, gestures, change } = followed();
    gestures.upsert('ada/a', gesture('a'));
    change({ added: [element('a')], by: byAda('a') });
    gestures.upsert('ada/b', gesture('b'));
    gestures.remove('ada/b');
    change({ added: [element('b')], by: byAda('b') });
    expect(flashes.isEmpty).toBe(true);
    change({ added: [element('c')], by: byAda('c') });
    expect(flashes.shown()).toMatchObject([{ id: 'c' }]);
  });

  it('is not marked any more once it is deleted, or once nobody looks', () => {
    const { flashes, change, stop } = followed();
    change({ updated: updated('a', 'b'), by: byAda('a', 'b') });
    change({ removed: [element('a')] });
    expect(flashes.shown()).toMatchObject([{ id: 'b' }]);
    stop();
    expect(flashes.isEmpty).toBe(true);
  });
});
