import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { ToolDefinition, ToolState, Transition } from '../../canvas/tool.ts';
import { Pointing } from './pointing.ts';

class Idling implements ToolState {
  readonly name = 'idling';
  readonly cursor = 'crosshair';
  readonly #editor: Editor;

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  pointerDown(pointer: ToolPointer): Transition {
    return new Pointing(this.#editor, pointer);
  }
}

/** Shows everybody where: what it draws fades, and is stored nowhere. */
export const LASER_TOOL: ToolDefinition<Editor> = {
  name: 'laser',
  draws: false,
  idle: (editor) => new Idling(editor),
};
