import { canHoldText } from '../../board/element.ts';
import type { Editor } from '../../canvas/editor.ts';
import { type HandleGrip, handleAt } from '../../canvas/handles.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { SceneNode } from '../../canvas/scene.ts';
import type { SelectionFrame } from '../../canvas/selection-frame.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { rotatedBoxContains } from '../../geometry/box.ts';
import type { BoardPoint } from '../../geometry/point.ts';
import { STYLE_TRAITS } from '../../shapes/style-traits.ts';
import { handleReachPx, hitTolerancePx } from '../hit-tolerance.ts';
import { PointingCanvas } from './pointing-canvas.ts';
import { PointingElement } from './pointing-element.ts';
import { gripCursor, PointingHandle } from './pointing-handle.ts';
import { PointingSelection } from './pointing-selection.ts';

const IDLE_CURSOR = 'default';

interface Hold {
  readonly frame: SelectionFrame;
  readonly grip: HandleGrip;
}

export class Idling implements ToolState {
  readonly name = 'idling';
  readonly #editor: Editor;
  #cursor = IDLE_CURSOR;

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  get cursor(): string {
    return this.#cursor;
  }

  pointerMove(pointer: ToolPointer): Transition {
    const hold = this.#hold(pointer);
    this.#setCursor(hold ? gripCursor(hold.frame, hold.grip) : IDLE_CURSOR);
    const hovered = hold || pointer.kind === 'touch' ? undefined : this.#hit(pointer);
    this.#editor.hovered.set(hovered?.id ?? null);
    return null;
  }

  pointerDown(pointer: ToolPointer): Transition {
    this.#editor.hovered.set(null);
    const hold = this.#hold(pointer);
    if (hold) return new PointingHandle(this.#editor, hold.frame, hold.grip, pointer);
    const hit = this.#hit(pointer);
    if (hit) return new PointingElement(this.#editor, hit.id, pointer);
    if (this.#isInsideGroup(pointer)) return new PointingSelection(this.#editor, pointer);
    return new PointingCanvas(this.#editor, pointer);
  }

  /**
   * Goes into the group that is there; else the text of what is there, of a shape whose empty inside
   * is meant too; else a new text.
   */
  doubleClick(pointer: ToolPointer): Transition {
    if (this.#hold(pointer)) return null;
    const { point } = pointer;
    const hit = this.#hit(pointer);
    if (hit && this.#editor.enterGroup(hit.id)) return null;
    const meant = hit && canHoldText(hit.type) ? hit : this.#around(point);
    if (meant) this.#editor.texts.edit(meant.id, { at: point });
    else this.#editor.texts.startAround(point);
    return null;
  }

  /** Whatever was hovered need not be under the pointer any more. */
  exit(): void {
    this.#cursor = IDLE_CURSOR;
  }

  #setCursor(cursor: string): void {
    if (cursor === this.#cursor) return;
    this.#cursor = cursor;
    this.#editor.refreshCursor();
  }

  #hold(pointer: ToolPointer): Hold | undefined {
    const { selectionView, camera } = this.#editor;
    const { frame } = selectionView;
    if (!frame) return undefined;
    const handles = selectionView.handles(camera.get());
    const handle = handleAt(handles, pointer.screen, handleReachPx(pointer.kind));
    return handle && { frame, grip: handle.grip };
  }

  #hit(pointer: ToolPointer): SceneNode | undefined {
    return this.#editor.scene.hit(pointer.point, {
      tolerance: this.#editor.screenDistance(hitTolerancePx(pointer.kind)),
      solid: this.#editor.selection.get(),
    });
  }

  /** The topmost shape with an inside that a point is in, filled or not. */
  #around(point: BoardPoint): SceneNode | undefined {
    const { scene } = this.#editor;
    const here = { minX: point.x, minY: point.y, maxX: point.x, maxY: point.y };
    const shapes = scene.query(here).filter(({ type }) => STYLE_TRAITS[type].fill);
    const solid = new Set(shapes.map(({ id }) => id));
    return scene.hitAll(point, { tolerance: 0, solid }).find(({ id }) => solid.has(id));
  }

  /** The gaps between several selected elements carry them all. */
  #isInsideGroup(pointer: ToolPointer): boolean {
    if (pointer.modifiers.shift) return false;
    const { frame } = this.#editor.selectionView;
    if (!frame || frame.only) return false;
    return rotatedBoxContains(frame.box, frame.rotation, pointer.point);
  }
}
