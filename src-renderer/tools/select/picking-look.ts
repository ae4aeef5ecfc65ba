import type { Editor } from '../../canvas/editor.ts';
import { applyLook } from '../../canvas/looks.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { SceneNode } from '../../canvas/scene.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { hitTolerancePx } from '../hit-tolerance.ts';

/** The eyedropper: the next press takes the colours of what is there for what is selected. */
export class PickingLook implements ToolState {
  readonly name = 'picking-look';
  readonly cursor = 'crosshair';
  readonly #editor: Editor;

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  pointerMove(pointer: ToolPointer): Transition {
    this.#editor.hovered.set(this.#hit(pointer)?.id ?? null);
    return null;
  }

  pointerDown(pointer: ToolPointer): Transition {
    const hit = this.#hit(pointer);
    if (hit) applyLook(this.#editor, hit.element, 'colors');
    return 'idle';
  }

  exit(): void {
    this.#editor.hovered.set(null);
  }

  /** The inside of an empty shape means the shape, and what is locked can be looked at. */
  #hit({ point, kind }: ToolPointer): SceneNode | undefined {
    const { scene } = this.#editor;
    const here = { minX: point.x, minY: point.y, maxX: point.x, maxY: point.y };
    return scene.hit(point, {
      tolerance: this.#editor.screenDistance(hitTolerancePx(kind)),
      solid: new Set(scene.near(here).map(({ id }) => id)),
      locked: true,
    });
  }
}
