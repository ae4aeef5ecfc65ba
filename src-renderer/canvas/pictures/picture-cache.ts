import type { PictureHash } from '../../board/registers.ts';
import type { PictureSource } from '../../shapes/shape.ts';
import { decodePicture, measurePicture } from './decode-picture.ts';
import {
  bytesOfLevel,
  coarsestLevel,
  levelFor,
  type PixelSize,
  sizeOfLevel,
} from './picture-levels.ts';

/** Decoded pixels kept by default, here and once more in the worker. */
export const PICTURE_CACHE_BYTES = 128 * 1024 * 1024;
/** What was painted so recently is about to be painted again. */
const FRESH_MS = 3_000;
/** Each may take the memory of a whole picture for a moment. */
const DECODING_AT_ONCE = 2;

export interface PictureCacheOptions {
  readonly maxBytes?: number;
  readonly measure?: (blob: Blob) => Promise<PixelSize>;
  readonly decode?: (source: Blob | ImageBitmap, size: PixelSize) => Promise<ImageBitmap>;
  readonly now?: () => number;
}

interface Level {
  readonly image: ImageBitmap;
  readonly bytes: number;
  usedAtMs: number;
}

interface Entry {
  blob: Blob | null;
  size: PixelSize | null;
  /** Its bytes cannot be decoded. */
  isBroken: boolean;
  /** What was asked for before it was known how large the picture is. */
  asked: PixelSize | null;
  isMeasuring: boolean;
  readonly levels: Map<number, Level>;
  /** Levels that are being made, or wait for their turn. */
  readonly coming: Set<number>;
}

/**
 * Decoded pictures in levels of half the size each, made when they are asked for and the least recently
 * painted out first. As long as the right level is not there another one is painted.
 */
export class PictureCache implements PictureSource {
  readonly #maxBytes: number;
  readonly #measure: NonNullable<PictureCacheOptions['measure']>;
  readonly #decode: NonNullable<PictureCacheOptions['decode']>;
  readonly #now: () => number;
  readonly #entries = new Map<PictureHash, Entry>();
  readonly #jobs: (() => Promise<void>)[] = [];
  readonly #listeners = new Set<(picture: PictureHash) => void>();
  #waiting: (() => void)[] = [];
  #running = 0;
  #bytes = 0;

  constructor(options: PictureCacheOptions = {}) {
    this.#maxBytes = options.maxBytes ?? PICTURE_CACHE_BYTES;
    this.#measure = options.measure ?? measurePicture;
    this.#decode = options.decode ?? decodePicture;
    this.#now = options.now ?? (() => performance.now());
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The file of a picture is here. Nothing is decoded unless it has been asked for. */
  provide(picture: PictureHash, blob: Blob): void {
    const entry = this.#entry(picture);
    if (entry.blob) return;
    entry.blob = blob;
    const { asked } = entry;
    if (asked) this.pixels(picture, asked.width, asked.height);
  }

  pixels(picture: PictureHash, width: number, height: number): ImageBitmap | null {
    const entry = this.#entry(picture);
    const shown = { width, height };
    if (!entry.blob || !entry.size) {
      const { asked } = entry;
      entry.asked = {
        width: Math.max(width, asked?.width ?? 0),
        height: Math.max(height, asked?.height ?? 0),
      };
      if (entry.blob && !entry.isBroken) this.#beginMeasuring(picture, entry, entry.blob);
      return null;
    }
    const wanted = this.#affordable(entry, entry.size, shown);
    const exact = entry.levels.get(wanted);
    if (!exact && !entry.isBroken) this.#make(picture, entry, entry.blob, entry.size, wanted);
    const best = exact ?? nearest(entry.levels, wanted);
    if (!best) return null;
    best.usedAtMs = this.#now();
    return best.image;
  }

  /** Whether another picture than is painted now is on its way. */
  isPending(picture: PictureHash, width: number, height: number): boolean {
    const entry = this.#entries.get(picture);
    if (!entry?.blob || entry.isBroken) return false;
    if (!entry.size) return true;
    return !entry.levels.has(this.#affordable(entry, entry.size, { width, height }));
  }

  /** Resolves once a picture is there in a size, or it is known that it will not be. */
  async ready(picture: PictureHash, width: number, height: number): Promise<void> {
    this.pixels(picture, width, height);
    while (this.isPending(picture, width, height)) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      this.pixels(picture, width, height);
    }
  }

  /** Told when a picture looks different now. */
  onArrival(listener: (picture: PictureHash) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Frees everything; what is under way then is not kept. */
  clear(): void {
    this.#jobs.length = 0;
    for (const { levels } of this.#entries.values()) {
      for (const { image } of levels.values()) image.close();
    }
    this.#entries.clear();
    this.#bytes = 0;
    this.#wake();
  }

  #entry(picture: PictureHash): Entry {
    const known = this.#entries.get(picture);
    if (known) return known;
    const made: Entry = {
      blob: null,
      size: null,
      isBroken: false,
      asked: null,
      isMeasuring: false,
      levels: new Map(),
      coming: new Set(),
    };
    this.#entries.set(picture, made);
    return made;
  }

  #beginMeasuring(picture: PictureHash, entry: Entry, blob: Blob): void {
    if (entry.isMeasuring) return;
    entry.isMeasuring = true;
    void this.#measure(blob).then(
      (size) => {
        entry.size = size;
        const { asked } = entry;
        if (asked && this.#entries.get(picture) === entry)
          this.pixels(picture, asked.width, asked.height);
        this.#wake();
      },
      (error: unknown) => this.#broke(entry, error),
    );
  }

  /** The right level, or a coarser one where what is painted right now leaves no room for it. */
  #affordable(own: Entry, size: PixelSize, shown: PixelSize): number {
    const freshSinceMs = this.#now() - FRESH_MS;
    let fresh = 0;
    for (const entry of this.#entries.values()) {
      if (entry === own) continue;
      for (const level of entry.levels.values()) {
        if (level.usedAtMs >= freshSinceMs) fresh += level.bytes;
      }
    }
    let level = levelFor(size, shown);
    const coarsest = coarsestLevel(size);
    while (level < coarsest && bytesOfLevel(size, level) > this.#maxBytes - fresh) level += 1;
    return level;
  }

  #make(picture: PictureHash, entry: Entry, blob: Blob, size: PixelSize, level: number): void {
    if (entry.coming.has(level)) return;
    entry.coming.add(level);
    this.#jobs.push(async () => {
      try {
        // From a finer level where there is one: that need not be decoded.
        const finer = nextFiner(entry.levels, level);
        const source = finer === undefined ? blob : entry.levels.get(finer)?.image;
        const image = await this.#decode(source ?? blob, sizeOfLevel(size, level));
        if (this.#entries.get(picture) !== entry) image.close();
        else this.#arrived(picture, entry, level, image);
      } catch (error) {
        this.#broke(entry, error);
      } finally {
        entry.coming.delete(level);
      }
    });
    this.#run();
  }

  #run(): void {
    while (this.#running < DECODING_AT_ONCE) {
      const job = this.#jobs.shift();
      if (!job) return;
      this.#running += 1;
      void job().finally(() => {
        this.#running -= 1;
        this.#wake();
        this.#run();
      });
    }
  }

  #arrived(picture: PictureHash, entry: Entry, level: number, image: ImageBitmap): void {
    const bytes = image.width * image.height * 4;
    entry.levels.set(level, { image, bytes, usedAtMs: this.#now() });
    this.#bytes += bytes;
    this.#makeRoom();
    for (const listener of this.#listeners) listener(picture);
  }

  #broke(entry: Entry, error: unknown): void {
    console.warn('A picture cannot be shown:', error);
    entry.isBroken = true;
    this.#wake();
  }

  #makeRoom(): void {
    if (this.#bytes <= this.#maxBytes) return;
    const all = [...this.#entries.values()].flatMap(({ levels }) =>
      [...levels].map(([number, level]) => ({ levels, number, level })),
    );
    all.sort((a, b) => a.level.usedAtMs - b.level.usedAtMs);
    // The last one has just come.
    for (const { levels, number, level } of all.slice(0, -1)) {
      if (this.#bytes <= this.#maxBytes) return;
      levels.delete(number);
      level.image.close();
      this.#bytes -= level.bytes;
    }
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

function nextFiner(levels: ReadonlyMap<number, Level>, wanted: number): number | undefined {
  const finer = [...levels.keys()].filter((level) => level < wanted);
  return finer.length > 0 ? Math.max(...finer) : undefined;
}

/** The next finer level, else the finest there is. */
function nearest(levels: ReadonlyMap<number, Level>, wanted: number): Level | undefined {
  if (levels.size === 0) return undefined;
  return levels.get(nextFiner(levels, wanted) ?? Math.min(...levels.keys()));
}
