import type { BoardChange } from '../../board/board-change.ts';
import type { ElementId } from '../../board/element.ts';
import type { SceneNode } from '../../canvas/scene.ts';
import type { Transition } from '../../canvas/tool.ts';
import { Sweeping } from './sweeping.ts';

/** Sweeps over elements; what was touched is pale until pointer-up takes it. */
export class Erasing extends Sweeping {
  readonly name = 'erasing';
  protected readonly density = 1;
  readonly #touched = new Set<ElementId>();

  boardChanged(change: BoardChange): Transition {
    const before = this.#touched.size;
    for (const { id } of change.removed) this.#touched.delete(id);
    if (this.#touched.size !== before) this.show();
    return null;
  }

  exit(): void {
    this.editor.erasing.set(new Set());
  }

  protected touch({ id }: SceneNode): boolean {
    const before = this.#touched.size;
    return this.#touched.add(id).size !== before;
  }

  protected show(): void {
    this.editor.erasing.set(new Set(this.#touched));
  }

  protected land(): void {
    if (this.#touched.size > 0) this.editor.remove([...this.#touched]);
  }
}
