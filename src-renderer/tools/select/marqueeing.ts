import type { ElementId } from '../../board/element.ts';
import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { boundsOfPoints } from '../../geometry/box.ts';
import type { BoardPoint } from '../../geometry/point.ts';

/** Selects what the marquee touches; with Shift, in addition to what was selected. */
export class Marqueeing implements ToolState {
  readonly name = 'marqueeing';
  readonly #editor: Editor;
  readonly #from: BoardPoint;
  readonly #before: ReadonlySet<ElementId>;
  readonly #adds: boolean;
  #to: BoardPoint;
  #done = false;

  constructor(editor: Editor, down: ToolPointer, pointer: ToolPointer) {
    this.#editor = editor;
    this.#from = down.point;
    this.#adds = down.modifiers.shift;
    this.#before = editor.selection.get();
    this.#to = pointer.point;
  }

  enter(): void {
    this.#select();
  }

  pointerMove(pointer: ToolPointer): Transition {
    this.#to = pointer.point;
    this.#select();
    return null;
  }

  pointerUp(): Transition {
    this.#done = true;
    return 'idle';
  }

  boardChanged(): Transition {
    this.#select();
    return null;
  }

  exit(): void {
    this.#editor.marquee.set(null);
    if (!this.#done) this.#editor.select(this.#before);
  }

  #select(): void {
    const bounds = boundsOfPoints([this.#from, this.#to]);
    if (!bounds) return;
    this.#editor.marquee.set(bounds);
    const touched = this.#editor.scene.touching(bounds).map((node) => node.id);
    this.#editor.select(this.#adds ? [...this.#before, ...touched] : touched);
  }
}
