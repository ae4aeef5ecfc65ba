import type { Editor } from '../canvas/editor.ts';
import { rotatedBoxContains } from '../geometry/box.ts';
import type { ScreenPoint } from '../geometry/point.ts';
import { hitTolerancePx } from '../tools/hit-tolerance.ts';

/** How a menu was asked for. */
export interface MenuPress {
  readonly by: 'mouse' | 'touch' | 'keyboard';
  /** Of the canvas, in CSS pixels. */
  readonly at: ScreenPoint;
}

/** Reads the browser's event: a menu key has no button, a long press has a pointer of its kind. */
export function menuPressOf(event: MouseEvent): MenuPress {
  const canvas = event.target instanceof Element ? event.target.closest('[data-canvas]') : null;
  const { left, top } = canvas?.getBoundingClientRect() ?? { left: 0, top: 0 };
  const at = { x: event.clientX - left, y: event.clientY - top };
  if (event instanceof PointerEvent && event.pointerType === 'touch') return { by: 'touch', at };
  const byMouse = event.button === 2 || event.ctrlKey;
  return { by: byMouse ? 'mouse' : 'keyboard', at };
}

/**
 * Readies the board for its menu: selects what is under the pointer unless it is selected already,
 * and lets go of the selection elsewhere. By the keyboard the selection is meant as it is.
 *
 * @returns whether the menu may open: not in the middle of a gesture by finger
 */
export function pressForMenu(editor: Editor, { by, at }: MenuPress): boolean {
  if (by === 'touch') {
    // A finger that rests may be about to draw or to drag.
    const pressing = editor.tool.get() === 'select' && !editor.lift.get() && !editor.marquee.get();
    if (!pressing) return false;
  }
  editor.cancelGesture();
  if (by === 'keyboard') return true;
  const point = editor.toBoard(at);
  const hit = editor.scene.hit(point, {
    tolerance: editor.screenDistance(hitTolerancePx(by)),
    solid: editor.selection.get(),
    // It has to be unlocked somewhere.
    locked: true,
  });
  if (hit) {
    if (!editor.selection.get().has(hit.id)) {
      editor.setTool('select');
      editor.selectUnit(hit.id);
    }
    return true;
  }
  const { frame } = editor.selectionView;
  if (!frame || !rotatedBoxContains(frame.box, frame.rotation, point)) editor.select([]);
  return true;
}
