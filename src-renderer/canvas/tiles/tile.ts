import { type Bounds, inflate, intersects } from '../../geometry/box.ts';
import { joinOverlapping, mergeRegions } from '../dirty-regions.ts';
import { INK_OVERHANG_PX } from '../painter.ts';
import type { SceneNode } from '../scene.ts';
import type { Edit } from './edit-log.ts';
import { createTileCanvas, type TileCanvas, type TileContext } from './tile-canvas.ts';
import { TILE_BYTES, type TileAddress, tileBounds, tileKey } from './tile-grid.ts';

export type TileImage = ImageBitmap | TileCanvas;

/** More edits than this wait on no tile: it is painted anew instead. */
const MAX_WAITING = 64;

/** What has to be painted on a tile to bring it up to date. */
export interface TileWork {
  readonly regions: readonly Bounds[];
  readonly onTop: readonly SceneNode[];
}

/** The pixels of a tile and the edits that they do not show yet. */
export class Tile {
  readonly address: TileAddress;
  readonly key: string;
  readonly bounds: Bounds;
  /** Whether text is on it, which looks different once its font is there; edits may bring some. */
  hasText: boolean;
  /** Frame in which it was last drawn. */
  usedAt = 0;
  /** Too much has changed to bring it up to date here: another one is wanted. */
  stale = false;
  /** Its text is painted in another font until its own is there. */
  awaitsFont = false;
  /** A picture on it is painted coarsely, or not at all, until it is decoded. */
  awaitsPicture = false;
  #image: TileImage | null;
  #context: TileContext | null = null;
  #regions: Bounds[] = [];
  #onTop: SceneNode[] = [];

  /** @param image `null` for a tile without any ink. */
  constructor(address: TileAddress, image: TileImage | null, hasText: boolean) {
    this.address = address;
    this.key = tileKey(address);
    this.bounds = tileBounds(address);
    this.hasText = hasText;
    this.#image = image;
  }

  /** What to draw; `null` where there is no ink. */
  get image(): TileImage | null {
    return this.#image;
  }

  get bytes(): number {
    return this.#image ? TILE_BYTES : 0;
  }

  get hasWork(): boolean {
    return this.#regions.length > 0 || this.#onTop.length > 0;
  }

  /** Notes an edit. @returns whether it concerns this tile. */
  note({ regions, onTop }: Edit): boolean {
    const reach = inflate(this.bounds, INK_OVERHANG_PX / this.address.scale);
    const here = regions.filter((region) => intersects(region, reach));
    if (here.length === 0) return false;
    // What is painted on top and then painted over by a region must come in this order.
    if (onTop && this.#regions.length === 0) {
      this.#onTop.push(...onTop.filter((node) => intersects(node, reach)));
    } else {
      this.#regions.push(...here);
    }
    if (this.#regions.length + this.#onTop.length > MAX_WAITING) this.stale = true;
    return true;
  }

  /** What is to be done, in this order: the elements on top, then the regions. */
  get work(): TileWork {
    return { regions: joinOverlapping(mergeRegions(this.#regions)), onTop: this.#onTop };
  }

  /** The work is done, or not needed any more. */
  dropWork(): void {
    this.#regions = [];
    this.#onTop = [];
  }

  /** Whether it can be painted on without being copied first. */
  get isPaintable(): boolean {
    return this.#context !== null;
  }

  /** Where to paint on it. A picture from the worker becomes a canvas first. */
  context(): TileContext {
    if (this.#context) return this.#context;
    const { canvas, context } = createTileCanvas();
    if (this.#image) context.drawImage(this.#image, 0, 0);
    this.close();
    this.#image = canvas;
    this.#context = context;
    return context;
  }

  /** Frees a picture's memory. */
  close(): void {
    if (this.#image && 'close' in this.#image) this.#image.close();
    this.#image = null;
    this.#context = null;
  }
}
