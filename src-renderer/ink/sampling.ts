import { type InkPressure, POINT_STRIDE } from './outline.ts';

/** What holds the pointer: each has its own idea of pressure. */
export type PointerKind = 'mouse' | 'pen' | 'touch';

/** Pressure recorded where the device has none. */
export const NEUTRAL_PRESSURE = 0.5;
/** Fewest board units times zoom (so: screen pixels) between two recorded points. */
export const MIN_SAMPLE_DISTANCE_PX = 0.75;

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

/**
 * Collects a stroke's points as flat x, y, pressure triples.
 * Samples that are nearer to the last one than a fraction of a pixel are dropped: they carry
 * the device's noise only, and make every later copy of the stroke bigger.
 */
export class InkRecorder {
  /** Triples so far. Only grows. */
  readonly points: number[] = [];
  readonly pressure: InkPressure;
  readonly #minDistanceSquared: number;

  /** @param zoom scale at which the stroke is drawn: what is noise depends on it. */
  constructor(pressure: InkPressure, zoom: number) {
    this.pressure = pressure;
    this.#minDistanceSquared = (MIN_SAMPLE_DISTANCE_PX / zoom) ** 2;
  }

  /** Number of points. */
  get count(): number {
    return this.points.length / POINT_STRIDE;
  }

  /** @returns whether the sample was taken. */
  add(sample: InkSample): boolean {
    const at = this.points.length - POINT_STRIDE;
    const lastX = this.points[at];
    const lastY = this.points[at + 1];
    if (lastX !== undefined && lastY !== undefined) {
      const distanceSquared = (sample.x - lastX) ** 2 + (sample.y - lastY) ** 2;
      if (distanceSquared < this.#minDistanceSquared) return false;
    }
    const pressure =
      this.pressure === 'real' ? Math.min(1, Math.max(0, sample.pressure)) : NEUTRAL_PRESSURE;
    this.points.push(sample.x, sample.y, pressure);
    return true;
  }
}
