import { type CellProcess, startCellProcess } from '../../tests/support/cell.ts';
import { Person } from '../../tests/support/person.ts';
import { type Cast, OTHER_HOST, type Scene } from './scene.ts';

/** A scene that is not arranged within this time has failed; it is long for machines that are shared. */
export const SCENE_LIMIT_MS = 120_000;
const CLOSE_LIMIT_MS = 30_000;

/** @throws when `work` has not settled in time; it is left to itself then. */
export async function within<T>(limitMs: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Keeps a cell and people in browser processes of their own, and arranges scenes with them. */
export class Studio {
  #cell: CellProcess | null = null;
  readonly #people: Person[] = [];

  /** Arranges a scene with as few new processes as possible. @throws when it cannot be arranged */
  async arrange(scene: Scene): Promise<Cast> {
    if (scene.needsFreshCast) await this.clear();
    const cast = await this.#castFor(scene.people ?? 1);
    await within(SCENE_LIMIT_MS, `arranging “${scene.name}”`, scene.arrange(cast));
    return cast;
  }

  /** Ends every process; the next scene gets new ones. */
  async clear(): Promise<void> {
    const [cell, people] = [this.#cell, this.#people.splice(0)];
    this.#cell = null;
    await Promise.all([
      cell?.stop(),
      ...people.map((person) => within(CLOSE_LIMIT_MS, 'closing a browser', person.done())),
    ]);
  }

  async #castFor(count: number): Promise<Cast> {
    this.#cell ??= await startCellProcess();
    // Nobody of a scene before may still be on the board of the next one.
    for (const person of this.#people.slice(count)) await person.page.goto('about:blank');
    while (this.#people.length < count) {
      const person = await Person.arrive({
        extra: [`--host-resolver-rules=MAP ${OTHER_HOST} 127.0.0.1`],
      });
      // Nothing that is only seen for a moment; a scene about motion asks for it.
      await person.page.emulateMedia({ reducedMotion: 'reduce' });
      this.#people.push(person);
    }
    const [first, ...others] = this.#people.slice(0, count);
    if (!first) throw new Error('a scene needs somebody');
    return { cell: this.#cell, people: [first, ...others] };
  }
}
