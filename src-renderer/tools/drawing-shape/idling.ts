import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import type { DrawnShape } from './drawn-shape.ts';
import { Pointing } from './pointing.ts';

export class Idling implements ToolState {
  readonly name = 'idling';
  readonly cursor = 'crosshair';
  readonly #editor: Editor;
  readonly #shape: DrawnShape;

  constructor(editor: Editor, shape: DrawnShape) {
    this.#editor = editor;
    this.#shape = shape;
  }

  pointerDown(pointer: ToolPointer): Transition {
    return new Pointing(this.#editor, this.#shape, pointer);
  }
}
