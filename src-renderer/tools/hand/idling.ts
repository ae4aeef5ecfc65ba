import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { Panning } from './panning.ts';

export class Idling implements ToolState {
  readonly name = 'idling';
  readonly cursor = 'grab';
  readonly #editor: Editor;

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  pointerDown(pointer: ToolPointer): Transition {
    return new Panning(this.#editor, pointer);
  }
}
