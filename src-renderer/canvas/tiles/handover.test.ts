import { describe, expect, it } from 'vitest';
import { BoardDocument } from '../../board/board-document.ts';
import type { NewElement } from '../../board/element.ts';
import { Scene, type SceneChange, type SceneNode } from '../scene.ts';
import { HANDOVER_LENGTH, Handover, packElements } from './handover.ts';
import { MirrorBoard } from './worker/mirror-board.ts';

const HERE = { minX: 0, minY: 0, maxX: 100, maxY: 100 };
const THERE = { minX: 5000, minY: 0, maxX: 5100, maxY: 100 };

function onlyAdded(changed: readonly SceneNode[]): Parameters<Handover['note']>[0] {
  return { changed, removed: [], before: new Map(), loaded: false };
}

function bigBoard(): { board: BoardDocument; scene: Scene; changes: SceneChange[] } {
  const board = new BoardDocument({ author: { personId: 'ada', name: 'Ada' } });
  const scene = new Scene(board);
  const changes: SceneChange[] = [];
  scene.onChange((change) => changes.push(change));
  const elements = Array.from({ length: 3 * HANDOVER_LENGTH }, (_, i): NewElement => {
    // A few of them are here, and were added last.
    const x = i >= 3 * HANDOVER_LENGTH - 5 ? 10 : 5000;
    return { id: `e${i}`, type: 'rectangle', x, y: 10, width: 20, height: 20 };
  });
  board.add(elements);
  return { board, scene, changes };
}

describe('handing a board over to the worker', () => {
  it('sends a small edit at once', () => {
    const { scene } = bigBoard();
    const handover = new Handover(scene);
    const some = scene.query(HERE);
    expect(handover.note(onlyAdded(some), 1)).toEqual(some);
    expect(handover.sequenceOf(handover.number(), THERE)).toBe(1);
  });

  it('sends what is on the screen first, and knows that much then', () => {
    const { scene, changes } = bigBoard();
    const handover = new Handover(scene);
    expect(handover.note(onlyAdded(changes[0]?.changed ?? []), 1)).toEqual([]);
    expect(handover.knows(HERE)).toBe(false);
    expect(handover.next(HERE)).toHaveLength(5);
    expect([handover.knows(HERE), handover.knows(THERE)]).toEqual([true, false]);
    const batch = handover.number();
    expect(handover.sequenceOf(batch, HERE)).toBe(1);
    // Of a tile over there that was painted now nobody can say what is on it.
    expect(handover.sequenceOf(batch, THERE)).toBeNull();
  });

  it('tells of what is on the screen in several messages when it is much', () => {
    const { scene, changes } = bigBoard();
    const handover = new Handover(scene);
    handover.note(onlyAdded(changes[0]?.changed ?? []), 1);
    let messages = 0;
    while (!handover.knows(THERE)) {
      expect(handover.next(THERE).length).toBeLessThanOrEqual(HANDOVER_LENGTH);
      messages += 1;
    }
    expect(messages).toBeGreaterThan(2);
    expect(handover.isDone).toBe(false);
  });

  it('holds back what is read from storage piece by piece, and sends it together', () => {
    const { scene } = bigBoard();
    const handover = new Handover(scene);
    const pieces = scene.query(HERE);
    for (const [i, node] of pieces.entries()) {
      expect(handover.note({ ...onlyAdded([node]), loaded: true }, i + 1)).toEqual([]);
    }
    expect(handover.knows(HERE)).toBe(false);
    expect(handover.next(HERE)).toHaveLength(pieces.length);
    expect(handover.sequenceOf(handover.number(), THERE)).toBe(pieces.length);
  });

  it('knows everything after elements have moved about on the screen', () => {
    const { board, scene, changes } = bigBoard();
    const handover = new Handover(scene);
    board.update(board.elements().map(({ id, box }) => ({ id, x: box.x + 1 })));
    const [, moved] = changes;
    if (!moved) throw new Error('nothing was moved');
    handover.note(moved, 1);
    const everywhere = { minX: -1e5, minY: -1e5, maxX: 1e5, maxY: 1e5 };
    while (!handover.isDone) handover.next(everywhere);
    expect(handover.knows(HERE)).toBe(true);
  });

  it('goes on until everything is there, each element once', () => {
    const { scene, changes } = bigBoard();
    const handover = new Handover(scene);
    handover.note(onlyAdded(changes[0]?.changed ?? []), 1);
    const sent: string[] = [];
    while (!handover.isDone) sent.push(...handover.next(HERE).map(({ id }) => id));
    expect(new Set(sent).size).toBe(3 * HANDOVER_LENGTH);
    expect(sent).toHaveLength(3 * HANDOVER_LENGTH);
    expect(handover.sequenceOf(handover.number(), THERE)).toBe(1);
  });

  it('sends what has left the screen with what is on it: the worker would still paint it there', () => {
    const { board, scene, changes } = bigBoard();
    const handover = new Handover(scene);
    const ids = board.elements().map(({ id }) => id);
    board.update(ids.map((id) => ({ id, x: (board.get(id)?.box.x ?? 0) + 10_000 })));
    const [, moved] = changes;
    if (!moved) throw new Error('nothing was moved');
    handover.note(moved, 1);
    const away = handover.next(HERE).map(({ id }) => id);
    expect(away).toHaveLength(5);
    expect(handover.sequenceOf(handover.number(), HERE)).toBe(1);
    const rest: string[] = [];
    while (!handover.isDone) rest.push(...handover.next(HERE).map(({ id }) => id));
    expect(new Set([...away, ...rest]).size).toBe(ids.length);
    expect(rest).not.toContain(away[0]);
  });

  it('does not send what was removed meanwhile, and sends an edited one as it is then', () => {
    const { board, scene, changes } = bigBoard();
    const handover = new Handover(scene);
    handover.note(onlyAdded(changes[0]?.changed ?? []), 1);
    board.remove(['e0']);
    handover.note({ ...onlyAdded([]), removed: ['e0'] }, 2);
    board.update([{ id: 'e1', x: 7000 }]);
    const [, , edit] = changes;
    expect(handover.note(onlyAdded(edit?.changed ?? []), 3).map(({ box }) => box.x)).toEqual([
      7000,
    ]);
    const later: string[] = [];
    while (!handover.isDone) later.push(...handover.next(HERE).map(({ id }) => id));
    expect(later).not.toContain('e0');
    expect(later).not.toContain('e1');
  });
});

describe('the copy in the worker', () => {
  it('has the same elements, points, text and order', () => {
    const board = new BoardDocument({ author: { personId: 'ada', name: 'Ada' } });
    board.add([
      {
        id: 'ink',
        type: 'stroke',
        points: [
          [0, 0, 0.3],
          [50, 20, 0.9],
        ],
      },
      { id: 'box', type: 'rectangle', x: 5, y: 5, width: 10, height: 10, text: 'Label' },
      { id: 'under', type: 'ellipse', x: 0, y: 0, width: 9, height: 9 },
    ]);
    board.update([
      { id: 'ink', x: 100, width: 80 },
      { id: 'under', index: 'Zz' },
    ]);
    const scene = new Scene(board);
    const mirror = new MirrorBoard();
    const copy = new Scene(mirror);
    const { elements, points } = packElements(scene.all(), board);
    mirror.apply(structuredClone(elements), structuredClone(points), []);
    const all = { minX: -1e3, minY: -1e3, maxX: 1e3, maxY: 1e3 };
    const described = (of: Scene): unknown =>
      of.query(all).map(({ element, text, points: triples }) => ({
        element,
        text,
        points: Array.from(triples),
      }));
    expect(described(copy)).toEqual(described(scene));
    expect(copy.query(all).map(({ id }) => id)).toEqual(['under', 'ink', 'box']);

    board.update([{ id: 'box', text: 'Other' }]);
    board.remove(['under']);
    const again = packElements(scene.pick(['box']), board);
    mirror.apply(again.elements, again.points, ['under']);
    expect(described(copy)).toEqual(described(scene));
  });
});
