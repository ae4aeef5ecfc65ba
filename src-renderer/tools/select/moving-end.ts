import type { ElementPatch } from '../../board/element.ts';
import type { Binding } from '../../board/registers.ts';
import { bindingAt } from '../../canvas/connections/binding-at.ts';
import type { Editor } from '../../canvas/editor.ts';
import type { ToolPointer } from '../../canvas/pointer.ts';
import type { Point } from '../../geometry/point.ts';
import type { EndTransform, LineEnd } from '../../geometry/transform.ts';
import { connect } from '../../shapes/connector/connect.ts';
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
    const binding = this.#binding();
    this.editor.hovered.set(binding?.[0] ?? null);
    const to = (binding && this.#heldBy(binding)) ?? this.#wanted();
    return { kind: 'end', end: this.#end, to };
  }

  override exit(): void {
    super.exit();
    this.editor.hovered.set(null);
  }

  /** What it holds on to lands with it. */
  protected override patches(transform: EndTransform): ElementPatch[] {
    const binding = this.#binding();
    const held = this.#end === 'first' ? { start: binding } : { end: binding };
    return super.patches(transform).map((patch) => ({ ...patch, ...held }));
  }

  /** Where the pointer wants the end. */
  #wanted(): Point {
    const to = { x: this.to.x + this.#offset.x, y: this.to.y + this.#offset.y };
    const neighbour = this.modifiers.shift ? this.#neighbour() : undefined;
    return neighbour ? snapDirection(neighbour, to) : to;
  }

  /** What the end holds on to there, unless Ctrl (or Cmd) says not to; nothing that both ends would. */
  #binding(): Binding | null {
    if (this.modifiers.accel) return null;
    const binding = bindingAt(this.editor, this.#wanted(), this.#line.id);
    const other = this.#end === 'first' ? this.#now.end : this.#now.start;
    return binding && other?.[0] === binding[0] ? null : binding;
  }

  /** Where the end is when it holds on to something. */
  #heldBy(binding: Binding): Point | undefined {
    const { start, end, route, size } = this.#now;
    const corners = lineCorners(this.#now);
    const held = this.#end === 'first' ? { start: binding, end } : { start, end: binding };
    const connection = connect({ corners, route, size, ...held }, (id) =>
      this.editor.scene.get(id),
    );
    return connection?.controls.at(this.#end === 'first' ? 0 : -1);
  }

  /** The line as it is now: somebody else may have changed it. */
  get #now(): ShapeElement {
    return this.editor.scene.get(this.#line.id) ?? this.#line;
  }

  /** The point that the end is joined to, as it is now. */
  #neighbour(): Point | undefined {
    return lineCorners(this.#now).at(this.#end === 'first' ? 1 : -2);
  }
}
