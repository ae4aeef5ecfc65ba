import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { isDrag } from '../drag-threshold.ts';
import { Creating, landRectangle } from './creating.ts';

/** Size of the rectangle that a click makes, in board units. */
export const CLICK_WIDTH = 160;
export const CLICK_HEIGHT = 100;

/** The pointer is down and has not moved yet: a click or the start of a drag. */
export class Pointing implements ToolState {
  readonly name = 'pointing';
  readonly cursor = 'crosshair';
  readonly #editor: Editor;
  readonly #down: ToolPointer;

  constructor(editor: Editor, down: ToolPointer) {
    this.#editor = editor;
    this.#down = down;
  }

  pointerMove(pointer: ToolPointer): Transition {
    if (!isDrag(this.#down.screen, pointer.screen, pointer.kind)) return null;
    return new Creating(this.#editor, this.#down.point, pointer);
  }

  pointerUp(): Transition {
    const { x, y } = this.#down.point;
    landRectangle(this.#editor, {
      box: {
        x: x - CLICK_WIDTH / 2,
        y: y - CLICK_HEIGHT / 2,
        width: CLICK_WIDTH,
        height: CLICK_HEIGHT,
      },
    });
    return 'idle';
  }
}
