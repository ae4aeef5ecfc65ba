/** Keeps the last line of text that says something, as an output's reason for an end. */
export class LastLine {
  #rest = '';
  #last = '';

  push(text: string): void {
    const lines = (this.#rest + text).split(/\r?\n/);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') this.#last = line.trim();
  }

  /** The last line, an unfinished one included; undefined when there was none. */
  get value(): string | undefined {
    return this.#rest.trim() || this.#last || undefined;
  }
}
