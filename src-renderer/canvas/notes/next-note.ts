import { nanoid } from 'nanoid';
import type { NewElement } from '../../board/element.ts';
import { AUTHOR_LENGTH_MAX } from '../../board/registers.ts';
import { toRadians } from '../../geometry/angle.ts';
import { centreOfBox } from '../../geometry/box.ts';
import type { Point } from '../../geometry/point.ts';
import type { Editor } from '../editor.ts';
import type { SceneNode } from '../scene.ts';

/** Width and height of a new note, and room between two. Board units. */
export const NOTE_SIZE = 200;
const GAP = 20;

/** A note with its middle at a point, in the chosen style and this person's name. */
export function newNote(editor: Editor, id: string, at: Point): NewElement {
  const { color, opacity, size } = editor.styles.of('note');
  return {
    id,
    type: 'note',
    x: at.x - NOTE_SIZE / 2,
    y: at.y - NOTE_SIZE / 2,
    width: NOTE_SIZE,
    height: NOTE_SIZE,
    color,
    opacity,
    size,
    author: editor.board.self.name.slice(0, AUTHOR_LENGTH_MAX),
  };
}

/**
 * Goes on to the note beside the one that is written: the one that is there already, else a new one
 * of the same look.
 * @param direction 1 to the right, -1 to the left
 * @returns false when no note is written
 */
export function nextNote(editor: Editor, direction: 1 | -1): boolean {
  const id = editor.texts.field.get()?.session.id;
  const note = id === undefined ? undefined : editor.scene.get(id);
  if (note?.type !== 'note') return false;
  const { box, element, rotation, color, opacity, size } = note;
  const step = direction * (box.width + GAP);
  const shift = {
    x: step * Math.cos(toRadians(rotation)),
    y: step * Math.sin(toRadians(rotation)),
  };
  const there = noteNear(editor, note, shift);
  if (there) return editor.texts.edit(there.id);
  const next = nanoid();
  editor.texts.close();
  const added = editor.add([
    {
      ...newNote(editor, next, { x: 0, y: 0 }),
      x: element.box.x + shift.x,
      y: element.box.y + shift.y,
      width: element.box.width,
      height: element.box.height,
      rotation,
      color,
      opacity,
      size,
    },
  ]);
  return added.ok && editor.texts.edit(next);
}

/** The note that has its middle where one beside this would have it, or nearly. */
function noteNear(editor: Editor, note: SceneNode, shift: Point): SceneNode | undefined {
  const from = centreOfBox(note.box);
  const at = { x: from.x + shift.x, y: from.y + shift.y };
  const reach = note.box.width / 2;
  const near = editor.scene.query({
    minX: at.x - reach,
    minY: at.y - reach,
    maxX: at.x + reach,
    maxY: at.y + reach,
  });
  return near.find((node) => {
    const centre = centreOfBox(node.box);
    const away = Math.hypot(centre.x - at.x, centre.y - at.y);
    return node.type === 'note' && node.id !== note.id && away < reach;
  });
}
