import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { Cutting } from './cutting.ts';
import { ERASER_CURSOR } from './eraser-cursor.ts';
import { Erasing } from './erasing.ts';

export class Idling implements ToolState {
  readonly name = 'idling';
  readonly cursor = ERASER_CURSOR;
  readonly #editor: Editor;

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  pointerDown(pointer: ToolPointer): Transition {
    const { alt } = pointer.modifiers;
    return alt ? new Cutting(this.#editor, pointer) : new Erasing(this.#editor, pointer);
  }
}
