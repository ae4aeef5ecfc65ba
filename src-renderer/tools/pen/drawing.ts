import { nanoid } from 'nanoid';
import { toInputPoints } from '../../board/copy-element.ts';
import type { DrawingStyle } from '../../canvas/drawing-styles.ts';
import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { type BoardPoint, distance, type ScreenPoint } from '../../geometry/point.ts';
import { type InkPressure, POINT_STRIDE } from '../../ink/outline.ts';
import { InkRecorder, inkPressureOf } from '../../ink/sampling.ts';
import { precisionAt } from '../point-precision.ts';

/** Held still for so long, what was drawn becomes a straight line. */
export const HOLD_MS = 500;
/** A hand that holds still moves a little, in CSS pixels. */
const HOLD_RADIUS_PX = 4;
/** A line shorter than this was hardly meant, in CSS pixels: a slow start of writing. */
const MIN_LINE_PX = 24;

/** What is drawn along the hand's own way. */
export type InkType = 'stroke' | 'highlight';

/** Draws a stroke. Held still, it becomes a line from its start to the pointer, and follows that. */
export class Drawing implements ToolState {
  readonly name = 'drawing';
  readonly cursor = 'crosshair';
  readonly #editor: Editor;
  /** Chosen before it lands: others see the stroke under the id that will. */
  #id = nanoid();
  readonly #style: DrawingStyle;
  readonly #precision: number;
  readonly #ink: InkRecorder;
  /** The end of the line that the stroke has become. */
  #lineEnd: BoardPoint | null = null;
  #heldAt: ScreenPoint;
  #holdTimer: ReturnType<typeof setTimeout> | undefined;

  readonly #type: InkType;

  constructor(editor: Editor, pointer: ToolPointer, type: InkType) {
    this.#editor = editor;
    this.#type = type;
    this.#style = editor.styles.of(type);
    const { zoom } = editor.camera.get();
    this.#precision = precisionAt(zoom);
    this.#ink = new InkRecorder(inkPressureOf(pointer.kind, this.#style.pressure), zoom);
    this.#heldAt = pointer.screen;
    this.#record(pointer);
  }

  enter(): void {
    this.#show();
    this.#waitForHold();
  }

  pointerMove(pointer: ToolPointer): Transition {
    if (this.#lineEnd) {
      this.#lineEnd = pointer.point;
      this.#show();
      return null;
    }
    const hasGrown = this.#record(pointer);
    if (hasGrown) this.#show(this.#aheadOf(pointer));
    if (distance(pointer.screen, this.#heldAt) > HOLD_RADIUS_PX) {
      this.#heldAt = pointer.screen;
      this.#waitForHold();
    }
    return null;
  }

  pointerUp(pointer: ToolPointer): Transition {
    if (this.#lineEnd) {
      this.#lineEnd = pointer.point;
    } else {
      // A pen reports no pressure while it lifts: its last position alone, at the last pressure.
      const at = this.#ink.points.length - 1;
      const pressure = this.#ink.points[at] ?? 0;
      this.#ink.add({ x: pointer.point.x, y: pointer.point.y, pressure });
      this.#ink.finish();
    }
    const { color, opacity, size } = this.#style;
    this.#editor.add([
      {
        id: this.#id,
        type: this.#type,
        points: toInputPoints(this.#points),
        color,
        opacity,
        size,
        ...(this.#type === 'stroke' ? { pressure: this.#pressure } : {}),
        precision: this.#precision,
      },
    ]);
    return 'idle';
  }

  exit(): void {
    clearTimeout(this.#holdTimer);
    this.#editor.gesture.set(null);
  }

  /** A line has one width: that of the pen's mean pressure, or the nominal one. */
  get #pressure(): InkPressure {
    return this.#lineEnd && this.#ink.pressure === 'simulated' ? 'off' : this.#ink.pressure;
  }

  get #points(): readonly number[] {
    const { points } = this.#ink;
    if (!this.#lineEnd) return points;
    const [x = 0, y = 0] = points;
    const pressure = meanPressure(points);
    return [x, y, pressure, this.#lineEnd.x, this.#lineEnd.y, pressure];
  }

  #waitForHold(): void {
    clearTimeout(this.#holdTimer);
    this.#holdTimer = setTimeout(() => this.#straighten(), HOLD_MS);
  }

  #straighten(): void {
    const { points } = this.#ink;
    const [x = 0, y = 0] = points;
    const [endX = x, endY = y] = points.slice(-POINT_STRIDE);
    const end = { x: endX, y: endY };
    const length = distance({ x, y }, end);
    if (length < this.#editor.screenDistance(MIN_LINE_PX)) return;
    this.#lineEnd = end;
    // What others see of a stroke only grows: this is another one.
    this.#id = nanoid();
    this.#show();
  }

  #record(pointer: ToolPointer): boolean {
    let grown = false;
    for (const { point, pressure } of pointer.samples) {
      grown = this.#ink.add({ x: point.x, y: point.y, pressure }) || grown;
    }
    return grown;
  }

  #aheadOf({ predicted }: ToolPointer): number[] {
    return predicted.flatMap(({ point, pressure }) => [point.x, point.y, pressure]);
  }

  /** @param ahead triples where the pen is expected next */
  #show(ahead: readonly number[] = []): void {
    const { color, opacity, size } = this.#style;
    this.#editor.gesture.set({
      id: this.#id,
      type: this.#type,
      color,
      fill: 'none',
      fillStyle: 'soft',
      opacity,
      size,
      pressure: this.#pressure,
      ...(this.#lineEnd ? { path: this.#points } : { points: this.#points, ahead }),
    });
  }
}

function meanPressure(points: readonly number[]): number {
  let sum = 0;
  for (let at = POINT_STRIDE - 1; at < points.length; at += POINT_STRIDE) sum += points[at] ?? 0;
  return sum / (points.length / POINT_STRIDE);
}
