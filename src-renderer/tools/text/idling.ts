import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { Pointing } from './pointing.ts';

export class Idling implements ToolState {
  readonly name = 'idling';
  readonly cursor = 'text';
  readonly #editor: Editor;

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  pointerDown(pointer: ToolPointer): Transition {
    return new Pointing(this.#editor, pointer);
  }
}
