import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { Point } from '../../geometry/point.ts';
import type { EndTransform, LineEnd } from '../../geometry/transform.ts';
import type { ShapeElement } from '../../shapes/shape.ts';
import { lineCorners, lineEnds } from '../../shapes/transform-element.ts';
import { snapDirection } from '../drag-line.ts';
import { Lifting } from './lifting.ts';

/** Puts one end of the selected line elsewhere; with Shift in a direction of steps of 15°. */
export class MovingEnd extends Lifting {
  readonly name = 'moving-end';
  readonly cursor = 'crosshair';
  readonly #line: ShapeElement;
  readonly #end: LineEnd;
  readonly #offset: Point;

  constructor(
    editor: Editor,
    line: ShapeElement,
    end: LineEnd,
    down: ToolPointer,
    pointer: ToolPointer,
  ) {
    super(editor, down.point, pointer);
    this.#line = line;
    this.#end = end;
    const at = lineEnds(line)[end];
    this.#offset = { x: at.x - down.point.x, y: at.y - down.point.y };
  }

  protected transform(): EndTransform {
    const to = { x: this.to.x + this.#offset.x, y: this.to.y + this.#offset.y };
    const neighbour = this.modifiers.shift ? this.#neighbour() : undefined;
    return { kind: 'end', end: this.#end, to: neighbour ? snapDirection(neighbour, to) : to };
  }

  /** The point that the end is joined to, as it is now. */
  #neighbour(): Point | undefined {
    const line = this.editor.scene.get(this.#line.id) ?? this.#line;
    return lineCorners(line).at(this.#end === 'first' ? 1 : -2);
  }
}
