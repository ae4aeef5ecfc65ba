import type { LinkEnd } from '../peer-link/peer-link.ts';
import { backoffMs } from '../signal-channel/backoff.ts';

/** A peer whose protocol we cannot speak is asked again this late: it may have been updated. */
export const REFUSED_RETRY_MS = 60_000;
/** A device that broke the protocol this often is not linked again in this session. */
export const GARBAGE_STRIKES_MAX = 3;
export const GARBAGE_RETRY_MS = 2_000;
export const MUTED_RETRY_MS = 10 * 60_000;

/**
 * How long to wait before a link is tried again after it ended. A link that was open is healed at
 * once; one that cannot be set up is tried less and less often.
 */
export class RetryPolicy {
  readonly #failures = new Map<string, number>();
  readonly #strikes = new Map<string, number>();

  /** A link to this peer opened. */
  opened(peerId: string): void {
    this.#failures.delete(peerId);
  }

  /** @returns whether the device has used up its strikes. */
  strike(device: string): boolean {
    const strikes = (this.#strikes.get(device) ?? 0) + 1;
    this.#strikes.set(device, strikes);
    return strikes >= GARBAGE_STRIKES_MAX;
  }

  isMuted(device: string): boolean {
    return (this.#strikes.get(device) ?? 0) >= GARBAGE_STRIKES_MAX;
  }

  /**
   * @param wasOpen whether hello and proof had been exchanged
   * @param muted whether the other side is a muted device
   */
  delayMs(peerId: string, end: LinkEnd, wasOpen: boolean, muted: boolean): number {
    if (muted) return MUTED_RETRY_MS;
    if (end.code === 'garbage') return GARBAGE_RETRY_MS;
    if (end.code === 'refused') return REFUSED_RETRY_MS;
    if (wasOpen) return 0;
    const failures = (this.#failures.get(peerId) ?? 0) + 1;
    this.#failures.set(peerId, failures);
    return backoffMs(failures, Math.random());
  }
}
