import { type Box, centreOfBox } from '../../geometry/box.ts';
import type { ShapeElement } from '../shape.ts';
import {
  LABEL_PADDING,
  labelArea,
  placeText,
  type TextArea,
  withCornerKept,
} from '../text/text-area.ts';
import type { Outline } from './outline.ts';

/** Free room above and below a label, in board units. */
const PADDING_ABOVE = 4;
/** A form may give less than its share of what it grows by: it is asked again at most so often. */
const STEPS_MAX = 8;

/** A label in the middle of an outline's room, with some of it left free. */
export function outlinedTextArea(
  outline: Outline,
  { box, size }: Pick<ShapeElement, 'box' | 'size'>,
): TextArea {
  const { padding = LABEL_PADDING } = outline;
  const room = outline.room(box);
  return labelArea(centreOfBox(room), room.width - size - 2 * padding);
}

/**
 * The box of a labelled shape: as it is stored, or higher when its label needs that. Like a text's it
 * follows from what everybody has, and is stored nowhere; its top left corner stays.
 */
export function boxAroundLabel(
  outline: Outline,
  text: string,
  stored: Pick<ShapeElement, 'box' | 'size' | 'rotation'>,
): Box {
  if (text === '') return stored.box;
  const { size } = stored;
  let box = stored.box;
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const needed =
      placeText(text, outlinedTextArea(outline, { box, size })).box.height +
      size +
      2 * PADDING_ABOVE;
    const { height } = outline.room(box);
    if (needed <= height) break;
    const share = box.height > 0 && height > 0 ? height / box.height : 1;
    box = { ...box, height: box.height + (needed - height) / share };
  }
  return withCornerKept(stored.box, box, stored.rotation);
}
