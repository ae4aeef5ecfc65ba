import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { ToolDefinition, ToolState, Transition } from '../../canvas/tool.ts';
import { Placing } from './placing.ts';

class Idling implements ToolState {
  readonly name = 'idling';
  readonly cursor = 'crosshair';
  readonly #editor: Editor;

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  pointerDown(pointer: ToolPointer): Transition {
    return new Placing(this.#editor, pointer.point, pointer);
  }
}

/** Puts a sticky note down and opens it for writing. */
export const NOTE_TOOL: ToolDefinition<Editor> = {
  name: 'note',
  makes: 'note',
  draws: true,
  idle: (editor) => new Idling(editor),
};
