import type { Registry, StoredBoard } from '../storage/registry.ts';
import type { StateVector } from '../sync/holdings/state-vectors.ts';
import { Throttle } from '../sync/presence/throttle.ts';

/** What others hold is written down this often while it changes. */
const SAVE_MS = 2_000;

/** The part of a link that matters here. */
interface SeenLink {
  readonly personId: string;
  readonly holds: StateVector;
  readonly presence: { readonly name: string } | null;
}

/** Remembers what others hold of a board, for changes that are sent to them as a file. */
export class KnownCopies {
  readonly #registry: Registry;
  readonly #boardId: StoredBoard['id'];
  readonly #changed = new Map<string, { name: string; holds: StateVector; seenAtMs: number }>();
  readonly #save = new Throttle(SAVE_MS, () => void this.#write());

  constructor(registry: Registry, boardId: StoredBoard['id']) {
    this.#registry = registry;
    this.#boardId = boardId;
  }

  linksChanged(links: readonly SeenLink[]): void {
    for (const { personId, holds, presence } of links) {
      if (holds.size > 0) this.note(personId, presence?.name ?? '', holds);
    }
  }

  note(personId: string, name: string, holds: StateVector): void {
    this.#changed.set(personId, { name, holds, seenAtMs: Date.now() });
    this.#save.request();
  }

  flush(): void {
    this.#save.flush();
  }

  async #write(): Promise<void> {
    const copies = [...this.#changed];
    this.#changed.clear();
    await Promise.all(
      copies.map(([personId, { name, holds, seenAtMs }]) =>
        this.#registry.saveCopy(this.#boardId, { personId, name, holds: [...holds], seenAtMs }),
      ),
    );
  }
}
