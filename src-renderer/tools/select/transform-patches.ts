import { toInputPoints } from '../../board/copy-element.ts';
import type { ElementId, ElementPatch } from '../../board/element.ts';
import type { Editor } from '../../canvas/editor.ts';
import type { Transform } from '../../geometry/transform.ts';
import { storedBoxOf } from '../../shapes/element-text.ts';
import { transformElement } from '../../shapes/transform-element.ts';
import { precisionAt } from '../point-precision.ts';

/** What a transform writes: only what it changes, so that others' changes of the rest stand. */
export function transformPatches(
  editor: Editor,
  ids: ReadonlySet<ElementId>,
  transform: Transform,
): ElementPatch[] {
  return editor.scene.pick(ids).map((node): ElementPatch => {
    const transformed = transformElement(node, transform);
    const { box, rotation, size, repointed } = transformed;
    return {
      id: node.id,
      // A turned text has its corner written, which is what it keeps while it is typed in.
      ...(box === node.box && node.type !== 'text'
        ? {}
        : storedBoxOf(transformed, { seen: node.box, stored: node.element.box })),
      ...(rotation === node.rotation ? {} : { rotation }),
      ...(size === node.size ? {} : { size }),
      ...(repointed
        ? {
            points: toInputPoints(transformed.points),
            precision: Math.max(
              editor.board.pointPrecision(node.id),
              precisionAt(editor.camera.get().zoom),
            ),
          }
        : {}),
    };
  });
}
