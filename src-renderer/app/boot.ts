import type { Platform } from '../platform/platform.ts';
import {
  createMemoryPictureStore,
  IndexedDbPictureStore,
  type PictureStore,
} from '../storage/picture-store.ts';
import {
  createMemoryStore,
  openIndexedDbStore,
  type RecordStore,
} from '../storage/record-store.ts';
import { Registry, type StoredBoard } from '../storage/registry.ts';
import type { BoardLink } from '../sync/keys/board-link.ts';
import type { BoardAddress } from './board-address.ts';
import { isKnownCell } from './cell-memory.ts';
import { boardFromLink, findBoard, newBoard } from './known-boards.ts';
import { loadProfile, type Profile } from './profile.ts';

/** What the window knows before any board is open. */
export interface AppContext {
  readonly platform: Platform;
  readonly registry: Registry;
  readonly profile: Profile;
  /** Origin of this host's own cell; null when it has none. */
  readonly ownCell: string | null;
  /** Why nothing can be kept; null when it can. */
  readonly storageProblem: string | null;
}

/** Reads the profile and finds the cell; works without storage, saying so. */
export async function loadAppContext(platform: Platform): Promise<AppContext> {
  const [{ store, pictures, problem }, ownCell] = await Promise.all([
    openStore(),
    platform.cellOrigin(),
  ]);
  const registry = new Registry(store, pictures);
  return {
    platform,
    registry,
    profile: await loadProfile(registry),
    ownCell,
    storageProblem: problem,
  };
}

async function openStore(): Promise<{
  store: RecordStore;
  pictures: PictureStore;
  problem: string | null;
}> {
  try {
    const store = await openIndexedDbStore();
    return { store, pictures: new IndexedDbPictureStore(), problem: null };
  } catch (error) {
    // A private window, a full disk or a blocked database: draw on, and let the status say so.
    if (!(error instanceof Error)) throw error;
    const pictures = createMemoryPictureStore();
    return { store: createMemoryStore(), pictures, problem: error.message };
  }
}

/** The local entry of the board that an address asks for; made when there is none yet. */
export async function boardForAddress(
  context: AppContext,
  address: Exclude<BoardAddress, { kind: 'broken' }>,
): Promise<StoredBoard> {
  const { registry } = context;
  if (address.kind === 'new') return newBoard(registry);
  if (address.kind === 'last') return (await registry.boards())[0] ?? newBoard(registry);
  // A link in the page's own address always means the cell that served the page.
  return boardForLink(context, { ...address.link, cell: null });
}

/** The local entry of a link's board; null in the link's cell means this host's own. */
export async function boardForLink(context: AppContext, link: BoardLink): Promise<StoredBoard> {
  const { registry, ownCell } = context;
  const cell = link.cell === ownCell ? null : link.cell;
  const known = await findBoard(registry, link);
  if (known) return cell === null ? known : { ...known, cellOrigin: cell };
  return boardFromLink(registry, { ...link, cell });
}

/** Whether people were met at this cell before; the host's own cell needs no question. */
export const mustAskForCell = async (context: AppContext, cell: string | null): Promise<boolean> =>
  cell !== null && cell !== context.ownCell && !(await isKnownCell(context.registry, cell));
