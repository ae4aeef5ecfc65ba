import type { BoardChange } from '../../board/board-change.ts';
import { type Editor, NO_GUIDES } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import { Snapper } from '../../canvas/snapping/snapper.ts';
import type { Transition } from '../../canvas/tool.ts';
import type { Bounds } from '../../geometry/box.ts';
import type { BoardPoint } from '../../geometry/point.ts';
import { WHOLE_BOX } from '../../geometry/snap.ts';
import type { MoveTransform } from '../../geometry/transform.ts';
import { copySelected } from './copy-selected.ts';
import { Lifting } from './lifting.ts';

/** Moves the selected elements, or with Alt copies of them; they snap unless Ctrl or Cmd is held. */
export class Translating extends Lifting {
  readonly name = 'translating';
  readonly #snapper: Snapper;
  #bounds: Bounds | undefined;

  constructor(editor: Editor, from: BoardPoint, pointer: ToolPointer) {
    super(editor, from, pointer);
    this.#snapper = new Snapper(editor, this.ids);
    this.#bounds = editor.scene.boundsOf(this.ids);
  }

  override boardChanged(change: BoardChange): Transition {
    if (change.removed.length > 0) this.#bounds = this.editor.scene.boundsOf(this.ids);
    return super.boardChanged(change);
  }

  protected override get copies(): boolean {
    return this.modifiers.alt;
  }

  /** Shift keeps to the axis along which it went farther. */
  protected transform(): MoveTransform {
    let dx = this.to.x - this.from.x;
    let dy = this.to.y - this.from.y;
    const { shift, accel } = this.modifiers;
    const level = Math.abs(dx) >= Math.abs(dy);
    if (shift && level) dy = 0;
    if (shift && !level) dx = 0;
    const bounds = this.#bounds;
    if (accel || !bounds) {
      this.editor.guides.set(NO_GUIDES);
      return { kind: 'move', dx, dy };
    }
    const moved = {
      minX: bounds.minX + dx,
      minY: bounds.minY + dy,
      maxX: bounds.maxX + dx,
      maxY: bounds.maxY + dy,
    };
    const parts = { x: shift && !level ? null : WHOLE_BOX, y: shift && level ? null : WHOLE_BOX };
    const { x, y, guides } = this.#snapper.snap(moved, { parts });
    this.editor.guides.set(guides.length > 0 ? guides : NO_GUIDES);
    return { kind: 'move', dx: dx + x, dy: dy + y };
  }

  protected override land(): void {
    if (this.copies) copySelected(this.editor, this.ids, this.transform());
    else super.land();
  }
}
