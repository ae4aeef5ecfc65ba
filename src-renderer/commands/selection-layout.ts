import type { ElementPatch } from '../board/element.ts';
import type { Editor } from '../canvas/editor.ts';
import { rowsOf } from '../canvas/reading-order.ts';
import {
  type Alignment,
  type Axis,
  alignMoves,
  distributeMoves,
  type Moves,
  stackMoves,
  tidyMoves,
} from '../geometry/align.ts';
import { type Bounds, boxOfBounds, centreOfBox } from '../geometry/box.ts';
import type { Transform } from '../geometry/transform.ts';
import { transformPatches } from '../tools/select/transform-patches.ts';

/** Groups and single elements of the selection, each with where it is. */
interface Thing extends Bounds {
  readonly ids: readonly string[];
}

function thingsOf({ scene, selectionView }: Editor): Thing[] {
  return selectionView.units.flatMap(({ ids }) => {
    const bounds = scene.boundsOf(ids);
    return bounds ? [{ ...bounds, ids }] : [];
  });
}

/** How many things the selection is made of that can be laid out. */
export function layoutCount(editor: Editor): number {
  return editor.selectionView.units.length;
}

/** Moves each thing by its own distance, all in one step. */
function lay(editor: Editor, movesOf: (things: readonly Thing[]) => Moves): void {
  editor.cancelGesture();
  const things = thingsOf(editor);
  const moves = movesOf(things);
  const patches = things.flatMap(({ ids }, i): ElementPatch[] => {
    const { x: dx, y: dy } = moves[i] ?? { x: 0, y: 0 };
    if (dx === 0 && dy === 0) return [];
    return transformPatches(editor, new Set(ids), { kind: 'move', dx, dy });
  });
  if (patches.length > 0) editor.update(patches);
}

export function alignSelection(editor: Editor, how: Alignment): void {
  lay(editor, (things) => alignMoves(how, things));
}

export function distributeSelection(editor: Editor, axis: Axis): void {
  lay(editor, (things) => distributeMoves(axis, things));
}

export function stackSelection(editor: Editor, axis: Axis): void {
  lay(editor, (things) => stackMoves(axis, things));
}

/** Rows and columns of what lies about. */
export function tidySelection(editor: Editor): void {
  lay(editor, (things) => {
    const rows = rowsOf(
      things.map(({ minX, minY, maxX, maxY }, i) => ({ minX, minY, maxX, maxY, i })),
    );
    return tidyMoves(
      things,
      rows.map((row) => row.map(({ i }) => i)),
    );
  });
}

/** Mirrors the selection as a whole: `x` turns left to right. */
export function flipSelection(editor: Editor, axis: Axis): void {
  const bounds = editor.scene.boundsOf(editor.selection.get());
  if (!bounds) return;
  transformSelection(editor, {
    kind: 'scale',
    rotation: 0,
    anchor: centreOfBox(boxOfBounds(bounds)),
    scaleX: axis === 'x' ? -1 : 1,
    scaleY: axis === 'y' ? -1 : 1,
  });
}

/** @param run transforms of the same run are one step of undo */
export function transformSelection(editor: Editor, transform: Transform, run?: object): void {
  editor.cancelGesture();
  const patches = transformPatches(editor, editor.selection.get(), transform);
  if (patches.length > 0) editor.update(patches, run);
}
