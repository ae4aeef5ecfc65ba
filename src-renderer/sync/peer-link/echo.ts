import { MESSAGE } from './messages.ts';

const NUMBER_BYTES = 4;

type EchoKind = typeof MESSAGE.ping | typeof MESSAGE.pong;
type Send = (kind: EchoKind, payload: Uint8Array) => void;

/** Asks the other end whether it is there, and answers the same. */
export class Echo {
  readonly #send: Send;
  readonly #asked = new Map<number, (answered: boolean) => void>();
  #last = 0;

  constructor(send: Send) {
    this.#send = send;
  }

  /** @returns true once the answer has come; false when the link ends before */
  ask(): Promise<boolean> {
    this.#last = (this.#last + 1) >>> 0;
    const number = this.#last;
    const payload = new Uint8Array(NUMBER_BYTES);
    new DataView(payload.buffer).setUint32(0, number);
    return new Promise((resolve) => {
      this.#asked.set(number, resolve);
      this.#send(MESSAGE.ping, payload);
    });
  }

  /** @returns whether it was readable; an answer that nobody waits for counts as such */
  receive(kind: EchoKind, payload: Uint8Array): boolean {
    if (payload.length !== NUMBER_BYTES) return false;
    if (kind === MESSAGE.ping) {
      this.#send(MESSAGE.pong, payload);
      return true;
    }
    const number = new DataView(payload.buffer, payload.byteOffset).getUint32(0);
    this.#asked.get(number)?.(true);
    this.#asked.delete(number);
    return true;
  }

  stop(): void {
    for (const resolve of this.#asked.values()) resolve(false);
    this.#asked.clear();
  }
}
