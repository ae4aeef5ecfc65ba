import { nanoid } from 'nanoid';
import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import type { Point } from '../../geometry/point.ts';

/** The pointer is down, and leaves a trail. */
export class Pointing implements ToolState {
  readonly name = 'pointing';
  readonly cursor = 'crosshair';
  readonly #editor: Editor;
  readonly #id = nanoid();
  readonly #points: Point[] = [];
  readonly #down: ToolPointer;

  constructor(editor: Editor, down: ToolPointer) {
    this.#editor = editor;
    this.#down = down;
  }

  enter(): void {
    this.#go(this.#down);
  }

  pointerMove(pointer: ToolPointer): Transition {
    this.#go(pointer);
    return null;
  }

  pointerUp(): Transition {
    return 'idle';
  }

  exit(): void {
    this.#editor.laser.set(null);
  }

  #go({ samples }: ToolPointer): void {
    const added = samples.map(({ point }) => point);
    this.#points.push(...added);
    this.#editor.lasers.extend(this.#id, null, added);
    this.#editor.laser.set({ id: this.#id, points: [...this.#points] });
  }
}
