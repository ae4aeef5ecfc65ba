import { nanoid } from 'nanoid';
import type { ElementId } from '../../board/element.ts';
import type { Editor } from '../../canvas/editor.ts';
import type { Modifiers, ToolPointer } from '../../canvas/pointer.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import type { Box } from '../../geometry/box.ts';
import type { BoardPoint } from '../../geometry/point.ts';
import { dragBox } from '../drag-box.ts';

/** Adds the rectangle, selects it and is done with the tool. */
export function landRectangle(
  editor: Editor,
  { id = nanoid(), box }: { readonly id?: ElementId; readonly box: Box },
): void {
  const { color, fill, size } = editor.style.get();
  const added = editor.add([{ id, type: 'rectangle', ...box, color, fill, size }]);
  if (!added.ok) return;
  editor.select([id]);
  editor.finishShape();
}

export class Creating implements ToolState {
  readonly name = 'creating';
  readonly cursor = 'crosshair';
  readonly #editor: Editor;
  readonly #id = nanoid();
  readonly #from: BoardPoint;
  #to: BoardPoint;
  #modifiers: Modifiers;

  constructor(editor: Editor, from: BoardPoint, pointer: ToolPointer) {
    this.#editor = editor;
    this.#from = from;
    this.#to = pointer.point;
    this.#modifiers = pointer.modifiers;
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
    const box = dragBox(this.#from, pointer.point, pointer.modifiers);
    landRectangle(this.#editor, { id: this.#id, box });
    return 'idle';
  }

  exit(): void {
    this.#editor.gesture.set(null);
  }

  #show(): void {
    const { color, fill, size } = this.#editor.style.get();
    this.#editor.gesture.set({
      id: this.#id,
      type: 'rectangle',
      color,
      fill,
      size,
      pressure: 'off',
      box: dragBox(this.#from, this.#to, this.#modifiers),
    });
  }
}
