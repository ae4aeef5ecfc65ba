import type { BoardDocument } from '../board/board-document.ts';
import { Editor } from '../canvas/editor.ts';
import { TOOLS } from './registry.ts';

/** An editor with all tools. `canvas` knows none of them; this is where they meet. */
export function createEditor(options: { readonly board: BoardDocument }): Editor {
  return new Editor({ board: options.board, tools: TOOLS });
}
