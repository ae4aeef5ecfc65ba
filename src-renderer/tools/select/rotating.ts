import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { SelectionFrame } from '../../canvas/selection-frame.ts';
import { toDegrees } from '../../geometry/angle.ts';
import { centreOfBox } from '../../geometry/box.ts';
import type { Point } from '../../geometry/point.ts';
import type { TurnTransform } from '../../geometry/transform.ts';
import { snapDegrees } from '../drag-line.ts';
import { Lifting } from './lifting.ts';
import { ROTATE_CURSOR } from './rotate-cursor.ts';

/** Turns the selection about its middle; with Shift to steps of 15°. */
export class Rotating extends Lifting {
  readonly name = 'rotating';
  readonly cursor = ROTATE_CURSOR;
  readonly #frame: SelectionFrame;
  readonly #centre: Point;

  constructor(editor: Editor, frame: SelectionFrame, down: ToolPointer, pointer: ToolPointer) {
    super(editor, down.point, pointer);
    this.#frame = frame;
    this.#centre = centreOfBox(frame.box);
  }

  protected transform(): TurnTransform {
    const turned = this.#directionOf(this.to) - this.#directionOf(this.from);
    const { rotation, only } = this.#frame;
    const degrees = this.modifiers.shift ? snapDegrees(rotation + turned) - rotation : turned;
    // One alone turns about wherever its middle is, should somebody else move it meanwhile.
    return { kind: 'turn', degrees, pivot: only ? null : this.#centre };
  }

  #directionOf(point: Point): number {
    return toDegrees(Math.atan2(point.y - this.#centre.y, point.x - this.#centre.x));
  }
}
