import type { NewElement } from '../../board/element.ts';
import type { Editor } from '../../canvas/editor.ts';
import type { BoardPoint } from '../../geometry/point.ts';
import type { ReadPicture } from './read-picture.ts';

/** A picture covers at most this part of what is seen of the board, in either direction. */
const VIEW_SHARE = 0.6;
/** Between pictures that come together, in board units. */
const GAP = 16;

/**
 * Puts pictures on the board side by side around a point, as large as they are unless that is more than
 * a good part of what is seen, in one step of undo, and selects them.
 *
 * @returns false when the board refused, and says itself why
 */
export function placePictures(
  editor: Editor,
  pictures: readonly ReadPicture[],
  at: BoardPoint,
): boolean {
  const { width, height } = editor.viewport.get();
  const most = {
    width: editor.screenDistance(width) * VIEW_SHARE,
    height: editor.screenDistance(height) * VIEW_SHARE,
  };
  const boxes = pictures.map((picture) => {
    const scale = Math.min(1, most.width / picture.width, most.height / picture.height);
    return {
      width: Math.max(1, Math.round(picture.width * scale)),
      height: Math.max(1, Math.round(picture.height * scale)),
    };
  });
  const total = boxes.reduce((sum, box) => sum + box.width, GAP * (boxes.length - 1));
  let x = at.x - total / 2;
  const elements = boxes.map((box, i): NewElement => {
    const element = { ...box, x: Math.round(x), y: Math.round(at.y - box.height / 2) };
    x += box.width + GAP;
    return { type: 'image', picture: pictures[i]?.hash ?? null, ...element };
  });
  editor.cancelGesture();
  const added = editor.add(elements);
  if (!added.ok) return false;
  editor.setTool('select');
  editor.select(added.ids);
  return true;
}

/** Where a command or a paste puts things: at the pointer, else in the middle of what is seen. */
export function placeForNew(editor: Editor): BoardPoint {
  const { width, height } = editor.viewport.get();
  return editor.pointer.get() ?? editor.toBoard({ x: width / 2, y: height / 2 });
}
