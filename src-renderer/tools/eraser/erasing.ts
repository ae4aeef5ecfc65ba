import type { BoardChange } from '../../board/board-change.ts';
import type { ElementId } from '../../board/element.ts';
import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { type BoardPoint, distance, lerpPoint } from '../../geometry/point.ts';
import { ERASER_CURSOR, ERASER_RADIUS_PX } from './eraser-cursor.ts';

/** Sweeps over elements; what was touched is pale until pointer-up takes it. */
export class Erasing implements ToolState {
  readonly name = 'erasing';
  readonly cursor = ERASER_CURSOR;
  readonly #editor: Editor;
  readonly #touched = new Set<ElementId>();
  #last: BoardPoint;

  constructor(editor: Editor, pointer: ToolPointer) {
    this.#editor = editor;
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
    if (this.#touched.size > 0) this.#editor.remove([...this.#touched]);
    return 'idle';
  }

  boardChanged(change: BoardChange): Transition {
    const before = this.#touched.size;
    for (const { id } of change.removed) this.#touched.delete(id);
    if (this.#touched.size !== before) this.#show();
    return null;
  }

  exit(): void {
    this.#editor.erasing.set(new Set());
  }

  /** Steps no wider than the eraser, so that a quick hand misses nothing on its way. */
  #sweepTo(point: BoardPoint): void {
    const radius = this.#editor.screenDistance(ERASER_RADIUS_PX);
    const steps = Math.max(1, Math.ceil(distance(this.#last, point) / radius));
    const before = this.#touched.size;
    for (let i = 1; i <= steps; i += 1) {
      const at = lerpPoint(this.#last, point, i / steps);
      for (const { id } of this.#editor.scene.hitAll(at, { tolerance: radius })) {
        this.#touched.add(id);
      }
    }
    this.#last = point;
    if (this.#touched.size !== before) this.#show();
  }

  #show(): void {
    this.#editor.erasing.set(new Set(this.#touched));
  }
}
