import type { PictureHash } from '../../board/registers.ts';

/** The pictures of the board whose bytes are here. */
export class PictureBlobs {
  readonly #blobs = new Map<PictureHash, Blob>();
  readonly #listeners = new Set<(picture: PictureHash, blob: Blob) => void>();

  all(): Iterable<readonly [PictureHash, Blob]> {
    return this.#blobs;
  }

  has(picture: PictureHash): boolean {
    return this.#blobs.has(picture);
  }

  get(picture: PictureHash): Blob | undefined {
    return this.#blobs.get(picture);
  }

  provide(picture: PictureHash, blob: Blob): void {
    if (this.#blobs.has(picture)) return;
    this.#blobs.set(picture, blob);
    for (const listener of this.#listeners) listener(picture, blob);
  }

  /** Told of each that comes from now on. */
  onArrival(listener: (picture: PictureHash, blob: Blob) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}
