import type { BrowserSide, Recorded } from '../contract.ts';
import type { Remote } from '../rpc.ts';

/** What the parts of the stand-in share. */
export interface StandInState {
  readonly browser: Remote<BrowserSide>;
  readonly recorded: Recorded[];
  isReady: boolean;
  /** Whether this process is the first on its user data. */
  readonly hasLock: boolean;
}

export function record(state: StandInState, api: string): (...args: unknown[]) => void {
  return (...args) => {
    state.recorded.push({ api, args: args.map(cloneable) });
  };
}

/** A value as far as another process can be told of it. */
export function cloneable(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value) ?? 'null');
}

/** What Electron refuses before the app is ready is refused here too. */
export function needReady(state: StandInState, what: string): void {
  if (!state.isReady) throw new Error(`${what} cannot be used before the app is ready`);
}

/** An event that can be prevented. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export function preventableEvent<T extends object>(extra: T): T & PreventableEvent {
  let isPrevented = false;
  return Object.defineProperties(extra, {
    defaultPrevented: { get: () => isPrevented },
    preventDefault: {
      value: () => {
        isPrevented = true;
      },
    },
  }) as T & PreventableEvent;
}
