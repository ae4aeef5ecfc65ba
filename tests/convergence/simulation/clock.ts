import { vi } from 'vitest';

interface Timer {
  readonly id: number;
  readonly run: () => void;
  readonly everyMs: number | null;
  dueMs: number;
  /** Timers of the same time run in the order in which they were set. */
  turn: number;
}

const STEP_MS = 20;

/**
 * Timers and clocks that go only when told to. Vitest's own look through all timers for each that
 * runs, which is most of a schedule's time where thousands are set; these lie in a heap.
 */
export class SimulatedClock {
  #nowMs = 0;
  #turns = 0;
  #ids = 0;
  readonly #heap: Timer[] = [];
  readonly #active = new Map<number, Timer>();

  /** Puts itself in place of the global timers and clocks; `vi.unstubAllGlobals` ends that. */
  install(): void {
    const set = (run: () => void, delayMs = 0, everyMs: number | null = null): number => {
      this.#ids += 1;
      const dueMs = this.#nowMs + Math.max(0, Number.isFinite(delayMs) ? delayMs : 0);
      const timer: Timer = { id: this.#ids, run, everyMs, dueMs, turn: this.#turns++ };
      this.#active.set(timer.id, timer);
      this.#push(timer);
      return timer.id;
    };
    const clear = (id: number): void => {
      this.#active.delete(id);
    };
    vi.stubGlobal('setTimeout', (run: () => void, delayMs?: number) => set(run, delayMs));
    vi.stubGlobal('setInterval', (run: () => void, ms: number) => set(run, ms, ms));
    vi.stubGlobal('clearTimeout', clear);
    vi.stubGlobal('clearInterval', clear);
    vi.spyOn(performance, 'now').mockImplementation(() => this.#nowMs);
    vi.spyOn(Date, 'now').mockImplementation(() => this.#nowMs);
  }

  /** Runs what falls due within this time, without letting promises settle between. */
  advance(durationMs: number): void {
    const untilMs = this.#nowMs + durationMs;
    for (let timer = this.#heap[0]; timer && timer.dueMs <= untilMs; timer = this.#heap[0]) {
      this.#pop();
      if (this.#active.get(timer.id) !== timer) continue;
      this.#nowMs = timer.dueMs;
      if (timer.everyMs === null) this.#active.delete(timer.id);
      else {
        timer.dueMs += Math.max(1, timer.everyMs);
        timer.turn = this.#turns++;
        this.#push(timer);
      }
      timer.run();
    }
    this.#nowMs = untilMs;
  }

  /** Lets time pass, and everything happen that follows from it. */
  async pass(durationMs: number): Promise<void> {
    for (let passedMs = 0; passedMs < durationMs; passedMs += STEP_MS) {
      this.advance(STEP_MS);
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  /** Whose timers are set, as their sources say it. */
  get pending(): string[] {
    return [...this.#active.values()].map(({ run }) => String(run));
  }

  /** Forgets all timers and begins anew. */
  reset(): void {
    this.#nowMs = 0;
    this.#turns = 0;
    this.#heap.length = 0;
    this.#active.clear();
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(timer);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (!above || !isBefore(timer, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = timer;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const left = heap[2 * at + 1];
      const right = heap[2 * at + 2];
      const below = right && left && isBefore(right, left) ? right : left;
      if (!below || !isBefore(below, last)) break;
      heap[at] = below;
      at = 2 * at + (below === left ? 1 : 2);
    }
    heap[at] = last;
  }
}

const isBefore = (a: Timer, b: Timer): boolean =>
  a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.turn < b.turn);
