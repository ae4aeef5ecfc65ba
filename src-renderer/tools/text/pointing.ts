import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { isDrag } from '../drag-threshold.ts';
import { hitTolerancePx } from '../hit-tolerance.ts';
import { Spanning } from './spanning.ts';

/** The pointer is down and has not moved yet: a click, or the start of a drag. */
export class Pointing implements ToolState {
  readonly name = 'pointing';
  readonly cursor = 'text';
  readonly #editor: Editor;
  readonly #down: ToolPointer;

  constructor(editor: Editor, down: ToolPointer) {
    this.#editor = editor;
    this.#down = down;
  }

  pointerMove(pointer: ToolPointer): Transition {
    if (!isDrag(this.#down.screen, pointer.screen, pointer.kind)) return null;
    return new Spanning(this.#editor, this.#down.point, pointer);
  }

  /** A text that is there already is meant itself; anywhere else a new one begins. */
  pointerUp(): Transition {
    const { point, kind } = this.#down;
    const tolerance = this.#editor.screenDistance(hitTolerancePx(kind));
    const hit = this.#editor.scene.hit(point, { tolerance });
    this.#editor.finishShape();
    if (hit?.type === 'text') this.#editor.texts.edit(hit.id, { at: point });
    else this.#editor.texts.startAround(point);
    return 'idle';
  }
}
