import type { Camera } from '../../canvas/camera.ts';
import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import type { ScreenPoint } from '../../geometry/point.ts';

export class Panning implements ToolState {
  readonly name = 'panning';
  readonly cursor = 'grabbing';
  readonly #editor: Editor;
  readonly #startCamera: Camera;
  #last: ScreenPoint;
  #done = false;

  constructor(editor: Editor, pointer: ToolPointer) {
    this.#editor = editor;
    this.#startCamera = editor.camera.get();
    this.#last = pointer.screen;
  }

  pointerMove(pointer: ToolPointer): Transition {
    this.#editor.panBy(pointer.screen.x - this.#last.x, pointer.screen.y - this.#last.y);
    this.#last = pointer.screen;
    return null;
  }

  pointerUp(): Transition {
    this.#done = true;
    return 'idle';
  }

  /** A pan that is cancelled goes back to where it began. */
  exit(): void {
    if (!this.#done) this.#editor.setCamera(this.#startCamera);
  }
}
