import { type Bounds, intersects, unionBounds } from '../geometry/box.ts';
import { mergeRegions } from './dirty-regions.ts';

/** What of a layer has to be painted at the next frame: nothing, some regions, or all of it. */
export class RepaintQueue {
  #all = true;
  #regions: Bounds[] = [];

  /** Everything, because the camera moved, say. */
  all(): void {
    this.#all = true;
    this.#regions = [];
  }

  /** Regions in board coordinates. @returns whether any of them is seen, so that a frame is needed. */
  add(regions: readonly Bounds[], visible: Bounds): boolean {
    if (this.#all) return true;
    const seen = regions.filter((region) => intersects(region, visible));
    this.#regions.push(...seen);
    return seen.length > 0;
  }

  /** Takes what is queued. Overlapping regions come as one, so that nothing is painted twice. */
  take(): 'all' | readonly Bounds[] {
    if (this.#all) {
      this.#all = false;
      this.#regions = [];
      return 'all';
    }
    const regions = joinOverlapping(mergeRegions(this.#regions));
    this.#regions = [];
    return regions;
  }
}

function joinOverlapping(regions: readonly Bounds[]): Bounds[] {
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
