import type { BoardChange } from '../../board/board-change.ts';
import type { BoardDocument } from '../../board/board-document.ts';
import type { BoardElement, ElementId } from '../../board/element.ts';
import type { PictureHash } from '../../board/registers.ts';
import type { PictureBlobs } from '../../canvas/pictures/picture-blobs.ts';
import { readPictureHeader } from '../../pictures/picture-file.ts';
import type { KeptPicture, PictureStore } from '../../storage/picture-store.ts';
import type { PictureShelf } from '../../sync/pictures/picture-exchange.ts';

export interface BoardPicturesOptions {
  readonly board: Pick<BoardDocument, 'elements' | 'onChange'>;
  /** What the canvas paints from. */
  readonly blobs: PictureBlobs;
  readonly store: PictureStore;
}

type UnkeptPicture = KeptPicture & { readonly ok: false };

/** Who gets what is not here: the board's connection, while there is one. */
export interface PictureSeeker {
  wantPicture(hash: PictureHash): void;
  forgetPicture(hash: PictureHash): void;
}

/** The pictures that one board shows: finds them on this computer, or has them sought elsewhere. */
export class BoardPictures implements PictureShelf {
  readonly #options: BoardPicturesOptions;
  /** Which picture each element shows that shows one. */
  readonly #shown = new Map<ElementId, PictureHash>();
  /** How many elements show it. */
  readonly #uses = new Map<PictureHash, number>();
  readonly #missing = new Set<PictureHash>();
  readonly #listeners = new Set<(failure: UnkeptPicture) => void>();
  readonly #stop: () => void;
  #seeker: PictureSeeker | null = null;

  constructor(options: BoardPicturesOptions) {
    this.#options = options;
    for (const element of options.board.elements()) this.#note(element);
    this.#stop = options.board.onChange((change) => this.#changed(change));
  }

  /** From now on pictures are sought here. Null: nowhere. */
  seekIn(seeker: PictureSeeker | null): void {
    this.#seeker = seeker;
    for (const hash of this.#missing) seeker?.wantPicture(hash);
  }

  isOnBoard(hash: PictureHash): boolean {
    return this.#uses.has(hash);
  }

  async blob(hash: PictureHash): Promise<Blob | null> {
    return this.#options.blobs.get(hash) ?? this.#options.store.get(hash);
  }

  async receive(hash: PictureHash, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const read = readPictureHeader(bytes);
    if (read.ok) await this.add(hash, new Blob([bytes], { type: read.header.type }));
    return read.ok;
  }

  /** Keeps a picture, and shows it where the board has it. */
  async add(hash: PictureHash, picture: Blob): Promise<void> {
    const { store, blobs } = this.#options;
    const kept = await store.put(hash, picture);
    this.#missing.delete(hash);
    blobs.provide(hash, picture);
    if (!kept.ok) for (const listener of this.#listeners) listener(kept);
  }

  /** Those that are on the board and here. */
  async files(): Promise<Uint8Array[]> {
    const blobs = await Promise.all([...this.#uses.keys()].map((hash) => this.blob(hash)));
    const here = blobs.filter((blob) => blob !== null);
    return Promise.all(here.map(async (blob) => new Uint8Array(await blob.arrayBuffer())));
  }

  /** Told when a picture is kept only until the window closes. */
  onUnkept(listener: (failure: UnkeptPicture) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  destroy(): void {
    this.#stop();
    this.#seeker = null;
  }

  #changed({ added, updated, removed }: BoardChange): void {
    for (const element of added) this.#note(element);
    for (const { after } of updated) this.#note(after);
    for (const { id } of removed) this.#note({ id, picture: null });
  }

  #note({ id, picture }: Pick<BoardElement, 'id' | 'picture'>): void {
    const before = this.#shown.get(id) ?? null;
    if (before === picture) return;
    if (picture === null) {
      this.#shown.delete(id);
    } else {
      this.#shown.set(id, picture);
      this.#use(picture);
    }
    if (before !== null) this.#unuse(before);
  }

  #use(hash: PictureHash): void {
    const uses = this.#uses.get(hash) ?? 0;
    this.#uses.set(hash, uses + 1);
    if (uses === 0 && !this.#options.blobs.has(hash)) void this.#find(hash);
  }

  #unuse(hash: PictureHash): void {
    const left = (this.#uses.get(hash) ?? 1) - 1;
    if (left > 0) {
      this.#uses.set(hash, left);
      return;
    }
    this.#uses.delete(hash);
    if (this.#missing.delete(hash)) this.#seeker?.forgetPicture(hash);
  }

  async #find(hash: PictureHash): Promise<void> {
    const stored = await this.#options.store.get(hash);
    if (stored) {
      this.#options.blobs.provide(hash, stored);
    } else if (this.#uses.has(hash) && !this.#options.blobs.has(hash)) {
      this.#missing.add(hash);
      this.#seeker?.wantPicture(hash);
    }
  }
}
