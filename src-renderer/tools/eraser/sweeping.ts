import type { BoardChange } from '../../board/board-change.ts';
import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { SceneNode } from '../../canvas/scene.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { type BoardPoint, distance, lerpPoint } from '../../geometry/point.ts';
import { ERASER_CURSOR, ERASER_RADIUS_PX } from './eraser-cursor.ts';

/** The eraser's disc at one place of its way. */
export interface Disc {
  readonly at: BoardPoint;
  /** Board units. */
  readonly radius: number;
}

/** Draws the eraser over the board, and misses nothing on its way however quick the hand is. */
export abstract class Sweeping implements ToolState {
  abstract readonly name: string;
  readonly cursor = ERASER_CURSOR;
  protected readonly editor: Editor;
  /** Discs per radius of the way. */
  protected abstract readonly density: number;
  #last: BoardPoint;

  constructor(editor: Editor, pointer: ToolPointer) {
    this.editor = editor;
    this.#last = pointer.point;
  }

  enter(): void {
    this.#sweepTo(this.#last);
  }

  pointerMove(pointer: ToolPointer): Transition {
    for (const { point } of pointer.samples) this.#sweepTo(point);
    return null;
  }

  pointerUp(pointer: ToolPointer): Transition {
    this.#sweepTo(pointer.point);
    this.land();
    return 'idle';
  }

  abstract boardChanged(change: BoardChange): Transition;
  abstract exit(): void;

  /** @returns whether that changes what is shown. */
  protected abstract touch(node: SceneNode, disc: Disc): boolean;
  protected abstract show(): void;
  /** Writes the result to the board. */
  protected abstract land(): void;

  #sweepTo(point: BoardPoint): void {
    const radius = this.editor.screenDistance(ERASER_RADIUS_PX);
    const way = distance(this.#last, point);
    const steps = Math.max(1, Math.ceil((this.density * way) / radius));
    let hasChanged = false;
    for (let i = 1; i <= steps; i += 1) {
      const at = lerpPoint(this.#last, point, i / steps);
      for (const node of this.editor.scene.hitAll(at, { tolerance: radius })) {
        hasChanged = this.touch(node, { at, radius }) || hasChanged;
      }
    }
    this.#last = point;
    if (hasChanged) this.show();
  }
}
