import type { MoveTransform } from '../../geometry/transform.ts';
import { copySelected } from './copy-selected.ts';
import { Lifting } from './lifting.ts';

/** Moves the selected elements, or with Alt copies of them. */
export class Translating extends Lifting {
  readonly name = 'translating';

  protected override get copies(): boolean {
    return this.modifiers.alt;
  }

  /** Shift keeps to the axis along which it went farther. */
  protected transform(): MoveTransform {
    const dx = this.to.x - this.from.x;
    const dy = this.to.y - this.from.y;
    if (!this.modifiers.shift) return { kind: 'move', dx, dy };
    const level = Math.abs(dx) >= Math.abs(dy);
    return { kind: 'move', dx: level ? dx : 0, dy: level ? 0 : dy };
  }

  protected override land(): void {
    if (this.copies) copySelected(this.editor, this.ids, this.transform());
    else super.land();
  }
}
