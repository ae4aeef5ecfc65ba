import type { ServerResponse } from 'node:http';
import { batchItemBytes, batchItemHeader, type SignalCloseCode } from '../../protocol.ts';
import type { Transport } from '../../sessions/transport.ts';

/** An answer is not made longer than this, but for one message that is. */
const ANSWER_FULL_BYTES = 1024 * 1024;

export interface PollHooks {
  readonly onDone: (poll: Poll, lost: boolean) => void;
}

/** One poll: collects a session's messages into one answer, held while there are none. */
export class Poll implements Transport {
  readonly rung = 'poll';
  readonly #response: ServerResponse;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #hooks: PollHooks;
  readonly #parts: Uint8Array[] = [];
  #bytes = 0;
  #items = 0;
  #done = false;
  #holdTimer: NodeJS.Timeout | undefined;
  #flush: NodeJS.Immediate | undefined;

  constructor(
    response: ServerResponse,
    headers: Readonly<Record<string, string>>,
    hooks: PollHooks,
  ) {
    this.#response = response;
    this.#headers = headers;
    this.#hooks = hooks;
    response.once('close', () => this.#gone());
  }

  get hasRoom(): boolean {
    return !this.#done && this.#bytes < ANSWER_FULL_BYTES;
  }

  get waitingBytes(): number {
    return this.#bytes;
  }

  write(payload: Buffer, binary: boolean): void {
    if (this.#done) return;
    this.#parts.push(batchItemHeader(payload.length, binary), payload);
    this.#bytes += batchItemBytes(payload.length);
    this.#items += 1;
    // What comes in the same turn goes into the same answer.
    if (this.#holdTimer) this.#flush ??= setImmediate(() => this.#answer());
  }

  /**
   * Answers at once if there is anything besides `connected`, else when something comes, at the
   * latest after `holdMs`.
   */
  hold(holdMs: number): void {
    if (this.#done) return;
    if (this.#items > 1 || holdMs === 0) {
      this.#answer();
      return;
    }
    this.#holdTimer = setTimeout(() => this.#answer(), holdMs);
    this.#holdTimer.unref();
  }

  probe(): void {
    // A held poll ends by itself within its time.
  }

  close(_closeCode: SignalCloseCode): void {
    this.#answer();
  }

  cut(): void {
    if (this.#done) return;
    this.#stop();
    this.#response.destroy();
    this.#hooks.onDone(this, true);
  }

  #answer(): void {
    if (this.#done) return;
    this.#stop();
    const body = Buffer.concat(this.#parts);
    this.#response.writeHead(200, {
      ...this.#headers,
      'content-type': 'application/octet-stream',
      'cache-control': 'no-store, no-transform',
      'content-length': body.length,
    });
    this.#response.end(body);
    this.#hooks.onDone(this, false);
  }

  #gone(): void {
    if (this.#done) return;
    this.#stop();
    this.#hooks.onDone(this, true);
  }

  #stop(): void {
    this.#done = true;
    clearTimeout(this.#holdTimer);
    clearImmediate(this.#flush);
  }
}
