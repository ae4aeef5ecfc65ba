import { nanoid } from 'nanoid';
import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { isDrag } from '../drag-threshold.ts';
import { Creating } from './creating.ts';
import { type DrawnShape, landShape } from './drawn-shape.ts';

/** The pointer is down and has not moved yet: a click or the start of a drag. */
export class Pointing implements ToolState {
  readonly name = 'pointing';
  readonly cursor = 'crosshair';
  readonly #editor: Editor;
  readonly #shape: DrawnShape;
  readonly #down: ToolPointer;

  constructor(editor: Editor, shape: DrawnShape, down: ToolPointer) {
    this.#editor = editor;
    this.#shape = shape;
    this.#down = down;
  }

  pointerMove(pointer: ToolPointer): Transition {
    if (!isDrag(this.#down.screen, pointer.screen, pointer.kind)) return null;
    return new Creating(this.#editor, this.#shape, this.#down.point, pointer);
  }

  pointerUp(): Transition {
    landShape(this.#editor, this.#shape, nanoid(), this.#shape.click(this.#down.point));
    return 'idle';
  }
}
