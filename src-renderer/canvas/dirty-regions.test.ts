import { describe, expect, it } from 'vitest';
import type { Bounds } from '../geometry/box.ts';
import { dirtyRegions, joinOverlapping, MAX_REGIONS } from './dirty-regions.ts';

const at = (x: number, y = 0): Bounds => ({ minX: x, minY: y, maxX: x + 10, maxY: y + 10 });

describe('dirty regions of a change', () => {
  it('are where elements were and where they are', () => {
    const places: Record<string, [Bounds | undefined, Bounds | undefined]> = {
      gone: [at(0), undefined],
      fresh: [undefined, at(20)],
      moved: [at(40), at(60)],
    };
    const regions = dirtyRegions(
      {
        added: [{ id: 'fresh' }],
        updated: [{ after: { id: 'moved' } }],
        removed: [{ id: 'gone' }],
      },
      (id) => places[id]?.[0],
      (id) => places[id]?.[1],
    );
    expect(regions).toEqual([at(0), at(20), at(40), at(60)]);
  });

  it('become one region when there are many', () => {
    const added = Array.from({ length: MAX_REGIONS + 1 }, (_, i) => ({ id: String(i) }));
    const regions = dirtyRegions(
      { added, updated: [], removed: [] },
      () => undefined,
      (id) => at(Number(id) * 20),
    );
    expect(regions).toEqual([{ minX: 0, minY: 0, maxX: MAX_REGIONS * 20 + 10, maxY: 10 }]);
  });

  it('are joined where they overlap, also through a third one', () => {
    const regions = joinOverlapping([at(0), at(16), at(8), at(80)]);
    expect(regions).toHaveLength(2);
    expect(regions).toContainEqual({ minX: 0, minY: 0, maxX: 26, maxY: 10 });
    expect(regions).toContainEqual(at(80));
  });
});
