import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { SceneNode } from '../../canvas/scene.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { containsPoint } from '../../geometry/box.ts';
import { hitTolerancePx } from '../hit-tolerance.ts';
import { PointingCanvas } from './pointing-canvas.ts';
import { PointingElement } from './pointing-element.ts';
import { PointingSelection } from './pointing-selection.ts';

export class Idling implements ToolState {
  readonly name = 'idling';
  readonly cursor = 'default';
  readonly #editor: Editor;

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  pointerMove(pointer: ToolPointer): Transition {
    const hovered = pointer.kind === 'touch' ? undefined : this.#hit(pointer);
    this.#editor.hovered.set(hovered?.id ?? null);
    return null;
  }

  pointerDown(pointer: ToolPointer): Transition {
    this.#editor.hovered.set(null);
    const hit = this.#hit(pointer);
    if (hit) return new PointingElement(this.#editor, hit.id, pointer);
    if (this.#isInsideGroup(pointer)) return new PointingSelection(this.#editor, pointer);
    return new PointingCanvas(this.#editor, pointer);
  }

  #hit(pointer: ToolPointer): SceneNode | undefined {
    return this.#editor.scene.hit(pointer.point, {
      tolerance: this.#editor.screenDistance(hitTolerancePx(pointer.kind)),
      solid: this.#editor.selection.get(),
    });
  }

  /** The gaps between several selected elements carry them all. */
  #isInsideGroup(pointer: ToolPointer): boolean {
    const selection = this.#editor.selection.get();
    if (selection.size < 2 || pointer.modifiers.shift) return false;
    const bounds = this.#editor.scene.boundsOf(selection);
    return bounds !== undefined && containsPoint(bounds, pointer.point);
  }
}
