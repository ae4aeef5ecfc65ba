import type { Bounds } from '../geometry/box.ts';

/**
 * Things in the order in which one reads: row by row, each from left to right. A row begins with the
 * uppermost thing that is left, and takes in whatever has its middle beside that.
 */
export function inReadingOrder<T extends Bounds>(things: readonly T[]): T[] {
  return rowsOf(things).flat();
}

/** The rows of things; see {@link inReadingOrder}. */
export function rowsOf<T extends Bounds>(things: readonly T[]): T[][] {
  const byTop = things.toSorted((a, b) => a.minY - b.minY || a.minX - b.minX);
  const rows: T[][] = [];
  let row: T[] = [];
  const endRow = (): void => {
    if (row.length > 0) rows.push(row.toSorted((a, b) => a.minX - b.minX || a.minY - b.minY));
    row = [];
  };
  for (const thing of byTop) {
    const [head] = row;
    if (head && (thing.minY + thing.maxY) / 2 > head.maxY) endRow();
    row.push(thing);
  }
  endRow();
  return rows;
}
