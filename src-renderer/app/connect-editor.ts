import { nanoid } from 'nanoid';
import { toldLook } from '../board/registers.ts';
import type { Editor } from '../canvas/editor.ts';
import { triplesOf } from '../shapes/connector/route.ts';
import type { BoardSync } from '../sync/board-sync.ts';
import { LASER_GESTURE } from '../sync/presence/gestures.ts';
import { PRESENCE_SELECTION_MAX, type Presence } from '../sync/presence/presence.ts';

/**
 * Shows others what happens in this window: pointer, selection, tool, and the gesture in progress.
 * @returns a function that ends it.
 */
export function connectEditor(editor: Editor, sync: BoardSync): () => void {
  let lastGestureId: string | null = null;
  let liftId: string | null = null;
  let liftLanded = false;
  const tellView = (): void => sync.setPresence({ view: viewOf(editor) });
  tellView();
  const stops = [
    editor.camera.subscribe(tellView),
    editor.viewport.subscribe(tellView),
    editor.pointer.subscribe(() => {
      const point = editor.pointer.get();
      sync.setPresence({ cursor: point ? [round(point.x), round(point.y)] : null });
    }),
    editor.selection.subscribe(() => {
      sync.setPresence({ selection: [...editor.selection.get()].slice(0, PRESENCE_SELECTION_MAX) });
    }),
    editor.tool.subscribe(() => sync.setPresence({ tool: editor.tool.get() })),
    editor.texts.caret.subscribe(() => sync.setPresence({ caret: editor.texts.caret.get() })),
    editor.gesture.subscribe(() => {
      const gesture = editor.gesture.get();
      const landed =
        gesture === null && lastGestureId !== null && editor.board.get(lastGestureId) !== undefined;
      lastGestureId = gesture?.id ?? null;
      sync.setGesture(gesture && { ...gesture, more: toldLook(gesture) }, landed);
    }),
    editor.laser.subscribe(() => {
      const laser = editor.laser.get();
      sync.setGesture(
        laser && { ...LASER_LOOK, id: laser.id, points: triplesOf(laser.points) },
        false,
      );
    }),
    editor.board.onChange((change) => {
      if (change.local && liftId !== null) liftLanded = true;
    }),
    editor.lift.subscribe(() => {
      const lift = editor.lift.get();
      if (!lift) {
        liftId = null;
        sync.setLift(null, liftLanded);
        return;
      }
      if (liftId === null) {
        liftId = nanoid();
        liftLanded = false;
      }
      const { ids, copies, transform } = lift;
      sync.setLift({ id: liftId, ids: [...ids], copies, transform }, false);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** The part of the board that this window shows; null before the canvas has a size. */
function viewOf(editor: Editor): Presence['view'] {
  const viewport = editor.viewport.get();
  if (viewport.width === 0 || viewport.height === 0) return null;
  const { x, y, zoom } = editor.camera.get();
  return [round(x), round(y), viewport.width / zoom, viewport.height / zoom];
}

/** A laser travels as a gesture that never lands; only its kind counts. */
const LASER_LOOK = {
  type: LASER_GESTURE,
  color: 'red',
  fill: 'none',
  fillStyle: 'soft',
  opacity: 1,
  size: 1,
  pressure: 'off',
} as const;

/** Finer than a hundredth of a unit nobody sees of a cursor. */
const round = (value: number): number => Math.round(value * 100) / 100;
