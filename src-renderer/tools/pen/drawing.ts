import { nanoid } from 'nanoid';
import { toInputPoints } from '../../board/copy-element.ts';
import type { DrawingStyle } from '../../canvas/drawing-styles.ts';
import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { InkRecorder, inkPressureOf } from '../../ink/sampling.ts';
import { precisionAt } from '../point-precision.ts';

export class Drawing implements ToolState {
  readonly name = 'drawing';
  readonly cursor = 'crosshair';
  readonly #editor: Editor;
  /** Chosen now: others see the stroke under the id that will land. */
  readonly #id = nanoid();
  readonly #style: DrawingStyle;
  readonly #precision: number;
  readonly #ink: InkRecorder;

  constructor(editor: Editor, pointer: ToolPointer) {
    this.#editor = editor;
    this.#style = editor.styles.of('stroke');
    const { zoom } = editor.camera.get();
    this.#precision = precisionAt(zoom);
    this.#ink = new InkRecorder(inkPressureOf(pointer.kind, this.#style.pressure), zoom);
    this.#record(pointer);
  }

  enter(): void {
    this.#show();
  }

  pointerMove(pointer: ToolPointer): Transition {
    if (this.#record(pointer)) this.#show();
    return null;
  }

  pointerUp(pointer: ToolPointer): Transition {
    // A pen reports no pressure while it lifts: its last position alone, at the last pressure.
    const at = this.#ink.points.length - 1;
    const pressure = this.#ink.points[at] ?? 0;
    this.#ink.add({ x: pointer.point.x, y: pointer.point.y, pressure });
    const { color, opacity, size } = this.#style;
    this.#editor.add([
      {
        id: this.#id,
        type: 'stroke',
        points: toInputPoints(this.#ink.points),
        color,
        opacity,
        size,
        pressure: this.#ink.pressure,
        precision: this.#precision,
      },
    ]);
    return 'idle';
  }

  exit(): void {
    this.#editor.gesture.set(null);
  }

  #record(pointer: ToolPointer): boolean {
    let grown = false;
    for (const { point, pressure } of pointer.samples) {
      grown = this.#ink.add({ x: point.x, y: point.y, pressure }) || grown;
    }
    return grown;
  }

  #show(): void {
    const { color, opacity, size } = this.#style;
    this.#editor.gesture.set({
      id: this.#id,
      type: 'stroke',
      color,
      fill: 'none',
      fillStyle: 'soft',
      opacity,
      size,
      pressure: this.#ink.pressure,
      points: this.#ink.points,
    });
  }
}
