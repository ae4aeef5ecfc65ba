import type { ElementId, ElementType, NewElement } from '../../board/element.ts';
import type { Editor } from '../../canvas/editor.ts';
import type { GesturePreview } from '../../canvas/gesture.ts';
import type { Modifiers } from '../../canvas/pointer.ts';
import type { ToolDefinition } from '../../canvas/tool.ts';
import { type Box, boxFromPoints } from '../../geometry/box.ts';
import type { Point } from '../../geometry/point.ts';
import { NEUTRAL_PRESSURE } from '../../ink/packed-points.ts';
import { dragBox } from '../drag-box.ts';
import { dragLine } from '../drag-line.ts';
import { precisionAt } from '../point-precision.ts';

/** Size of the shape that a click makes, in board units. */
export const CLICK_WIDTH = 160;
export const CLICK_HEIGHT = 100;

/** Where a drawn shape lies: a box, or the two ends of a line. */
export type DrawnPlace =
  | { readonly kind: 'box'; readonly box: Box }
  | { readonly kind: 'line'; readonly ends: readonly [Point, Point] };

/** A kind of element that a drag spans. */
export interface DrawnShape {
  readonly type: Extract<ElementType, ToolDefinition<Editor>['name']>;
  readonly drag: (from: Point, to: Point, modifiers: Modifiers) => DrawnPlace;
  /** Its corner snaps to what is around. */
  readonly snaps: boolean;
  /** What a click makes. */
  readonly click: (at: Point) => DrawnPlace;
}

/** A shape that fills a box: a click makes one of a default size around the pointer. */
export function boxShape(type: DrawnShape['type']): DrawnShape {
  return {
    type,
    snaps: true,
    drag: (from, to, modifiers) => ({ kind: 'box', box: dragBox(from, to, modifiers) }),
    click: ({ x, y }) => ({
      kind: 'box',
      box: {
        x: x - CLICK_WIDTH / 2,
        y: y - CLICK_HEIGHT / 2,
        width: CLICK_WIDTH,
        height: CLICK_HEIGHT,
      },
    }),
  };
}

/** A shape between two ends: a click makes a level one that begins at the pointer. */
export function lineShape(type: DrawnShape['type']): DrawnShape {
  return {
    type,
    snaps: false,
    drag: (from, to, modifiers) => ({ kind: 'line', ends: dragLine(from, to, modifiers) }),
    click: (at) => ({ kind: 'line', ends: [at, { x: at.x + CLICK_WIDTH, y: at.y }] }),
  };
}

/** The shape on screen only, in the style that will land. */
export function previewOf(
  editor: Editor,
  { type }: DrawnShape,
  id: ElementId,
  place: DrawnPlace,
): GesturePreview {
  const look = { ...editor.styles.of(type), id, type, pressure: 'off' } as const;
  if (place.kind === 'box') return { ...look, box: place.box };
  const box = boxFromPoints(place.ends);
  const path = place.ends.flatMap(({ x, y }) => [x, y, NEUTRAL_PRESSURE]);
  return box ? { ...look, box, path } : { ...look, path };
}

/** Adds the shape, selects it and is done with the tool. */
export function landShape(
  editor: Editor,
  { type }: DrawnShape,
  id: ElementId,
  place: DrawnPlace,
): void {
  const { pressure: _pen, ...style } = editor.styles.of(type);
  const { color, dash, opacity, size } = style;
  const element: NewElement =
    place.kind === 'box'
      ? { id, type, ...place.box, ...style }
      : {
          id,
          type,
          points: place.ends.map(({ x, y }) => [x, y]),
          precision: precisionAt(editor.camera.get().zoom),
          color,
          dash,
          opacity,
          size,
        };
  const added = editor.add([element]);
  if (!added.ok) return;
  editor.select([id]);
  editor.finishShape();
}
