/** Steps per board unit in which points are kept at 100 %. */
const BASE_PRECISION = 16;
/** Finest steps that a board keeps. */
const MAX_PRECISION = 4096;

/** Finer steps for what is drawn zoomed in: a power of two, at least 16 per screen pixel. */
export function precisionAt(zoom: number): number {
  const finer = 2 ** Math.ceil(Math.log2(Math.max(1, zoom)));
  return Math.min(MAX_PRECISION, BASE_PRECISION * finer);
}
