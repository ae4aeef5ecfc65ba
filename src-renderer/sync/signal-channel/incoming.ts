/** The cell is told what has come after this many messages or bytes. */
const ACKNOWLEDGE_EACH = 16;
const ACKNOWLEDGE_EACH_BYTES = 256 * 1024;

/** Counts the numbered messages of the cell, over whichever way they come. */
export class Incoming {
  /** Number of the last message received over any way. */
  #received = 0;
  /** Number of the last message that came over the way in use. */
  #counted = 0;
  #acknowledged = 0;
  #unacknowledgedBytes = 0;

  get received(): number {
    return this.#received;
  }

  /** The next message over the way in use has the number after `sent`. */
  countFrom(sent: number): void {
    this.#counted = sent;
  }

  /** The cell left some out: it goes on after `sent`, and nothing before it is owed. */
  skipTo(sent: number): void {
    this.#counted = sent;
    this.#received = sent;
  }

  /** @returns whether the message is new, and not one that came over an earlier way */
  count(bytes: number): boolean {
    this.#counted += 1;
    if (this.#counted <= this.#received) return false;
    this.#received = this.#counted;
    this.#unacknowledgedBytes += bytes;
    return true;
  }

  /** Whether it is time to tell the cell what has come. */
  get isAcknowledgementDue(): boolean {
    return (
      this.#received - this.#acknowledged >= ACKNOWLEDGE_EACH ||
      this.#unacknowledgedBytes >= ACKNOWLEDGE_EACH_BYTES
    );
  }

  /** The cell has been told. */
  acknowledged(): void {
    this.#acknowledged = this.#received;
    this.#unacknowledgedBytes = 0;
  }

  /** Begins anew, for a new session. */
  reset(): void {
    this.skipTo(0);
    this.acknowledged();
  }
}
