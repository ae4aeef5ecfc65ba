import type { BoardChange } from '../../board/board-change.ts';
import type { ElementId, ElementPatch } from '../../board/element.ts';
import type { Editor } from '../../canvas/editor.ts';
import type { Modifiers, ToolPointer } from '../../canvas/pointer.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import type { BoardPoint } from '../../geometry/point.ts';

/** Moves the selected elements on screen; the document learns of it at pointer-up. */
export class Translating implements ToolState {
  readonly name = 'translating';
  readonly #editor: Editor;
  readonly #from: BoardPoint;
  #ids: ReadonlySet<ElementId>;
  #to: BoardPoint;
  #modifiers: Modifiers;

  constructor(editor: Editor, from: BoardPoint, pointer: ToolPointer) {
    this.#editor = editor;
    this.#from = from;
    this.#to = pointer.point;
    this.#modifiers = pointer.modifiers;
    this.#ids = editor.selection.get();
  }

  enter(): void {
    this.#show();
  }

  pointerMove(pointer: ToolPointer): Transition {
    this.#to = pointer.point;
    this.#modifiers = pointer.modifiers;
    this.#show();
    return null;
  }

  modifiersChanged(modifiers: Modifiers): Transition {
    this.#modifiers = modifiers;
    this.#show();
    return null;
  }

  pointerUp(pointer: ToolPointer): Transition {
    this.#to = pointer.point;
    this.#modifiers = pointer.modifiers;
    const { dx, dy } = this.#offset();
    if (dx === 0 && dy === 0) return 'idle';
    const patches: ElementPatch[] = [];
    for (const id of this.#ids) {
      // From where it is now: somebody else may have moved it, and that is what was seen.
      const element = this.#editor.board.get(id);
      if (element) patches.push({ id, x: element.box.x + dx, y: element.box.y + dy });
    }
    if (patches.length > 0) this.#editor.update(patches);
    return 'idle';
  }

  /** Somebody else deleted what is being moved: the rest goes on. */
  boardChanged(change: BoardChange): Transition {
    if (change.removed.length === 0) return null;
    const left = [...this.#ids].filter((id) => this.#editor.board.get(id));
    if (left.length === this.#ids.size) return null;
    this.#ids = new Set(left);
    if (left.length === 0) return 'idle';
    this.#show();
    return null;
  }

  exit(): void {
    this.#editor.lift.set(null);
  }

  /** Shift keeps to the axis along which it went farther. */
  #offset(): { dx: number; dy: number } {
    const dx = this.#to.x - this.#from.x;
    const dy = this.#to.y - this.#from.y;
    if (!this.#modifiers.shift) return { dx, dy };
    return Math.abs(dx) >= Math.abs(dy) ? { dx, dy: 0 } : { dx: 0, dy };
  }

  #show(): void {
    this.#editor.lift.set({
      ids: this.#ids,
      transform: { kind: 'move', ...this.#offset() },
      copies: false,
    });
  }
}
