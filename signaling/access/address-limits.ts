import { TokenBucket } from '../sessions/token-bucket.ts';
import { addressGroup, isLoopbackAddress } from './client-address.ts';

export interface AddressLimitOptions {
  /** Connections with a session, from one address. */
  readonly maxSocketsPerAddress: number;
  /** Sessions that one address may open. */
  readonly sessionsPerMinutePerAddress: number;
  /** Wrong tokens from one address, after which it is not listened to for a while. */
  readonly authFailuresPerMinutePerAddress: number;
}

interface Entry {
  sockets: number;
  readonly opened: TokenBucket;
  failures: TokenBucket | undefined;
  lastUsedMs: number;
}

/** An entry that was not used for this long says nothing any more: its buckets are full again. */
const FORGET_AFTER_MS = 2 * 60_000;

/**
 * How much one address may do. Addresses are kept in memory while they are in use and never written
 * anywhere. This computer itself is not limited.
 */
export class AddressLimits {
  readonly #options: AddressLimitOptions;
  readonly #nowMs: () => number;
  readonly #entries = new Map<string, Entry>();

  constructor(options: AddressLimitOptions, nowMs: () => number = () => performance.now()) {
    this.#options = options;
    this.#nowMs = nowMs;
  }

  /** Addresses that are known at the moment. */
  get size(): number {
    return this.#entries.size;
  }

  /** Whether an address may have one more connection; if so it is counted until `closed`. */
  opened(address: string): boolean {
    if (isLoopbackAddress(address)) return true;
    const entry = this.#entry(address);
    if (entry.sockets >= this.#options.maxSocketsPerAddress) return false;
    entry.sockets += 1;
    return true;
  }

  closed(address: string): void {
    const entry = this.#entries.get(addressGroup(address));
    if (entry && entry.sockets > 0) entry.sockets -= 1;
  }

  /** Whether an address may open one more session. */
  takeSession(address: string): boolean {
    return isLoopbackAddress(address) || this.#entry(address).opened.take(1);
  }

  /** Whether an address has given too many wrong tokens to be asked for another one. */
  isShutOut(address: string): boolean {
    return this.#entries.get(addressGroup(address))?.failures?.has(1) === false;
  }

  /** An address gave a wrong token. */
  failed(address: string): void {
    const entry = this.#entry(address);
    entry.failures ??= this.#bucket(this.#options.authFailuresPerMinutePerAddress);
    entry.failures.take(1);
  }

  /** Forgets addresses that are not in use. */
  sweep(): void {
    const nowMs = this.#nowMs();
    for (const [group, { sockets, lastUsedMs }] of this.#entries) {
      if (sockets === 0 && nowMs - lastUsedMs > FORGET_AFTER_MS) this.#entries.delete(group);
    }
  }

  #entry(address: string): Entry {
    const group = addressGroup(address);
    const entry = this.#entries.get(group) ?? {
      sockets: 0,
      opened: this.#bucket(this.#options.sessionsPerMinutePerAddress),
      failures: undefined,
      lastUsedMs: 0,
    };
    entry.lastUsedMs = this.#nowMs();
    this.#entries.set(group, entry);
    return entry;
  }

  #bucket(perMinute: number): TokenBucket {
    return new TokenBucket({ perSecond: perMinute / 60, burst: perMinute, nowMs: this.#nowMs });
  }
}
