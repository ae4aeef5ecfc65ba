import { describe, expect, it } from 'vitest';
import { LaserTrails } from '../canvas/laser/laser-trails.ts';
import { RemoteCursors } from '../canvas/remote-cursors.ts';
import { RemoteGestures } from '../canvas/remote-gestures.ts';
import { RemoteLifts } from '../canvas/remote-lifts.ts';
import type { PersonColor } from '../sync/status.ts';
import { RemotePeople } from './remote-people.ts';

function onBoard() {
  const cursors = new RemoteCursors();
  const lasers = new LaserTrails();
  const people = new RemotePeople({
    lasers,
    cursors,
    gestures: new RemoteGestures(),
    lifts: new RemoteLifts(),
    colorOf: (color) => `light ${color}`,
    isOnBoard: () => false,
  });
  return { cursors, people, lasers };
}

const seen = (personId: string, color: PersonColor, cursor: [number, number] | null) => ({
  personId,
  presence: { name: personId, color, tool: 'pen', cursor, selection: [] },
});

describe('other people on the canvas', () => {
  it('are shown once each, by the window in which the pointer is', () => {
    const { cursors, people } = onBoard();
    people.showPresence([
      seen('ada', 'teal', null),
      seen('ada', 'teal', [3, 4]),
      seen('bo', 'red', null),
    ]);
    expect([...cursors.entries().values()].map(({ name, point }) => [name, point])).toEqual([
      ['ada', { x: 3, y: 4 }],
      ['bo', null],
    ]);
  });

  it('are gone with their last link', () => {
    const { cursors, people } = onBoard();
    people.showPresence([seen('ada', 'teal', [3, 4]), seen('bo', 'red', null)]);
    people.showPresence([seen('bo', 'red', null)]);
    expect([...cursors.entries().keys()]).toEqual(['bo']);
  });

  it('stay as they are while somebody else moves', () => {
    const { cursors, people } = onBoard();
    const [ada, bo] = [seen('ada', 'teal', [3, 4]), seen('bo', 'red', [5, 6])];
    people.showPresence([ada, bo]);
    const before = cursors.entries().get('ada');
    let told = 0;
    cursors.subscribe(() => {
      told += 1;
    });
    people.showPresence([ada, seen('bo', 'red', [7, 8])]);
    expect(told).toBe(1);
    expect(cursors.entries().get('ada')).toBe(before);
    expect(cursors.entries().get('bo')?.point).toEqual({ x: 7, y: 8 });
  });

  it('come back after their links were cut', () => {
    const { cursors, people } = onBoard();
    const ada = seen('ada', 'teal', [3, 4]);
    people.showPresence([ada]);
    people.showPresence([]);
    people.showPresence([ada]);
    expect(cursors.entries().get('ada')?.point).toEqual({ x: 3, y: 4 });
  });

  it('show where their laser pointer goes, each part of it once, in their colour', () => {
    const { people, lasers } = onBoard();
    people.showPresence([seen('ada', 'teal', [3, 4])]);
    const laser = (points: readonly number[]) => ({
      id: 'l',
      type: 'laser',
      color: 'red',
      fill: 'none',
      fillStyle: 'soft',
      opacity: 1,
      size: 1,
      pressure: 'off',
      points,
    });
    people.showGesture('ada', laser([0, 0, 0.5]), false);
    people.showGesture('ada', laser([0, 0, 0.5, 9, 9, 0.5]), false);
    people.showGesture('ada', laser([0, 0, 0.5, 9, 9, 0.5]), 'cancel');
    const [trail, ...more] = lasers.shown();
    expect(more).toEqual([]);
    expect(trail?.color).toBe('light teal');
    expect(trail?.spots.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [9, 9],
    ]);
  });

  it('take another theme’s colours at once, before they move again', () => {
    const { cursors, people } = onBoard();
    people.showPresence([seen('ada', 'teal', [3, 4])]);
    people.setColors((color) => `dark ${color}`);
    expect(cursors.entries().get('ada')?.color).toBe('dark teal');
  });
});
