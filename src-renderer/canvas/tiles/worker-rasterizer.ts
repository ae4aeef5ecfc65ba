import type { PictureHash } from '../../board/registers.ts';
import type { Bounds } from '../../geometry/box.ts';
import type { ThemeName } from '../../shapes/palette.ts';
import { backgroundTurn } from '../background-turn.ts';
import { nextTurn } from '../next-turn.ts';
import type { PictureBlobs } from '../pictures/picture-blobs.ts';
import type { Scene, SceneChange, SceneNode } from '../scene.ts';
import type { Edit } from './edit-log.ts';
import { Handover, type PackedPointsSource, packElements } from './handover.ts';
import { fontsOfPage } from './page-fonts.ts';
import { Tile } from './tile.ts';
import type { TileAddress } from './tile-grid.ts';
import type { ShownState, TileListener, TileRasterizer } from './tile-rasterizer.ts';
import type { FromTileWorker, ToTileWorker } from './worker/messages.ts';

export interface WorkerRasterizerOptions {
  readonly scene: Scene;
  readonly board: PackedPointsSource;
  /** Sequence number of the latest edit. */
  readonly lastSequence: () => number;
  /** The part of the board whose tiles are on the screen: handed over first. */
  readonly visible: () => Bounds;
  readonly onTile: TileListener;
  /** Text looks different now. */
  readonly onFontsChanged: () => void;
  readonly pictures: PictureBlobs;
  /** A picture looks different now. */
  readonly onPictureChanged: (picture: PictureHash) => void;
  /** More of the board is known than before. */
  readonly onProgress: () => void;
  /** The worker cannot be had or has failed: nothing more will come from it. */
  readonly onFailure: (reason: string) => void;
}

const NO_CHANGE = { changed: [], removed: [], before: new Map(), loaded: false };

/** Paints tiles in a worker, which has its own copy of the elements. */
export class WorkerRasterizer implements TileRasterizer {
  readonly isHere = false;
  readonly #options: WorkerRasterizerOptions;
  readonly #worker: Worker;
  readonly #handover: Handover;
  readonly #stopPictures: () => void;
  #theme: ThemeName = 'light';
  #isSending = false;
  /** The board is being read, which is more urgent than to hand it over. */
  #isReading = false;
  #isDestroyed = false;

  /** @throws where there are no workers, or none may be started. */
  constructor(options: WorkerRasterizerOptions) {
    this.#options = options;
    this.#handover = new Handover(options.scene);
    this.#worker = new Worker(new URL('./worker/tile-worker.ts', import.meta.url), {
      type: 'module',
      name: 'tiles',
    });
    this.#worker.onmessage = (event: MessageEvent<FromTileWorker>) => this.#receive(event.data);
    this.#worker.onerror = (event) => this.#fail(event.message);
    this.#worker.onmessageerror = () => this.#fail('a message could not be read');
    this.#post({ kind: 'fonts', fonts: fontsOfPage(document) });
    const give = (picture: PictureHash, blob: Blob): void =>
      this.#post({ kind: 'picture', picture, blob });
    for (const [picture, blob] of options.pictures.all()) give(picture, blob);
    this.#stopPictures = options.pictures.onArrival(give);
    const all = { ...NO_CHANGE, changed: options.scene.all() };
    this.#send(this.#handover.note(all, options.lastSequence()), []);
  }

  knows(bounds: Bounds): boolean {
    return this.#handover.knows(bounds);
  }

  want(tiles: readonly TileAddress[], theme: ThemeName): void {
    this.#theme = theme;
    this.#post({ kind: 'want', tiles, theme });
  }

  elementsChanged(change: SceneChange, { sequence }: Edit): void {
    this.#isReading = change.loaded;
    const urgent = this.#handover.note(change, sequence);
    if (urgent.length + change.removed.length > 0) this.#send(urgent, change.removed);
    else this.#continueLater();
  }

  stateChanged({ hidden, faded }: ShownState, { sequence }: Edit): void {
    this.#handover.note(NO_CHANGE, sequence);
    const batch = this.#handover.number();
    this.#post({ kind: 'state', batch, hidden: [...hidden], faded: [...faded] });
  }

  pictureChanged(): void {
    // The worker has begun anew by itself.
  }

  destroy(): void {
    this.#isDestroyed = true;
    this.#stopPictures();
    this.#worker.terminate();
  }

  #send(nodes: readonly SceneNode[], removed: readonly string[]): void {
    const { elements, points } = packElements(nodes, this.#options.board);
    const batch = this.#handover.number();
    this.#post({ kind: 'elements', batch, elements, points, removed }, [points.buffer]);
    this.#continueLater();
  }

  #continueLater(): void {
    if (this.#handover.isDone || this.#isSending) return;
    this.#isSending = true;
    const later = this.#isReading ? backgroundTurn : nextTurn;
    later(() => {
      this.#isSending = false;
      if (this.#isDestroyed) return;
      this.#send(this.#handover.next(this.#options.visible()), []);
      this.#options.onProgress();
    });
  }

  #receive(message: FromTileWorker): void {
    if (this.#isDestroyed) return;
    if (message.kind === 'fonts-changed') {
      this.#options.onFontsChanged();
      return;
    }
    if (message.kind === 'picture-changed') {
      this.#options.onPictureChanged(message.picture);
      return;
    }
    const { address, theme, batch, image, hasText, awaitsFont, awaitsPicture } = message;
    if (theme !== this.#theme) {
      image?.close();
      return;
    }
    const tile = new Tile(address, image, hasText);
    tile.awaitsFont = awaitsFont;
    tile.awaitsPicture = awaitsPicture;
    this.#options.onTile(tile, this.#handover.sequenceOf(batch, tile.bounds));
  }

  #post(message: ToTileWorker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #fail(reason: string): void {
    if (this.#isDestroyed) return;
    this.destroy();
    this.#options.onFailure(reason);
  }
}
