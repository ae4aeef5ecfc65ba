import type { CellConfig } from '../../../signaling/protocol.ts';
import { backoffMs } from '../signal-channel/backoff.ts';
import { type CellConfigResult, fetchCellConfig } from './cell-config.ts';

export interface CellConfigReaderOptions {
  readonly origin: string;
  /** Told of each answer, and of each try without one. */
  readonly onResult: (result: CellConfigResult) => void;
  /** Whether the cell is reached now: if not, the next {@link CellConfigReader.request} tries again. */
  readonly isReached: () => boolean;
  /** Default: {@link fetchCellConfig} */
  readonly read?: (origin: string) => Promise<CellConfigResult>;
}

/**
 * Asks a cell for its configuration until it has told it once. A board needs it for its mailbox and
 * its ICE servers: a single answer that was lost must not leave it without them for the session.
 */
export class CellConfigReader {
  readonly #options: CellConfigReaderOptions;
  #config: CellConfig | null = null;
  #isReading = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #destroyed = false;

  constructor(options: CellConfigReaderOptions) {
    this.#options = options;
  }

  /** Asks now, unless it was told already or a question is on its way. */
  request(): void {
    if (this.#config || this.#isReading || this.#destroyed) return;
    clearTimeout(this.#timer);
    this.#isReading = true;
    void this.#read();
  }

  destroy(): void {
    this.#destroyed = true;
    clearTimeout(this.#timer);
  }

  async #read(): Promise<void> {
    const { read = fetchCellConfig, origin, onResult, isReached } = this.#options;
    const result = await read(origin).finally(() => {
      this.#isReading = false;
    });
    if (this.#destroyed) return;
    if (result.ok) this.#config = result.config;
    else {
      this.#failures += 1;
      this.#timer = setTimeout(
        () => {
          if (isReached()) this.request();
        },
        backoffMs(this.#failures, Math.random()),
      );
    }
    onResult(result);
  }
}
