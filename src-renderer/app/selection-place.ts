import { useSyncExternalStore } from 'react';
import type { Editor } from '../canvas/editor.ts';
import { transformSelection } from '../commands/selection-layout.ts';
import { normalizeDegrees, rotatePoint } from '../geometry/angle.ts';
import { centreOfBox } from '../geometry/box.ts';
import type { Transform } from '../geometry/transform.ts';
import type { PlaceChange, SelectionPlace } from '../ui/arrange/place-fields.tsx';

/** As people read and write it: to a hundredth. */
const rounded = (value: number): number => Math.round(value * 100) / 100 + 0;

/** Where the selection is; null when nothing is selected. */
export function selectionPlace({ selectionView, board }: Editor): SelectionPlace | null {
  const { frame } = selectionView;
  if (!frame) return null;
  const { box, rotation } = frame;
  return {
    x: rounded(box.x),
    y: rounded(box.y),
    width: rounded(box.width),
    height: rounded(box.height),
    rotation: rounded(rotation),
    // A side of no length cannot be made longer by any factor.
    canWidth: box.width > 0,
    canHeight: box.height > 0 && frame.only?.type !== 'text',
    locked: selectionView.isLocked || board.readOnlyReason !== null,
  };
}

/** Puts the selection where the numbers say: as by its handles, one number at a time. */
export function placeSelection(editor: Editor, change: PlaceChange, run?: object): void {
  const { frame } = editor.selectionView;
  if (!frame) return;
  const { box, rotation, only } = frame;
  const transform = ((): Transform => {
    switch (change.field) {
      case 'x':
        return { kind: 'move', dx: change.value - box.x, dy: 0 };
      case 'y':
        return { kind: 'move', dx: 0, dy: change.value - box.y };
      case 'rotation':
        return {
          kind: 'turn',
          degrees: normalizeDegrees(change.value - rotation),
          pivot: only ? null : centreOfBox(box),
        };
      default: {
        const factor = change.value / (change.field === 'width' ? box.width : box.height);
        const both = frame.keepsRatio && only?.type !== 'text';
        return {
          kind: 'scale',
          rotation,
          anchor: rotatePoint({ x: box.x, y: box.y }, centreOfBox(box), rotation),
          scaleX: change.field === 'width' || both ? factor : 1,
          scaleY: change.field === 'height' || both ? factor : 1,
        };
      }
    }
  })();
  transformSelection(editor, transform, run);
}

const last = new WeakMap<Editor, SelectionPlace | null>();

/** The same object as long as nothing of it has changed. */
function snapshot(editor: Editor): SelectionPlace | null {
  const now = selectionPlace(editor);
  const before = last.get(editor);
  if (before !== undefined && JSON.stringify(before) === JSON.stringify(now)) return before;
  last.set(editor, now);
  return now;
}

export function useSelectionPlace(editor: Editor): SelectionPlace | null {
  return useSyncExternalStore(
    (listener) => {
      const stops = [editor.selection.subscribe(listener), editor.scene.onChange(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    () => snapshot(editor),
  );
}
