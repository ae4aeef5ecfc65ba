import { nanoid } from 'nanoid';
import { newNote } from '../../canvas/notes/next-note.ts';
import { Dragging } from '../dragging.ts';

/** The note is under the pointer, and goes where that goes until it is let go. */
export class Placing extends Dragging {
  readonly name = 'placing';
  readonly cursor = 'crosshair';
  /** Chosen now: others see the note under the id that will land. */
  readonly #id = nanoid();

  exit(): void {
    this.editor.gesture.set(null);
  }

  protected show(): void {
    const { x = 0, y = 0, width = 0, height = 0, author } = newNote(this.editor, this.#id, this.to);
    this.editor.gesture.set({
      ...this.editor.styles.of('note'),
      id: this.#id,
      type: 'note',
      pressure: 'off',
      box: { x, y, width, height },
      ...(author === undefined ? {} : { author }),
    });
  }

  protected land(): void {
    const added = this.editor.add([newNote(this.editor, this.#id, this.to)]);
    if (!added.ok) return;
    this.editor.finishShape();
    this.editor.texts.edit(this.#id);
  }
}
