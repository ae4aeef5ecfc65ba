import type { PictureHash } from '../../board/registers.ts';
import { type Bounds, inflate, intersects } from '../../geometry/box.ts';
import { THEMES, type ThemeName } from '../../shapes/palette.ts';
import { type BoardPainter, INK_OVERHANG_PX } from '../painter.ts';
import type { PictureBlobs } from '../pictures/picture-blobs.ts';
import { PicturePlaces } from '../pictures/picture-places.ts';
import type { Scene, SceneChange, SceneNode } from '../scene.ts';
import type { TilePicture } from './compose-tiles.ts';
import { type Edit, EditLog } from './edit-log.ts';
import type { PackedPointsSource } from './handover.ts';
import { LocalRasterizer } from './local-rasterizer.ts';
import { nodesOfTile, paintTile } from './paint-tile.ts';
import { Tile } from './tile.ts';
import { createTileCanvas } from './tile-canvas.ts';
import {
  overviewScale,
  TILE_PX,
  type TileAddress,
  tileBounds,
  tileKey,
  tilesFromCentre,
  tilesWithin,
} from './tile-grid.ts';
import type { ShownState, TileRasterizer } from './tile-rasterizer.ts';
import { TileStore } from './tile-store.ts';
import { estimateMs, type PaintBudget, updateTile } from './update-tile.ts';
import { WorkerRasterizer } from './worker-rasterizer.ts';

/** Painting of edits in one frame; what is more is left to the worker. */
const EDITS_MS = 5;
/** The same where the worker would leave an element visible twice, or not at all, for a moment. */
const URGENT_MS = 30;
/** What is on the screen is painted here, at once, when there is nothing yet and it takes no longer. */
const FIRST_PAINT_MS = 30;
/** Tiles this near to the screen are painted before they are needed, in tiles. */
const AHEAD_TILES = 0.5;

export interface BoardTilesOptions {
  readonly scene: Scene;
  readonly board: PackedPointsSource;
  readonly painter: BoardPainter;
  readonly pictures: PictureBlobs;
  /** What is shown otherwise than the document says, right now. */
  readonly state: () => ShownState;
  /** There is another picture of a part of the board. */
  readonly onChange: (bounds: Bounds) => void;
  readonly cacheBytes?: number;
}

/** What is on the screen, in terms of tiles. */
export interface Sight {
  /** All that is drawn, the canvas's margins included. */
  readonly bounds: Bounds;
  /** The part of it that is seen. */
  readonly seen: Bounds;
  /** Scale of the level that is wanted there. */
  readonly level: number;
}

/** The board as tiles: keeps them, brings them up to date, and has missing ones painted. */
export class BoardTiles {
  readonly #options: BoardTilesOptions;
  readonly #store: TileStore;
  readonly #log = new EditLog();
  readonly #places: PicturePlaces;
  readonly #stopPictures: () => void;
  readonly #requested = new Set<string>();
  readonly #budget: PaintBudget = { leftMs: 0 };
  #isUrgent = false;
  #rasterizer: TileRasterizer;
  #theme: ThemeName = 'light';
  #sight: Sight | null = null;
  #frame = 0;

  constructor(options: BoardTilesOptions) {
    this.#options = options;
    this.#store = new TileStore(options.cacheBytes);
    this.#places = new PicturePlaces(options.scene);
    this.#rasterizer = this.#startRasterizer();
    // Its place may have been painted here, so that the worker does not know that it is wanted.
    this.#stopPictures = options.pictures.onArrival((picture) => this.#paintAnew(picture));
  }

  /** Another theme changes every tile. */
  setTheme(theme: ThemeName): void {
    if (theme === this.#theme) return;
    this.#theme = theme;
    this.#store.clear();
    this.#requested.clear();
    // At once: what is on its way must not come as a tile of the new theme.
    this.#rasterizer.want([], theme);
  }

  elementsChanged(change: SceneChange): void {
    this.#places.changed(change);
    const edit = this.#log.append(change.regions, change.onlyOnTop ? change.changed : null);
    this.#rasterizer.elementsChanged(change, edit);
    this.#store.note(edit);
  }

  /**
   * What is shown otherwise than the document says has changed within these regions.
   *
   * @param isUrgent it is shown elsewhere from the next frame on
   */
  stateChanged(regions: readonly Bounds[], isUrgent: boolean): void {
    const edit = this.#log.append(regions, null);
    this.#rasterizer.stateChanged(this.#options.state(), edit);
    this.#store.note(edit);
    this.#isUrgent ||= isUrgent;
  }

  /** Text looks different: a font has arrived. */
  fontsChanged(): void {
    this.#store.spoil((tile) => tile.hasText);
    const { extent } = this.#options.scene;
    if (extent) this.#options.onChange(extent);
  }

  /**
   * A picture has been decoded, and looks different.
   * @param isHere in this thread, and not in the worker
   */
  pictureChanged(picture: PictureHash, isHere: boolean): void {
    if (isHere === this.#rasterizer.isHere) {
      this.#rasterizer.pictureChanged();
      this.#paintAnew(picture);
    } else {
      // What is lifted is painted here, whoever paints the tiles.
      for (const node of this.#places.of(picture)) this.#options.onChange(node);
    }
  }

  /** Scales of the tiles there are. */
  get scales(): Iterable<number> {
    return this.#store.scales;
  }

  get overview(): number {
    const { extent } = this.#options.scene;
    return extent ? overviewScale(extent) : 1;
  }

  /** A frame begins: its time for painting is fresh. */
  beginFrame(): void {
    this.#frame += 1;
    this.#budget.leftMs = this.#isUrgent ? URGENT_MS : EDITS_MS;
    this.#isUrgent = false;
  }

  /** What to draw at a place, up to date where that can be done in this frame's time. */
  pictureAt(address: TileAddress): TilePicture {
    const tile = this.#store.get(address);
    if (!tile) return this.#hasInk(tileBounds(address), address.scale) ? undefined : 'no-ink';
    tile.usedAt = this.#frame;
    if (tile.hasWork) this.#bringUpToDate(tile);
    return tile.image ?? 'no-ink';
  }

  /** Asks for what is missing or stale on the screen, and then for what may be seen next. */
  request(sight: Sight): void {
    this.#sight = sight;
    this.#preparePictures(sight);
    const wanted = this.#wanted(sight);
    const isKnown = wanted.every((address) => this.#requested.has(tileKey(address)));
    if (isKnown && wanted.length === this.#requested.size) return;
    this.#requested.clear();
    for (const address of wanted) this.#requested.add(tileKey(address));
    this.#rasterizer.want(wanted, this.#theme);
  }

  /** Whether every pixel that is seen is final. */
  isFinal({ seen, level }: Sight): boolean {
    for (const address of tilesWithin(seen, level)) {
      const tile = this.#store.get(address);
      const isDone = tile
        ? !tile.stale && !tile.hasWork && !tile.awaitsFont && !tile.awaitsPicture
        : !this.#hasInk(tileBounds(address), level);
      if (!isDone) return false;
    }
    return true;
  }

  /**
   * Paints what is seen right here when nothing is there yet and it is quick.
   * @returns whether something was painted.
   */
  paintAtOnce({ seen, level }: Sight): boolean {
    if (this.#store.size > 0) return false;
    const missing = this.#missing(seen, level).map((address) => ({
      address,
      nodes: nodesOfTile(this.#options.painter, address),
    }));
    const elements = missing.reduce((sum, { nodes }) => sum + nodes.length, 0);
    if (elements === 0 || estimateMs(elements, level) > FIRST_PAINT_MS) return false;
    for (const { address, nodes } of missing) this.#paintHere(address, nodes);
    return true;
  }

  destroy(): void {
    this.#stopPictures();
    this.#rasterizer.destroy();
    this.#store.clear();
  }

  #paintHere(address: TileAddress, nodes: readonly SceneNode[]): void {
    const { painter, state } = this.#options;
    if (nodes.length === 0) {
      this.#arrived(new Tile(address, null, false), this.#log.last);
      return;
    }
    const { canvas, context } = createTileCanvas();
    const steps = paintTile(context, address, nodes, painter, THEMES[this.#theme], state());
    while (!steps.next().done);
    const hasText = nodes.some((node) => node.text !== '');
    const tile = new Tile(address, canvas, hasText);
    this.#arrived(tile, this.#log.last);
    if (painter.awaitsPicture(nodes, address.scale)) tile.stale = true;
  }

  #startRasterizer(): TileRasterizer {
    const { scene, board, painter, state } = this.#options;
    const shared = {
      onTile: (tile: Tile, sequence: number | null) => this.#arrived(tile, sequence),
      lastSequence: () => this.#log.last,
    };
    const local = (reason: string): TileRasterizer => {
      console.warn(`Tiles are painted without a worker: ${reason}`);
      return new LocalRasterizer({ ...shared, painter, state });
    };
    if (typeof Worker !== 'function' || typeof OffscreenCanvas !== 'function') {
      return local('this browser has none');
    }
    try {
      return new WorkerRasterizer({
        ...shared,
        scene,
        board,
        visible: () => this.#visibleTiles(),
        pictures: this.#options.pictures,
        onPictureChanged: (picture) => this.pictureChanged(picture, false),
        onFontsChanged: () => this.fontsChanged(),
        onProgress: () => this.#wantAgain(),
        onFailure: (reason) => {
          this.#rasterizer = local(reason);
          this.#wantAgain();
        },
      });
    } catch (error) {
      return local(String(error));
    }
  }

  /** Has every tile painted anew that shows a picture, or its place. */
  #paintAnew(picture: PictureHash): void {
    const nodes = this.#places.of(picture);
    if (nodes.length === 0) return;
    this.#store.spoil(({ bounds }) => nodes.some((node) => intersects(node, bounds)));
    for (const node of nodes) this.#options.onChange(node);
  }

  /** What is seen is decoded here too: edits are painted here, and what is lifted. */
  #preparePictures({ seen, level }: Sight): void {
    const { pictures } = this.#options.painter;
    for (const { picture, box } of this.#places.within(seen)) {
      if (picture !== null) pictures?.pixels(picture, box.width * level, box.height * level);
    }
  }

  #wantAgain(): void {
    this.#requested.clear();
    if (this.#sight) this.request(this.#sight);
  }

  /** Bounds of the whole tiles that are seen. */
  #visibleTiles(): Bounds {
    const sight = this.#sight;
    if (!sight) return { minX: 0, minY: 0, maxX: 0, maxY: 0 };
    return inflate(sight.seen, TILE_PX / sight.level);
  }

  #arrived(tile: Tile, sequence: number | null): void {
    this.#requested.delete(tile.key);
    const missed: readonly Edit[] | null = sequence === null ? null : this.#log.since(sequence);
    if (missed === null) tile.stale = true;
    else for (const edit of missed) tile.note(edit);
    tile.usedAt = this.#frame;
    this.#store.put(tile, (other) => this.#isNeeded(other));
    this.#options.onChange(tile.bounds);
  }

  #isNeeded(tile: Tile): boolean {
    if (tile.address.scale === this.overview) return true;
    const sight = this.#sight;
    return sight?.level === tile.address.scale && intersects(sight.bounds, tile.bounds);
  }

  #bringUpToDate(tile: Tile): void {
    const { painter, state } = this.#options;
    const before = tile.bytes;
    if (updateTile(tile, painter, THEMES[this.#theme], state(), this.#budget)) {
      this.#store.grew(tile.bytes - before);
    } else {
      tile.dropWork();
      tile.stale = true;
    }
  }

  #hasInk(bounds: Bounds, scale: number): boolean {
    const { extent } = this.#options.scene;
    return extent !== undefined && intersects(inflate(extent, INK_OVERHANG_PX / scale), bounds);
  }

  /** The most urgent first. */
  #wanted({ bounds, seen, level }: Sight): TileAddress[] {
    const onScreen = this.#missing(seen, level);
    const ahead = inflate(bounds, (AHEAD_TILES * TILE_PX) / level);
    const { extent } = this.#options.scene;
    const wanted = new Map(onScreen.map((address) => [tileKey(address), address]));
    const further = [
      ...(extent ? this.#missing(extent, this.overview) : []),
      ...this.#missing(ahead, level),
    ];
    for (const address of further) wanted.set(tileKey(address), address);
    return [...wanted.values()].filter((address) => this.#rasterizer.knows(tileBounds(address)));
  }

  #missing(bounds: Bounds, scale: number): TileAddress[] {
    return tilesFromCentre(bounds, scale).filter((address) => {
      const tile = this.#store.get(address);
      if (tile) return tile.stale;
      return this.#hasInk(tileBounds(address), scale);
    });
  }
}
