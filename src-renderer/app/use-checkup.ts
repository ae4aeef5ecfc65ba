import { useCallback, useEffect, useRef, useState } from 'react';
import type { Checkup, CheckupState } from '../sync/doctor/checkup.ts';
import type { BoardSession } from './board-session.ts';

export interface CheckupActions {
  /** Of the last check; null: closed. */
  readonly state: CheckupState | null;
  /** Checks the connection anew. */
  readonly start: () => void;
  /** Ends the check that runs. */
  readonly stop: () => void;
  /** The same, and shows nothing any more. */
  readonly close: () => void;
}

/** Runs one check of the board's connection at a time. */
export function useCheckup(
  session: BoardSession,
  failed: (error: unknown) => void,
): CheckupActions {
  const [state, setState] = useState<CheckupState | null>(null);
  const current = useRef<Checkup | null>(null);

  const stop = useCallback(() => current.current?.cancel(), []);
  const leave = useCallback(() => {
    const checkup = current.current;
    current.current = null;
    // Nobody listens to how it ends.
    checkup?.destroy();
    checkup?.cancel();
  }, []);
  const start = useCallback(() => {
    leave();
    const checkup = session.newCheckup();
    current.current = checkup;
    checkup.on('state', setState);
    setState(checkup.state);
    checkup.run().catch(failed);
  }, [session, failed, leave]);
  const close = useCallback(() => {
    leave();
    setState(null);
  }, [leave]);

  useEffect(() => leave, [leave]);
  return { state, start, stop, close };
}
