import type { ElementId, ElementType, NewElement } from '../../board/element.ts';
import type { Binding } from '../../board/registers.ts';
import { bindingsAt } from '../../canvas/connections/binding-at.ts';
import type { Editor } from '../../canvas/editor.ts';
import type { GesturePreview } from '../../canvas/gesture.ts';
import type { Modifiers } from '../../canvas/pointer.ts';
import type { ToolDefinition } from '../../canvas/tool.ts';
import { type Box, boxFromPoints } from '../../geometry/box.ts';
import type { Point } from '../../geometry/point.ts';
import { connect } from '../../shapes/connector/connect.ts';
import { freeRoute, triplesOf } from '../../shapes/connector/route.ts';
import { dragBox } from '../drag-box.ts';
import { dragLine } from '../drag-line.ts';
import { precisionAt } from '../point-precision.ts';

/** Size of the shape that a click makes, in board units. */
export const CLICK_WIDTH = 160;
export const CLICK_HEIGHT = 100;

/** Where a drawn shape lies: a box, or the two ends of a line and what they hold on to. */
export type DrawnPlace =
  | { readonly kind: 'box'; readonly box: Box }
  | {
      readonly kind: 'line';
      readonly ends: readonly [Point, Point];
      readonly start: Binding | null;
      readonly end: Binding | null;
    };

/** A kind of element that a drag spans. */
export interface DrawnShape {
  readonly type: Extract<ElementType, ToolDefinition<Editor>['name']>;
  readonly drag: (editor: Editor, from: Point, to: Point, modifiers: Modifiers) => DrawnPlace;
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
    drag: (_editor, from, to, modifiers) => ({ kind: 'box', box: dragBox(from, to, modifiers) }),
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

const FREE = { start: null, end: null } as const;

/**
 * A shape between two ends, which hold on to what is there unless Ctrl (or Cmd) is held: a click makes
 * a level one that begins at the pointer.
 */
export function lineShape(type: DrawnShape['type']): DrawnShape {
  return {
    type,
    snaps: false,
    drag: (editor, from, to, modifiers) => {
      const ends = dragLine(from, to, modifiers);
      return { kind: 'line', ends, ...(modifiers.accel ? FREE : bindingsAt(editor, ends)) };
    },
    click: (at) => ({ kind: 'line', ends: [at, { x: at.x + CLICK_WIDTH, y: at.y }], ...FREE }),
  };
}

/** The shape on screen only, in the style that will land. */
export function previewOf(
  editor: Editor,
  { type }: DrawnShape,
  id: ElementId,
  place: DrawnPlace,
): GesturePreview {
  const style = editor.styles.of(type);
  const look = { ...style, id, type, pressure: 'off' } as const;
  if (place.kind === 'box') return { ...look, box: place.box };
  const { ends: corners, start, end } = place;
  const { route, size } = style;
  const connection = connect({ corners, route, size, start, end }, (held) =>
    editor.scene.get(held),
  );
  const way = connection?.points ?? freeRoute(corners, route);
  const box = boxFromPoints(way);
  return { ...look, path: triplesOf(way), ...(box ? { box } : {}) };
}

/** The elements that what is being drawn would hold on to: shown, so that nobody is surprised. */
export function heldBy(place: DrawnPlace): ElementId | null {
  return place.kind === 'line' ? ((place.end ?? place.start)?.[0] ?? null) : null;
}

/** Adds the shape, selects it and is done with the tool. */
export function landShape(
  editor: Editor,
  { type }: DrawnShape,
  id: ElementId,
  place: DrawnPlace,
): void {
  const added = editor.add([newElement(editor, type, id, place)]);
  if (!added.ok) return;
  editor.select([id]);
  editor.finishShape();
}

function newElement(
  editor: Editor,
  type: DrawnShape['type'],
  id: ElementId,
  place: DrawnPlace,
): NewElement {
  const { fill, fillStyle, radius, route, startHead, endHead, ...style } = editor.styles.of(type);
  const { color, opacity, size, dash } = style;
  const look = { id, type, color, opacity, size, dash };
  if (place.kind === 'box') return { ...look, ...place.box, fill, fillStyle, radius };
  const { ends, start, end } = place;
  return {
    ...look,
    points: ends.map(({ x, y }) => [x, y]),
    precision: precisionAt(editor.camera.get().zoom),
    route,
    start,
    end,
    ...(type === 'arrow' ? { startHead, endHead } : {}),
  };
}
