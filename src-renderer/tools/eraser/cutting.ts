import type { BoardChange } from '../../board/board-change.ts';
import { toInputPoints } from '../../board/copy-element.ts';
import type { ElementId, NewElement } from '../../board/element.ts';
import { orderKeysBetween } from '../../board/order.ts';
import type { StrokeCut } from '../../canvas/cuts.ts';
import type { SceneNode } from '../../canvas/scene.ts';
import type { Transition } from '../../canvas/tool.ts';
import { rotatePoint } from '../../geometry/angle.ts';
import { centreOfBox } from '../../geometry/box.ts';
import { cutStroke } from '../../ink/cut-stroke.ts';
import { POINT_STRIDE } from '../../ink/packed-points.ts';
import { type Disc, Sweeping } from './sweeping.ts';

/**
 * Takes away what the eraser touches of strokes and leaves the rest; other elements stay. The rest is
 * shown as it will be, and lands at pointer-up.
 */
export class Cutting extends Sweeping {
  readonly name = 'cutting';
  /** Discs this near to each other leave no ink between them that could be seen. */
  protected readonly density = 2;
  readonly #cuts = new Map<ElementId, StrokeCut>();

  /** What somebody else has changed meanwhile is not what was cut: it is left as it is. */
  boardChanged(change: BoardChange): Transition {
    const before = this.#cuts.size;
    for (const { id } of change.removed) this.#cuts.delete(id);
    for (const { after } of change.updated) this.#cuts.delete(after.id);
    if (this.#cuts.size !== before) this.show();
    return null;
  }

  exit(): void {
    this.#cuts.clear();
    this.show();
  }

  protected touch(node: SceneNode, { at, radius }: Disc): boolean {
    if (node.type !== 'stroke') return false;
    // Pieces are as the stroke is before it is turned.
    const centre = rotatePoint(at, centreOfBox(node.box), -node.rotation);
    const reach = radius + node.size / 2;
    const pieces = this.#cuts.get(node.id)?.pieces ?? [node.points];
    let hasCut = false;
    const left = pieces.flatMap((piece) => {
      const rest = cutStroke(piece, centre, reach);
      hasCut ||= rest !== null;
      return rest ?? [piece];
    });
    if (hasCut) this.#cuts.set(node.id, { node, pieces: left });
    return hasCut;
  }

  protected show(): void {
    this.editor.cuts.set(new Map(this.#cuts));
  }

  /** One step of undo: the pieces come, and the strokes that they were go. */
  protected land(): void {
    if (this.#cuts.size === 0) return;
    const { board } = this.editor;
    const cuts = [...this.#cuts.values()];
    // Its own change must not look like somebody else's.
    this.#cuts.clear();
    const mark = board.historyMark();
    const added = this.editor.add(cuts.flatMap((cut) => this.#elementsOf(cut)));
    if (added.ok) this.editor.remove(cuts.map(({ node }) => node.id));
    board.joinHistory(mark);
  }

  /** The pieces as elements, in the place of the stroke in the z-order. */
  #elementsOf({ node, pieces }: StrokeCut): NewElement[] {
    const { color, opacity, size, pressure, box, rotation } = node;
    const centre = centreOfBox(box);
    const precision = this.editor.board.pointPrecision(node.id);
    const { index } = node.element;
    const above = this.editor.board.elements().find((other) => other.index > index)?.index ?? null;
    const keys = orderKeysBetween(index, above, pieces.length);
    return pieces.map((piece, i): NewElement => {
      const points = Array.from(piece);
      for (let at = 0; at < points.length; at += POINT_STRIDE) {
        const turned = rotatePoint(
          { x: points[at] ?? 0, y: points[at + 1] ?? 0 },
          centre,
          rotation,
        );
        points[at] = turned.x;
        points[at + 1] = turned.y;
      }
      const key = keys[i];
      return {
        type: 'stroke',
        points: toInputPoints(points),
        color,
        opacity,
        size,
        pressure,
        precision,
        ...(key === undefined ? {} : { index: key }),
      };
    });
  }
}
