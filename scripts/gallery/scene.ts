import type { CellProcess } from '../../tests/support/cell.ts';
import type { Person } from '../../tests/support/person.ts';

/** Name under which every browser of the gallery knows this computer: a host that is not loopback. */
export const OTHER_HOST = 'cell.example.org';

/** Who is there when a scene is arranged. */
export interface Cast {
  readonly cell: CellProcess;
  /** The first one's window is in the picture; each has a browser process of his or her own. */
  readonly people: readonly [Person, ...Person[]];
}

/** One state of the app that is worth a picture, reached as people reach it. */
export interface Scene {
  /** Names its files. */
  readonly name: string;
  /** What the picture must show, for the index page. */
  readonly shows: string;
  /** Browser processes needed; 1 when left out. */
  readonly people?: 2 | 3;
  /** It shows what people have left behind, and begins with people who have nothing yet. */
  readonly needsFreshCast?: boolean;
  /** The cast cannot be used again: it is offline, say, or its cell is dead. */
  readonly spoilsCast?: boolean;
  readonly arrange: (cast: Cast) => Promise<void>;
  /** Called before each picture, once the window has its size. */
  readonly frame?: (cast: Cast) => Promise<void>;
}
