import type { ElementId } from '../../board/element.ts';
import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { isDrag } from '../drag-threshold.ts';
import { Translating } from './translating.ts';

/** The pointer is down on an element: a click, or the start of a move. */
export class PointingElement implements ToolState {
  readonly name = 'pointing-element';
  readonly #editor: Editor;
  readonly #id: ElementId;
  readonly #down: ToolPointer;
  readonly #wasSelected: boolean;

  constructor(editor: Editor, id: ElementId, down: ToolPointer) {
    this.#editor = editor;
    this.#id = id;
    this.#down = down;
    this.#wasSelected = editor.selection.get().has(id);
  }

  enter(): void {
    // At once, not at pointer-up: the outline answers the press.
    if (!this.#wasSelected) this.#choose();
  }

  pointerMove(pointer: ToolPointer): Transition {
    if (!isDrag(this.#down.screen, pointer.screen, pointer.kind)) return null;
    return new Translating(this.#editor, this.#down.point, pointer);
  }

  pointerUp(): Transition {
    if (this.#wasSelected) this.#choose();
    return 'idle';
  }

  /** With Ctrl or Cmd the element itself, else all of its group. */
  #choose(): void {
    const { shift, accel } = this.#down.modifiers;
    if (shift) this.#editor.toggleSelected(this.#id);
    else if (accel) this.#editor.selectDeep(this.#id);
    else this.#editor.selectUnit(this.#id);
  }
}
