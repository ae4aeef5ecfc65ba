import type { Editor } from '../canvas/editor.ts';
import type { Modifiers, ToolPointer } from '../canvas/pointer.ts';
import type { ToolState, Transition } from '../canvas/tool.ts';
import type { BoardPoint } from '../geometry/point.ts';

/** A gesture that follows the pointer and the modifiers until the pointer goes up. */
export abstract class Dragging implements ToolState {
  abstract readonly name: string;
  protected readonly editor: Editor;
  /** Where the pointer went down. */
  protected readonly from: BoardPoint;
  protected to: BoardPoint;
  protected modifiers: Modifiers;

  constructor(editor: Editor, from: BoardPoint, pointer: ToolPointer) {
    this.editor = editor;
    this.from = from;
    this.to = pointer.point;
    this.modifiers = pointer.modifiers;
  }

  enter(): void {
    this.show();
  }

  pointerMove(pointer: ToolPointer): Transition {
    this.#follow(pointer);
    this.show();
    return null;
  }

  modifiersChanged(modifiers: Modifiers): Transition {
    this.modifiers = modifiers;
    this.show();
    return null;
  }

  pointerUp(pointer: ToolPointer): Transition {
    this.#follow(pointer);
    this.land();
    return 'idle';
  }

  /** Takes the preview off the screen. */
  abstract exit(): void;

  /** Shows what would land now. */
  protected abstract show(): void;

  /** Writes the result to the document. */
  protected abstract land(): void;

  #follow(pointer: ToolPointer): void {
    this.to = pointer.point;
    this.modifiers = pointer.modifiers;
  }
}
