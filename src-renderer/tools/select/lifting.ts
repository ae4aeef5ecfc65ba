import type { BoardChange } from '../../board/board-change.ts';
import type { ElementId } from '../../board/element.ts';
import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { Transition } from '../../canvas/tool.ts';
import type { BoardPoint } from '../../geometry/point.ts';
import { isIdentity, type Transform } from '../../geometry/transform.ts';
import { Dragging } from '../dragging.ts';
import { transformPatches } from './transform-patches.ts';

/**
 * Transforms the selected elements on screen; the document learns of it at pointer-up. What lands is
 * the transform of the elements as they are then: somebody else may have changed them meanwhile, and
 * that is what was seen.
 */
export abstract class Lifting extends Dragging {
  #ids: ReadonlySet<ElementId>;

  constructor(editor: Editor, from: BoardPoint, pointer: ToolPointer) {
    super(editor, from, pointer);
    this.#ids = unlocked(editor, editor.selection.get());
  }

  protected abstract transform(): Transform;

  /** Whether copies are what moves. */
  protected get copies(): boolean {
    return false;
  }

  protected get ids(): ReadonlySet<ElementId> {
    return this.#ids;
  }

  /** Somebody else deleted, locked or hid what is being transformed: the rest goes on. */
  boardChanged(change: BoardChange): Transition {
    if (change.removed.length + change.updated.length > 0) {
      const left = [...this.#ids].filter((id) => this.editor.scene.get(id)?.locked === false);
      if (left.length === 0) return 'idle';
      if (left.length < this.#ids.size) this.#ids = new Set(left);
    }
    this.show();
    return null;
  }

  exit(): void {
    this.editor.lift.set(null);
  }

  protected show(): void {
    const { ids, copies } = this;
    this.editor.lift.set({ ids, transform: this.transform(), copies });
  }

  protected land(): void {
    const transform = this.transform();
    if (isIdentity(transform)) return;
    const patches = transformPatches(this.editor, this.#ids, transform);
    if (patches.length > 0) this.editor.update(patches);
  }
}

/** The ids of those that may be changed; the same set when those are all. */
function unlocked(editor: Editor, ids: ReadonlySet<ElementId>): ReadonlySet<ElementId> {
  const free = [...ids].filter((id) => !editor.isLocked(id));
  return free.length === ids.size ? ids : new Set(free);
}
