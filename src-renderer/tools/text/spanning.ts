import { boundsOfBox, boxFromCorners } from '../../geometry/box.ts';
import { Dragging } from '../dragging.ts';

/** A drag sets how wide a new text is: its lines are broken there. */
export class Spanning extends Dragging {
  readonly name = 'spanning';
  readonly cursor = 'text';

  exit(): void {
    this.editor.marquee.set(null);
  }

  protected show(): void {
    this.editor.marquee.set(boundsOfBox(boxFromCorners(this.from, this.to)));
  }

  protected land(): void {
    const { x, y, width } = boxFromCorners(this.from, this.to);
    this.editor.finishShape();
    // A drag straight down says nothing about a width.
    this.editor.texts.start({ x, y }, width < this.editor.screenDistance(1) ? 0 : width);
  }
}
