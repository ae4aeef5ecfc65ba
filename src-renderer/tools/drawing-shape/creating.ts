import { nanoid } from 'nanoid';
import { type Editor, NO_GUIDES } from '../../canvas/editor.ts';
import { NO_IDS } from '../../canvas/gesture.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import { Snapper, snapCorner } from '../../canvas/snapping/snapper.ts';
import type { BoardPoint } from '../../geometry/point.ts';
import { Dragging } from '../dragging.ts';
import { type DrawnPlace, type DrawnShape, heldBy, landShape, previewOf } from './drawn-shape.ts';

export class Creating extends Dragging {
  readonly name = 'creating';
  readonly cursor = 'crosshair';
  readonly #shape: DrawnShape;
  /** Chosen now: others see the shape under the id that will land. */
  readonly #id = nanoid();
  readonly #snapper: Snapper;

  constructor(editor: Editor, shape: DrawnShape, from: BoardPoint, pointer: ToolPointer) {
    super(editor, from, pointer);
    this.#shape = shape;
    this.#snapper = new Snapper(editor, NO_IDS);
  }

  exit(): void {
    this.editor.gesture.set(null);
    this.editor.guides.set(NO_GUIDES);
    this.editor.hovered.set(null);
  }

  protected show(): void {
    const place = this.#place();
    this.editor.hovered.set(heldBy(place));
    this.editor.gesture.set(previewOf(this.editor, this.#shape, this.#id, place));
  }

  protected land(): void {
    landShape(this.editor, this.#shape, this.#id, this.#place());
  }

  #place(): DrawnPlace {
    const { shift, alt, accel } = this.modifiers;
    const isFree = this.#shape.snaps && !shift && !alt && !accel;
    const to = isFree ? snapCorner(this.#snapper, this.from, this.to) : null;
    this.editor.guides.set(to?.guides ?? NO_GUIDES);
    return this.#shape.drag(this.editor, this.from, to ?? this.to, this.modifiers);
  }
}
