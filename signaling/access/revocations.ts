import { readFile, stat } from 'node:fs/promises';
import { type Logger, messageOf } from '../log.ts';

/** Tokens that count no more, from a file with one id a line; read again when the file changes. */
export class Revocations {
  readonly #path: string | undefined;
  readonly #log: Logger;
  #ids: ReadonlySet<string> = new Set();
  #changedAtMs = Number.NaN;

  constructor(path: string | undefined, log: Logger) {
    this.#path = path;
    this.#log = log;
  }

  has(tokenId: string | undefined): boolean {
    return tokenId !== undefined && this.#ids.has(tokenId);
  }

  /** Reads the file if it has changed. One that cannot be read changes nothing, and is logged. */
  async refresh(): Promise<void> {
    if (this.#path === undefined) return;
    try {
      const { mtimeMs } = await stat(this.#path);
      if (mtimeMs === this.#changedAtMs) return;
      const lines = (await readFile(this.#path, 'utf8')).split('\n');
      this.#ids = new Set(lines.map((line) => line.trim()).filter((line) => line !== ''));
      this.#changedAtMs = mtimeMs;
    } catch (error) {
      this.#log.error('revocations not read', { error: messageOf(error) });
    }
  }
}
