import { type BoardPoint, lerpPoint } from '../geometry/point.ts';

/** Time a cursor takes to a new position: about the gap between two updates of 20 a second, doubled. */
export const CURSOR_GLIDE_MS = 100;

interface Glide {
  readonly from: BoardPoint;
  readonly to: BoardPoint;
  readonly startMs: number;
}

/** Lets cursors glide between the positions that arrive, a few times a second only. */
export class CursorMotion {
  readonly #glides = new Map<string, Glide>();

  /**
   * The cursor's target. A cursor that just appeared, or one that may not move, is there at once.
   * @param glides false with reduced motion.
   */
  aim(key: string, to: BoardPoint, nowMs: number, glides: boolean): void {
    const current = this.#glides.get(key);
    if (current && current.to.x === to.x && current.to.y === to.y) return;
    const from = current && glides ? this.#at(current, nowMs) : to;
    this.#glides.set(key, { from, to, startMs: nowMs });
  }

  /** Where the cursor is shown; undefined for an unknown one. */
  at(key: string, nowMs: number): BoardPoint | undefined {
    const glide = this.#glides.get(key);
    return glide && this.#at(glide, nowMs);
  }

  /** Whether any cursor is still on its way. */
  isMoving(nowMs: number): boolean {
    for (const glide of this.#glides.values()) {
      if (glide.from !== glide.to && nowMs - glide.startMs < CURSOR_GLIDE_MS) return true;
    }
    return false;
  }

  /** Forgets all cursors but these. */
  keep(keys: ReadonlySet<string>): void {
    for (const key of this.#glides.keys()) if (!keys.has(key)) this.#glides.delete(key);
  }

  #at(glide: Glide, nowMs: number): BoardPoint {
    const t = Math.min(1, Math.max(0, (nowMs - glide.startMs) / CURSOR_GLIDE_MS));
    return t === 1 ? glide.to : lerpPoint(glide.from, glide.to, t);
  }
}
