import type { BoardChange } from '../../board/board-change.ts';
import type { ElementId, ElementPatch } from '../../board/element.ts';
import { movedOnesOf } from '../../canvas/connections/followers.ts';
import { type Editor, NO_GUIDES } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { Transition } from '../../canvas/tool.ts';
import type { BoardPoint } from '../../geometry/point.ts';
import { isIdentity, type Transform } from '../../geometry/transform.ts';
import { Dragging } from '../dragging.ts';
import { transformPatches } from './transform-patches.ts';

/** What others may do to an element that would move it in this person's hand. */
const PLACE: ReadonlySet<string> = new Set(['box', 'rotation', 'points']);

/**
 * Transforms the selected elements on screen; the document learns of it at pointer-up. Until then they
 * are this person's: what others make of them is not shown, and nothing moves under the pointer. What
 * lands is what was seen; whatever others did to the rest of them stands, and is shown then.
 */
export abstract class Lifting extends Dragging {
  #ids: ReadonlySet<ElementId>;
  /** Elements that others have put elsewhere meanwhile. */
  readonly #pulled = new Set<ElementId>();
  #release: () => void = () => undefined;

  constructor(editor: Editor, from: BoardPoint, pointer: ToolPointer) {
    super(editor, from, pointer);
    this.#ids = unlocked(editor, editor.selection.get());
  }

  override enter(): void {
    this.#release = this.editor.scene.hold(this.#ids);
    super.enter();
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
    this.#notePulled(change);
    if (change.removed.length + change.updated.length > 0) {
      const left = [...this.#ids].filter((id) => isFree(this.editor, id));
      if (left.length === 0) return 'idle';
      if (left.length < this.#ids.size) this.#ids = new Set(left);
    }
    this.show();
    return null;
  }

  exit(): void {
    this.#release();
    this.editor.lift.set(null);
    this.editor.guides.set(NO_GUIDES);
  }

  protected show(): void {
    const { ids, copies } = this;
    const moved = copies ? ids : movedOnesOf(this.editor.scene, ids);
    this.editor.lift.set({ ids: moved, transform: this.transform(), copies });
  }

  protected land(): void {
    const transform = this.transform();
    if (isIdentity(transform)) return;
    const patches = this.patches(transform);
    this.#release();
    if (patches.length === 0) return;
    this.editor.update(patches);
    const overruled = patches.some(({ id, x, points }) => {
      return this.#pulled.has(id) && (x !== undefined || points !== undefined);
    });
    if (overruled) this.editor.overruled.set(true);
  }

  /** What is written in the end. */
  protected patches(transform: Transform): ElementPatch[] {
    return transformPatches(this.editor, this.#ids, transform);
  }

  #notePulled({ local, updated }: BoardChange): void {
    if (local) return;
    for (const { after, properties } of updated) {
      if (this.#ids.has(after.id) && properties.some((property) => PLACE.has(property))) {
        this.#pulled.add(after.id);
      }
    }
  }
}

/** Whether an element is there and may be changed. */
function isFree({ board }: Editor, id: ElementId): boolean {
  const element = board.get(id);
  return element !== undefined && !element.locked && !element.hidden;
}

/** The ids of those that may be changed; the same set when those are all. */
function unlocked(editor: Editor, ids: ReadonlySet<ElementId>): ReadonlySet<ElementId> {
  const free = [...ids].filter((id) => !editor.isLocked(id));
  return free.length === ids.size ? ids : new Set(free);
}
