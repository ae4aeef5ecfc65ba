import type { BoardElement, ElementId } from './element.ts';

/** Unpacked points take about four times the packed ones, so only what was asked for last is kept. */
const POINTS_CACHE_MAX_BYTES = 16 * 1024 * 1024;

interface CachedPoints {
  readonly version: number;
  readonly points: Float32Array;
}

/** Unpacked points by element, the least recently added out first. */
export class PointsCache {
  readonly #entries = new Map<ElementId, CachedPoints>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number = POINTS_CACHE_MAX_BYTES) {
    this.#maxBytes = maxBytes;
  }

  get(element: BoardElement): Float32Array | undefined {
    const entry = this.#entries.get(element.id);
    return entry?.version === element.version ? entry.points : undefined;
  }

  set(element: BoardElement, points: Float32Array): void {
    this.delete(element.id);
    this.#entries.set(element.id, { version: element.version, points });
    this.#bytes += points.byteLength;
    for (const id of this.#entries.keys()) {
      if (this.#bytes <= this.#maxBytes) break;
      this.delete(id);
    }
  }

  delete(id: ElementId): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    this.#bytes -= entry.points.byteLength;
  }
}
