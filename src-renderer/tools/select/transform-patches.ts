import { toInputPoints } from '../../board/copy-element.ts';
import type { ElementId, ElementPatch } from '../../board/element.ts';
import { fateOf } from '../../canvas/connections/followers.ts';
import type { Editor } from '../../canvas/editor.ts';
import type { SceneNode } from '../../canvas/scene.ts';
import type { Transform } from '../../geometry/transform.ts';
import { triplesOf } from '../../shapes/connector/route.ts';
import { storedBoxOf } from '../../shapes/element-text.ts';
import { lineCorners, transformElement } from '../../shapes/transform-element.ts';
import { precisionAt } from '../point-precision.ts';

/** What a transform writes: only what it changes, so that others' changes of the rest stand. */
export function transformPatches(
  editor: Editor,
  ids: ReadonlySet<ElementId>,
  transform: Transform,
): ElementPatch[] {
  return editor.scene.pick(ids).flatMap((node): ElementPatch[] => {
    if (node.isConnected) return connectedPatch(editor, node, ids, transform);
    const transformed = transformElement(node, transform);
    const { box, rotation, size, repointed } = transformed;
    return [
      {
        id: node.id,
        // A turned text has its corner written, which is what it keeps while it is typed in.
        ...(box === node.box && node.type !== 'text'
          ? {}
          : storedBoxOf(transformed, { seen: node.box, stored: node.element.box })),
        ...(rotation === node.rotation ? {} : { rotation }),
        ...(size === node.size ? {} : { size }),
        ...(repointed ? pointsPatch(editor, node, transformed.controls ?? transformed.points) : {}),
      },
    ];
  });
}

function pointsPatch(
  editor: Editor,
  { id }: SceneNode,
  points: ArrayLike<number>,
): Pick<ElementPatch, 'points' | 'precision'> {
  const { zoom } = editor.camera.get();
  return {
    points: toInputPoints(points),
    precision: Math.max(editor.board.pointPrecision(id), precisionAt(zoom)),
  };
}

/** A line that holds on to something has its own points written as they are seen, turned or not. */
function connectedPatch(
  editor: Editor,
  node: SceneNode,
  ids: ReadonlySet<ElementId>,
  transform: Transform,
): ElementPatch[] {
  const selection = editor.selection.get();
  const fate = fateOf(node, editor.scene, (id) => ids.has(id) || selection.has(id));
  const isByItsEnd = transform.kind === 'end';
  if (fate === 'stays' && !isByItsEnd) return [];
  const corners = lineCorners(transformElement(node, transform));
  return [
    {
      id: node.id,
      ...pointsPatch(editor, node, triplesOf(corners)),
      ...(node.element.rotation === 0 ? {} : { rotation: 0 }),
      ...(fate === 'torn' && !isByItsEnd ? { start: null, end: null } : {}),
    },
  ];
}
