import type { ElementId } from '../../../board/element.ts';
import { THEMES, type ThemeName } from '../../../shapes/palette.ts';
import { forgetTextLayouts } from '../../../shapes/text/text-layout.ts';
import { BoardPainter } from '../../painter.ts';
import { PathCache } from '../../path-cache.ts';
import { PictureCache } from '../../pictures/picture-cache.ts';
import { Scene, type SceneNode } from '../../scene.ts';
import { nodesOfTile, paintTile } from '../paint-tile.ts';
import { TILE_PX, type TileAddress, tileKey } from '../tile-grid.ts';
import type { FromTileWorker, ToTileWorker } from './messages.ts';
import { MirrorBoard } from './mirror-board.ts';
import { WorkerFonts } from './worker-fonts.ts';

/** What is used of a dedicated worker's global scope; TypeScript has either its library or the page's. */
declare const self: {
  readonly fonts: FontFaceSet;
  onmessage: ((event: MessageEvent<ToTileWorker>) => void) | null;
  postMessage(message: FromTileWorker, transfer: readonly Transferable[]): void;
};

/** Paths kept: those of what was seen last, for the next zoom. */
const MAX_CACHED_PATHS = 4000;
/** After so long the messages that have come meanwhile are read: another tile may be wanted now. */
const SLICE_MS = 8;

interface Job {
  readonly address: TileAddress;
  readonly theme: ThemeName;
  readonly batch: number;
  readonly nodes: readonly SceneNode[];
  readonly steps: Generator<void>;
}

const board = new MirrorBoard();
const scene = new Scene(board);
const pictures = new PictureCache();
const painter = new BoardPainter(scene, new PathCache(MAX_CACHED_PATHS), pictures);
const canvas = new OffscreenCanvas(TILE_PX, TILE_PX);
const context = canvas.getContext('2d');
const fonts = new WorkerFonts(self.fonts, (isLate) => {
  forgetTextLayouts();
  scene.measureAgain();
  if (isLate) self.postMessage({ kind: 'fonts-changed' }, []);
});
const turn = new MessageChannel();
turn.port1.onmessage = work;

let wanted: readonly TileAddress[] = [];
let theme: ThemeName = 'light';
let state: { hidden: ReadonlySet<ElementId>; faded: ReadonlySet<ElementId> } = {
  hidden: new Set(),
  faded: new Set(),
};
let batch = 0;
let job: Job | null = null;
let isTurnComing = false;

function schedule(): void {
  if (isTurnComing || (wanted.length === 0 && !job)) return;
  isTurnComing = true;
  turn.port2.postMessage(null);
}

function work(): void {
  isTurnComing = false;
  job ??= startNext();
  if (!job) return;
  const endsAtMs = performance.now() + SLICE_MS;
  let isDone = false;
  while (!isDone && performance.now() < endsAtMs) isDone = job.steps.next().done === true;
  if (isDone) {
    deliver(job, canvas.transferToImageBitmap());
    job = null;
  }
  schedule();
}

/** Begins the next tile that has ink; those without are done at once. */
function startNext(): Job | null {
  for (let address = wanted[0]; address; address = wanted[0]) {
    const nodes = nodesOfTile(painter, address);
    const texts = nodes.flatMap(({ text, author }) => [text, author]).filter((text) => text !== '');
    const fetching = fonts.fetchFor(texts);
    if (fetching) {
      isTurnComing = true;
      void fetching.then(() => turn.port2.postMessage(null));
      return null;
    }
    wanted = wanted.slice(1);
    if (nodes.length > 0 && context) {
      const steps = paintTile(context, address, nodes, painter, THEMES[theme], state);
      return { address, theme, batch, nodes, steps };
    }
    deliver({ address, theme, batch, nodes }, null);
  }
  return null;
}

function deliver(
  { address, theme: painted, batch: shown, nodes }: Omit<Job, 'steps'>,
  image: ImageBitmap | null,
): void {
  const hasText = nodes.some(({ text }) => text !== '');
  self.postMessage(
    {
      kind: 'tile',
      address,
      theme: painted,
      batch: shown,
      image,
      hasText,
      awaitsFont: hasText && fonts.isAwaited,
      awaitsPicture: painter.awaitsPicture(nodes, address.scale),
    },
    image ? [image] : [],
  );
}

pictures.onArrival((picture) => {
  // The tile that is being painted may have it as it was before.
  if (job?.nodes.some((node) => node.picture === picture)) {
    wanted = [job.address, ...wanted];
    job = null;
    schedule();
  }
  self.postMessage({ kind: 'picture-changed', picture }, []);
});

self.onmessage = ({ data }) => {
  switch (data.kind) {
    case 'fonts':
      fonts.declare(data.fonts);
      break;
    case 'elements':
      batch = data.batch;
      board.apply(data.elements, data.points, data.removed);
      for (const { element, inField } of data.elements) {
        if (inField) scene.setInField(element.id);
        else if (scene.inField === element.id) scene.setInField(null);
      }
      break;
    case 'state':
      batch = data.batch;
      state = { hidden: new Set(data.hidden), faded: new Set(data.faded) };
      break;
    case 'picture':
      pictures.provide(data.picture, data.blob);
      break;
    case 'want': {
      wanted = data.tiles;
      theme = data.theme;
      const current = job && tileKey(job.address);
      if (job?.theme !== theme || !wanted.some((tile) => tileKey(tile) === current)) job = null;
      else wanted = wanted.filter((tile) => tileKey(tile) !== current);
      schedule();
      break;
    }
  }
};
