import type { Point } from '../../geometry/point.ts';
import { Listeners } from '../listeners.ts';

/** What a laser pointer leaves behind is gone after this. */
export const LASER_LIFE_MS = 1000;

/** A place where a laser pointer was. */
export interface LaserSpot extends Point {
  /** What is left of its life, 1 to 0. */
  readonly life: number;
}

/** What is to be seen of one laser pointer, the oldest spot first. */
export interface LaserTrail {
  /** CSS colour; null for this person's own. */
  readonly color: string | null;
  readonly spots: readonly LaserSpot[];
}

interface Kept {
  color: string | null;
  spots: { readonly x: number; readonly y: number; readonly atMs: number }[];
}

/** Where laser pointers have just been, this person's and others'. Kept nowhere: it fades. */
export class LaserTrails {
  readonly #trails = new Map<string, Kept>();
  readonly #listeners = new Listeners();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Goes on with a trail, or begins it. @param key names one person's one movement */
  extend(key: string, color: string | null, points: readonly Point[]): void {
    if (points.length === 0) return;
    const atMs = this.#now();
    const trail = this.#trails.get(key) ?? { color, spots: [] };
    trail.color = color;
    for (const { x, y } of points) trail.spots.push({ x, y, atMs });
    this.#trails.set(key, trail);
    this.#listeners.tell();
  }

  /** What is to be seen now; what has faded is forgotten, and told when it was the last. */
  shown(): LaserTrail[] {
    const nowMs = this.#now();
    const shown: LaserTrail[] = [];
    const before = this.#trails.size;
    for (const [key, trail] of this.#trails) {
      trail.spots = trail.spots.filter(({ atMs }) => nowMs - atMs < LASER_LIFE_MS);
      if (trail.spots.length === 0) {
        this.#trails.delete(key);
        continue;
      }
      const spots = trail.spots.map(({ x, y, atMs }) => ({
        x,
        y,
        life: 1 - (nowMs - atMs) / LASER_LIFE_MS,
      }));
      shown.push({ color: trail.color, spots });
    }
    if (shown.length === 0 && before > 0) {
      // Whoever shows them may be painting just now.
      queueMicrotask(() => this.#listeners.tell());
    }
    return shown;
  }

  get isEmpty(): boolean {
    return this.#trails.size === 0;
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }
}
