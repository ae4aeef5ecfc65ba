import type { ElementId } from '../board/element.ts';
import { type Bounds, intersects, unionBounds } from '../geometry/box.ts';

/** More regions than this are painted as one: each costs a query and a clip. */
export const MAX_REGIONS = 24;

/** What of a board change matters here; a `BoardChange` is one. */
export interface ElementChanges {
  readonly added: readonly { readonly id: ElementId }[];
  readonly updated: readonly { readonly after: { readonly id: ElementId } }[];
  readonly removed: readonly { readonly id: ElementId }[];
}

/**
 * The parts of the board that a change makes stale, local, remote and undone ones alike.
 * Everything that keeps pixels of elements repaints these.
 *
 * @param before where an element's ink was; undefined for a new one.
 * @param after where it is now; undefined for one that is gone.
 */
export function dirtyRegions(
  change: ElementChanges,
  before: (id: ElementId) => Bounds | undefined,
  after: (id: ElementId) => Bounds | undefined,
): Bounds[] {
  const regions: Bounds[] = [];
  const take = (bounds: Bounds | undefined): void => {
    if (bounds) regions.push(bounds);
  };
  for (const { id } of change.removed) take(before(id));
  for (const { id } of change.added) take(after(id));
  for (const { after: element } of change.updated) {
    take(before(element.id));
    take(after(element.id));
  }
  return mergeRegions(regions);
}

/** Few regions instead of many: their union when there are too many. */
export function mergeRegions(regions: readonly Bounds[]): Bounds[] {
  if (regions.length <= MAX_REGIONS) return [...regions];
  const union = unionBounds(regions);
  return union ? [union] : [];
}

/** Overlapping regions as one, so that nothing is painted twice. */
export function joinOverlapping(regions: readonly Bounds[]): Bounds[] {
  const joined: Bounds[] = [];
  for (const region of regions) {
    let grown = region;
    for (let i = joined.length - 1; i >= 0; i -= 1) {
      const other = joined[i];
      if (!other || !intersects(other, grown)) continue;
      grown = unionBounds([other, grown]) ?? grown;
      joined.splice(i, 1);
      // What has grown may reach those it passed already.
      i = joined.length;
    }
    joined.push(grown);
  }
  return joined;
}
