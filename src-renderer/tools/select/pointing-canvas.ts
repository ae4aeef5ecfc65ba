import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { isDrag } from '../drag-threshold.ts';
import { Marqueeing } from './marqueeing.ts';

/** The pointer is down on the empty canvas: a click lets go of the selection, a drag makes a new one. */
export class PointingCanvas implements ToolState {
  readonly name = 'pointing-canvas';
  readonly #editor: Editor;
  readonly #down: ToolPointer;

  constructor(editor: Editor, down: ToolPointer) {
    this.#editor = editor;
    this.#down = down;
  }

  pointerMove(pointer: ToolPointer): Transition {
    if (!isDrag(this.#down.screen, pointer.screen, pointer.kind)) return null;
    return new Marqueeing(this.#editor, this.#down, pointer);
  }

  pointerUp(): Transition {
    if (!this.#down.modifiers.shift) this.#editor.select([]);
    return 'idle';
  }
}
