import type { Editor } from '../../canvas/editor.ts';
import { type HandleGrip, resizeCursor } from '../../canvas/handles.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { SelectionFrame } from '../../canvas/selection-frame.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { isDrag } from '../drag-threshold.ts';
import { MovingEnd } from './moving-end.ts';
import { Resizing } from './resizing.ts';
import { ROTATE_CURSOR } from './rotate-cursor.ts';
import { Rotating } from './rotating.ts';

/** CSS cursor over a handle. */
export function gripCursor(frame: SelectionFrame, grip: HandleGrip): string {
  if (grip.kind === 'resize') return resizeCursor(frame, grip);
  return grip.kind === 'rotate' ? ROTATE_CURSOR : 'crosshair';
}

/** The pointer is down on a handle: a drag resizes, turns or bends, a click does nothing. */
export class PointingHandle implements ToolState {
  readonly name = 'pointing-handle';
  readonly cursor: string;
  readonly #editor: Editor;
  readonly #frame: SelectionFrame;
  readonly #grip: HandleGrip;
  readonly #down: ToolPointer;

  constructor(editor: Editor, frame: SelectionFrame, grip: HandleGrip, down: ToolPointer) {
    this.#editor = editor;
    this.#frame = frame;
    this.#grip = grip;
    this.#down = down;
    this.cursor = gripCursor(frame, grip);
  }

  pointerMove(pointer: ToolPointer): Transition {
    if (!isDrag(this.#down.screen, pointer.screen, pointer.kind)) return null;
    return this.#start(pointer);
  }

  pointerUp(): Transition {
    return 'idle';
  }

  #start(pointer: ToolPointer): Transition {
    const grip = this.#grip;
    const frame = this.#frame;
    // Somebody else may have deleted it all since the press.
    if (this.#editor.selection.get().size === 0) return 'idle';
    if (grip.kind === 'resize') {
      return new Resizing(this.#editor, frame, grip, this.#down, pointer);
    }
    if (grip.kind === 'rotate') return new Rotating(this.#editor, frame, this.#down, pointer);
    if (!frame.only) return 'idle';
    return new MovingEnd(this.#editor, frame.only, grip.end, this.#down, pointer);
  }
}
