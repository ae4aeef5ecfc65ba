import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { Drawing, type InkType } from './drawing.ts';

export class Idling implements ToolState {
  readonly name = 'idling';
  readonly cursor = 'crosshair';
  readonly #editor: Editor;
  readonly #type: InkType;

  constructor(editor: Editor, type: InkType) {
    this.#editor = editor;
    this.#type = type;
  }

  pointerDown(pointer: ToolPointer): Transition {
    return new Drawing(this.#editor, pointer, this.#type);
  }
}
