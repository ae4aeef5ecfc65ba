import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { isDrag } from '../drag-threshold.ts';
import { Translating } from './translating.ts';

/** The pointer is down in a gap between selected elements: a drag moves them, a click lets go. */
export class PointingSelection implements ToolState {
  readonly name = 'pointing-selection';
  readonly #editor: Editor;
  readonly #down: ToolPointer;

  constructor(editor: Editor, down: ToolPointer) {
    this.#editor = editor;
    this.#down = down;
  }

  pointerMove(pointer: ToolPointer): Transition {
    if (!isDrag(this.#down.screen, pointer.screen, pointer.kind)) return null;
    return new Translating(this.#editor, this.#down.point, pointer);
  }

  pointerUp(): Transition {
    this.#editor.select([]);
    return 'idle';
  }
}
