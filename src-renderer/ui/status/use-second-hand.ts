import { useEffect, useState, useSyncExternalStore } from 'react';

const TICK_MS = 250;
/** Long enough for a screen reader to take up the first wording, shorter than the first change. */
const ANNOUNCE_MS = 500;

const quarterSecond = (): number => Math.floor(Date.now() / TICK_MS) * TICK_MS;

function everyTick(listener: () => void): () => void {
  const timer = setInterval(listener, TICK_MS);
  return () => clearInterval(timer);
}

const never = (): (() => void) => () => undefined;

export interface SecondHand {
  /** Ms since the epoch, in steps of a quarter second. */
  readonly nowMs: number;
  /** Whether the countdown was told already: what follows of it need not be announced. */
  readonly told: boolean;
}

/**
 * The time, renewed while a countdown shows and only then.
 * @param untilMs when the countdown ends, in ms since the epoch; null = none shows.
 */
export function useSecondHand(untilMs: number | null): SecondHand {
  const counting = untilMs !== null;
  const nowMs = useSyncExternalStore(counting ? everyTick : never, quarterSecond, quarterSecond);
  const [told, setTold] = useState(false);

  useEffect(() => {
    if (!counting) return;
    const timer = setTimeout(() => setTold(true), ANNOUNCE_MS);
    return () => {
      clearTimeout(timer);
      setTold(false);
    };
  }, [counting]);

  return { nowMs, told: counting && told };
}
