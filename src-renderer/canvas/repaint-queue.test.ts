import { describe, expect, it } from 'vitest';
import type { Bounds } from '../geometry/box.ts';
import { dirtyRegions, MAX_REGIONS } from './dirty-regions.ts';
import { RepaintQueue } from './repaint-queue.ts';

const at = (x: number, y = 0): Bounds => ({ minX: x, minY: y, maxX: x + 10, maxY: y + 10 });
const SCREEN: Bounds = { minX: 0, minY: 0, maxX: 100, maxY: 100 };

function emptied(): RepaintQueue {
  const queue = new RepaintQueue();
  queue.take();
  return queue;
}

describe('the repaint queue', () => {
  it('begins with everything, and then has nothing', () => {
    const queue = new RepaintQueue();
    expect(queue.take()).toBe('all');
    expect(queue.take()).toEqual([]);
  });

  it('asks for no frame for what is off the screen', () => {
    const queue = emptied();
    expect(queue.add([at(500)], SCREEN)).toBe(false);
    expect(queue.add([at(50)], SCREEN)).toBe(true);
    expect(queue.take()).toEqual([at(50)]);
  });

  it('joins regions that overlap, also through a third one', () => {
    const queue = emptied();
    queue.add([at(0), at(16), at(8), at(80)], SCREEN);
    const regions = queue.take();
    expect(regions).toHaveLength(2);
    expect(regions).toContainEqual({ minX: 0, minY: 0, maxX: 26, maxY: 10 });
    expect(regions).toContainEqual(at(80));
  });

  it('paints everything once the camera moved, whatever else is queued', () => {
    const queue = emptied();
    queue.add([at(0)], SCREEN);
    queue.all();
    expect(queue.take()).toBe('all');
  });
});

describe('dirty regions of a change', () => {
  it('becomes one region when there are many', () => {
    const added = Array.from({ length: MAX_REGIONS + 1 }, (_, i) => ({ id: String(i) }));
    const regions = dirtyRegions(
      { added, updated: [], removed: [] },
      () => undefined,
      (id) => at(Number(id) * 20),
    );
    expect(regions).toEqual([{ minX: 0, minY: 0, maxX: MAX_REGIONS * 20 + 10, maxY: 10 }]);
  });
});
