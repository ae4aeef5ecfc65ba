import { nanoid } from 'nanoid';
import { z } from 'zod';
import type { Conflict } from '../board/conflicts/conflict.ts';
import { OVERRIDABLE_PROPERTIES } from '../board/merge-policy.ts';
import { createMemoryPictureStore, type PictureStore } from './picture-store.ts';
import type { RecordStore } from './record-store.ts';

const bytes32 = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.length === 32,
  'expected 32 bytes',
);

const profileSchema = z.object({
  /** Seed of the device key (Ed25519). */
  deviceSeed: bytes32,
  name: z.string(),
  color: z.string(),
});
export type StoredProfile = z.infer<typeof profileSchema>;

const boardSchema = z.object({
  /** Local id: names the board's database here, and never leaves this profile. */
  id: z.string().min(1),
  name: z.string(),
  editSecret: bytes32,
  ownerPublicKey: bytes32,
  /** Only on the device that made the board. */
  ownerSeed: bytes32.optional(),
  /** Where the board's people meet; null = this computer's own cell. */
  cellOrigin: z.string().nullable(),
  openedAtMs: z.number(),
  /** When anybody changed it last, as seen here; absent: nothing was drawn yet. */
  changedAtMs: z.number().optional(),
});
export type StoredBoard = z.infer<typeof boardSchema>;

const cellSchema = z.object({ origin: z.string(), config: z.unknown(), usedAtMs: z.number() });
export type StoredCell = z.infer<typeof cellSchema>;

const pendingSchema = z.object({ client: z.number(), clocks: z.array(z.number()) });

const conflictBase = {
  key: z.string(),
  id: z.string(),
  other: z.object({ personId: z.string(), name: z.string() }),
};
const conflictSchema = z.discriminatedUnion('kind', [
  z.object({
    ...conflictBase,
    kind: z.literal('property'),
    property: z.enum(OVERRIDABLE_PROPERTIES),
    mine: z.unknown(),
    theirs: z.unknown(),
    shown: z.enum(['mine', 'theirs']),
  }),
  z.object({
    ...conflictBase,
    kind: z.literal('deletion'),
    deletedBy: z.enum(['me', 'other']),
  }),
  z.object({ ...conflictBase, kind: z.literal('lost') }),
]);

const copySchema = z.object({
  personId: z.string(),
  name: z.string(),
  /** Yjs client id and clock: what that copy held when it was heard of last. */
  holds: z.array(z.tuple([z.number(), z.number()])),
  seenAtMs: z.number(),
});
/** Somebody else's copy of a board, as far as it is known. */
export type KnownCopy = z.infer<typeof copySchema>;

const thumbnailSchema = z.object({
  /** The board's `changedAtMs` of which it is a picture. */
  changedAtMs: z.number(),
  /** null: there was nothing to paint. */
  image: z.instanceof(Blob).nullable(),
});
/** A small picture of a board. */
export type StoredThumbnail = z.infer<typeof thumbnailSchema>;

const PROFILE_KEY = 'self';

/**
 * What this profile knows: who it is, its boards with their current secrets, the cells it has used,
 * and which changes nobody else was known to hold. Boards are keyed by a local id, never by the room
 * id, which changes when access is revoked.
 */
export class Registry {
  /** The pictures of all boards. */
  readonly pictures: PictureStore;
  readonly #store: RecordStore;

  constructor(store: RecordStore, pictures: PictureStore = createMemoryPictureStore()) {
    this.#store = store;
    this.pictures = pictures;
  }

  /** The profile, made by `make` the first time; two windows that start at once get the same. */
  async profile(make: () => StoredProfile): Promise<StoredProfile> {
    const stored = profileSchema.safeParse(
      await this.#store.getOrPut('profile', PROFILE_KEY, make),
    );
    if (stored.success) return stored.data;
    const fresh = make();
    await this.#store.put('profile', PROFILE_KEY, fresh);
    return fresh;
  }

  async saveProfile(profile: StoredProfile): Promise<void> {
    await this.#store.put('profile', PROFILE_KEY, profile);
  }

  /** All boards, the last opened first. Records that cannot be read are left where they are. */
  async boards(): Promise<StoredBoard[]> {
    const entries = await this.#store.all('boards');
    return entries
      .flatMap(([, value]) => {
        const parsed = boardSchema.safeParse(value);
        return parsed.success ? [parsed.data] : [];
      })
      .sort((a, b) => b.openedAtMs - a.openedAtMs);
  }

  async saveBoard(board: StoredBoard): Promise<void> {
    await this.#store.put('boards', board.id, board);
  }

  /** Forgets a board with everything that is known about it. Its content is stored elsewhere. */
  async deleteBoard(boardId: string): Promise<void> {
    for (const table of ['pending', 'mailboxes', 'thumbnails', 'copies'] as const) {
      const entries = await this.#store.all(table, `${boardId}/`);
      await Promise.all(entries.map(([key]) => this.#store.delete(table, key)));
    }
    await this.#store.delete('conflicts', boardId);
    await this.#store.delete('boards', boardId);
  }

  /** A board's last picture in one theme. */
  async thumbnail(boardId: string, theme: string): Promise<StoredThumbnail | null> {
    const parsed = thumbnailSchema.safeParse(
      await this.#store.get('thumbnails', `${boardId}/${theme}`),
    );
    return parsed.success ? parsed.data : null;
  }

  async saveThumbnail(boardId: string, theme: string, thumbnail: StoredThumbnail): Promise<void> {
    await this.#store.put('thumbnails', `${boardId}/${theme}`, thumbnail);
  }

  newBoardId(): string {
    return nanoid(12);
  }

  async cell(origin: string): Promise<StoredCell | null> {
    const parsed = cellSchema.safeParse(await this.#store.get('cells', origin));
    return parsed.success ? parsed.data : null;
  }

  async saveCell(cell: StoredCell): Promise<void> {
    await this.#store.put('cells', cell.origin, cell);
  }

  /** What this profile remembers of a board's mailbox at one cell; the caller checks its shape. */
  mailboxMemory(
    boardId: string,
    cellOrigin: string,
  ): { load(): Promise<unknown>; save(memory: unknown): Promise<void> } {
    const key = `${boardId}/${cellOrigin}`;
    return {
      load: () => this.#store.get('mailboxes', key),
      save: (memory) => this.#store.put('mailboxes', key, memory),
    };
  }

  /** Unshared changes of earlier sessions: Yjs client id → clocks. */
  async pending(boardId: string): Promise<Map<number, number[]>> {
    const entries = await this.#store.all('pending', `${boardId}/`);
    const pending = new Map<number, number[]>();
    for (const [, value] of entries) {
      const parsed = pendingSchema.safeParse(value);
      if (parsed.success) pending.set(parsed.data.client, parsed.data.clocks);
    }
    return pending;
  }

  async savePending(boardId: string, client: number, clocks: readonly number[]): Promise<void> {
    const key = `${boardId}/${client}`;
    if (clocks.length === 0) await this.#store.delete('pending', key);
    else await this.#store.put('pending', key, { client, clocks: [...clocks] });
  }

  /** What two people have changed at once and nobody has settled. What cannot be read is left out. */
  async conflicts(boardId: string): Promise<Conflict[]> {
    const stored = z.array(z.unknown()).safeParse(await this.#store.get('conflicts', boardId));
    return (stored.data ?? []).flatMap((value) => {
      const parsed = conflictSchema.safeParse(value);
      return parsed.success ? [parsed.data] : [];
    });
  }

  /** Other people's copies of a board, the last heard of first. */
  async copies(boardId: string): Promise<KnownCopy[]> {
    const entries = await this.#store.all('copies', `${boardId}/`);
    return entries
      .flatMap(([, value]) => {
        const parsed = copySchema.safeParse(value);
        return parsed.success ? [parsed.data] : [];
      })
      .sort((a, b) => b.seenAtMs - a.seenAtMs);
  }

  async saveCopy(boardId: string, copy: KnownCopy): Promise<void> {
    await this.#store.put('copies', `${boardId}/${copy.personId}`, copy);
  }

  async saveConflicts(boardId: string, conflicts: readonly Conflict[]): Promise<void> {
    if (conflicts.length === 0) await this.#store.delete('conflicts', boardId);
    else await this.#store.put('conflicts', boardId, [...conflicts]);
  }
}
