import { THEMES, type Theme, type ThemeName } from '../../shapes/palette.ts';
import type { BoardPainter } from '../painter.ts';
import type { SceneNode } from '../scene.ts';
import { nodesOfTile, paintTile } from './paint-tile.ts';
import { Tile } from './tile.ts';
import { createTileCanvas, type TileCanvas } from './tile-canvas.ts';
import { type TileAddress, tileKey } from './tile-grid.ts';
import type { ShownState, TileListener, TileRasterizer } from './tile-rasterizer.ts';

/** Work in each frame. */
const SLICE_MS = 4;

export interface LocalRasterizerOptions {
  readonly painter: BoardPainter;
  /** What is shown otherwise than the document says, right now. */
  readonly state: () => ShownState;
  /** Sequence number of the latest edit. */
  readonly lastSequence: () => number;
  readonly onTile: TileListener;
  /** Calls back in the next frame; the browser's when absent. */
  readonly nextFrame?: (callback: () => void) => void;
}

interface Job {
  readonly address: TileAddress;
  readonly canvas: TileCanvas;
  readonly sequence: number;
  readonly hasText: boolean;
  readonly nodes: readonly SceneNode[];
  readonly steps: Generator<void>;
}

/** Paints tiles in this thread, a few milliseconds in each frame: where no worker can. */
export class LocalRasterizer implements TileRasterizer {
  readonly isHere = true;
  readonly #options: LocalRasterizerOptions;
  readonly #nextFrame: (callback: () => void) => void;
  #wanted: readonly TileAddress[] = [];
  #theme: Theme = THEMES.light;
  #job: Job | null = null;
  #isScheduled = false;
  #isDestroyed = false;

  constructor(options: LocalRasterizerOptions) {
    this.#options = options;
    this.#nextFrame = options.nextFrame ?? ((callback) => requestAnimationFrame(callback));
  }

  knows(): boolean {
    return true;
  }

  want(tiles: readonly TileAddress[], theme: ThemeName): void {
    this.#wanted = tiles;
    const job = this.#job;
    const isWanted = job && tiles.some((tile) => tileKey(tile) === tileKey(job.address));
    if (!isWanted || this.#theme.name !== theme) this.#job = null;
    this.#theme = THEMES[theme];
    this.#schedule();
  }

  /** The scene that is painted from is this thread's own: it has changed already. */
  elementsChanged(): void {
    this.#schedule();
  }

  stateChanged(): void {
    this.#schedule();
  }

  /** What is being painted may have a picture as it was before. */
  pictureChanged(): void {
    if (this.#job) this.#wanted = [this.#job.address, ...this.#wanted];
    this.#job = null;
    this.#schedule();
  }

  destroy(): void {
    this.#isDestroyed = true;
    this.#wanted = [];
    this.#job = null;
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isDestroyed) return;
    if (this.#wanted.length === 0 && !this.#job) return;
    this.#isScheduled = true;
    this.#nextFrame(() => {
      this.#isScheduled = false;
      this.#work();
      this.#schedule();
    });
  }

  #work(): void {
    const { painter } = this.#options;
    const endsAtMs = performance.now() + SLICE_MS;
    do {
      this.#job ??= this.#start();
      const job = this.#job;
      if (!job) return;
      if (!job.steps.next().done) continue;
      this.#job = null;
      const tile = new Tile(job.address, job.canvas, job.hasText);
      tile.awaitsPicture = painter.awaitsPicture(job.nodes, job.address.scale);
      this.#options.onTile(tile, job.sequence);
    } while (performance.now() < endsAtMs);
  }

  /** Begins the next tile that has ink; those without are done at once. */
  #start(): Job | null {
    const { painter, state, lastSequence, onTile } = this.#options;
    for (let next = this.#take(); next; next = this.#take()) {
      const nodes = nodesOfTile(painter, next);
      const sequence = lastSequence();
      if (nodes.length === 0) {
        onTile(new Tile(next, null, false), sequence);
        continue;
      }
      const { canvas, context } = createTileCanvas();
      const steps = paintTile(context, next, nodes, painter, this.#theme, state());
      const hasText = nodes.some((node) => node.text !== '');
      return { address: next, canvas, sequence, hasText, nodes, steps };
    }
    return null;
  }

  #take(): TileAddress | undefined {
    const [first, ...rest] = this.#wanted;
    this.#wanted = rest;
    return first;
  }
}
