import { distanceToSegment } from '../geometry/segment.ts';
import { type InkPressure, POINT_STRIDE } from './outline.ts';

/** What holds the pointer: each has its own idea of pressure. */
export type PointerKind = 'mouse' | 'pen' | 'touch';

/** Pressure recorded where the device has none. */
export const NEUTRAL_PRESSURE = 0.5;
/** Fewest board units times zoom (so: screen pixels) between two recorded points. */
export const MIN_SAMPLE_DISTANCE_PX = 0.75;

/**
 * Farthest that a dropped sample may lie from the recorded stroke, in screen pixels. Points are rounded
 * to a grid of 1/16 pixel when they are packed: with that it stays within a quarter of a pixel.
 */
export const MAX_DEVIATION_PX = 0.2;

/** Which pressure a stroke drawn by this device gets. `enabled` is the person's pressure switch. */
export function inkPressureOf(kind: PointerKind, enabled: boolean): InkPressure {
  if (!enabled) return 'off';
  return kind === 'pen' ? 'real' : 'simulated';
}

export interface InkSample {
  /** Board units. */
  readonly x: number;
  /** Board units. */
  readonly y: number;
  /** 0..1 as the device says; 0 where it says nothing. */
  readonly pressure: number;
}

type Place = Pick<InkSample, 'x' | 'y'>;

/**
 * Collects a stroke's points as flat x, y, pressure triples.
 * Samples that are nearer to the last one than a fraction of a pixel are dropped, unless the stroke
 * would pass them by visibly: they carry the device's noise only, and make every later copy of the
 * stroke bigger.
 */
export class InkRecorder {
  /** Triples so far. Only grows. */
  readonly points: number[] = [];
  readonly pressure: InkPressure;
  readonly #minDistanceSquared: number;
  readonly #maxDeviation: number;
  /** Dropped since the last point. */
  #dropped: InkSample[] = [];

  /** @param zoom scale at which the stroke is drawn: what is noise depends on it. */
  constructor(pressure: InkPressure, zoom: number) {
    this.pressure = pressure;
    this.#minDistanceSquared = (MIN_SAMPLE_DISTANCE_PX / zoom) ** 2;
    this.#maxDeviation = MAX_DEVIATION_PX / zoom;
  }

  /** Number of points. */
  get count(): number {
    return this.points.length / POINT_STRIDE;
  }

  /** @returns whether the sample was taken. */
  add(sample: InkSample): boolean {
    const last = this.#last;
    if (last) {
      const distanceSquared = (sample.x - last.x) ** 2 + (sample.y - last.y) ** 2;
      if (distanceSquared < this.#minDistanceSquared) {
        this.#dropped.push(sample);
        return false;
      }
      this.#takeBack(last, sample, this.#dropped);
      this.#dropped = [];
    }
    this.#push(sample);
    return true;
  }

  /** The pen is up: the stroke ends where it was seen last. */
  finish(): void {
    const last = this.#last;
    const end = this.#dropped.at(-1);
    const isFar = (from: Place) => (to: Place) =>
      Math.hypot(to.x - from.x, to.y - from.y) > this.#maxDeviation;
    if (last && end && this.#dropped.some(isFar(last))) {
      this.#takeBack(last, end, this.#dropped.slice(0, -1));
      this.#push(end);
    }
    this.#dropped = [];
  }

  get #last(): Place | null {
    const [x, y] = this.points.slice(-POINT_STRIDE);
    return x === undefined || y === undefined ? null : { x, y };
  }

  /** Takes of dropped samples those that a straight way from one point to another would miss. */
  #takeBack(from: Place, to: Place, dropped: readonly InkSample[]): void {
    let farthest = -1;
    let deviation = this.#maxDeviation;
    for (const [i, sample] of dropped.entries()) {
      const distance = distanceToSegment(sample, from, to);
      if (distance <= deviation) continue;
      farthest = i;
      deviation = distance;
    }
    const sample = dropped[farthest];
    if (!sample) return;
    this.#takeBack(from, sample, dropped.slice(0, farthest));
    this.#push(sample);
    this.#takeBack(sample, to, dropped.slice(farthest + 1));
  }

  #push(sample: InkSample): void {
    const pressure =
      this.pressure === 'real' ? Math.min(1, Math.max(0, sample.pressure)) : NEUTRAL_PRESSURE;
    this.points.push(sample.x, sample.y, pressure);
  }
}
