import type * as Y from 'yjs';
import type { Author } from './element.ts';

export interface BoardDocumentOptions {
  /** A fresh one when absent. Its garbage collection stays on. */
  readonly doc?: Y.Doc | undefined;
  readonly author: Author;
  /** 0 ≤ number < 1, for the jitter of order keys; Math.random unless a test wants it repeatable. */
  readonly random?: (() => number) | undefined;
}
