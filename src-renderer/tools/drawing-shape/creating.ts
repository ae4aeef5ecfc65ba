import { nanoid } from 'nanoid';
import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { BoardPoint } from '../../geometry/point.ts';
import { Dragging } from '../dragging.ts';
import { type DrawnPlace, type DrawnShape, landShape, previewOf } from './drawn-shape.ts';

export class Creating extends Dragging {
  readonly name = 'creating';
  readonly cursor = 'crosshair';
  readonly #shape: DrawnShape;
  /** Chosen now: others see the shape under the id that will land. */
  readonly #id = nanoid();

  constructor(editor: Editor, shape: DrawnShape, from: BoardPoint, pointer: ToolPointer) {
    super(editor, from, pointer);
    this.#shape = shape;
  }

  exit(): void {
    this.editor.gesture.set(null);
  }

  protected show(): void {
    this.editor.gesture.set(previewOf(this.editor, this.#shape, this.#id, this.#place()));
  }

  protected land(): void {
    landShape(this.editor, this.#shape, this.#id, this.#place());
  }

  #place(): DrawnPlace {
    return this.#shape.drag(this.from, this.to, this.modifiers);
  }
}
