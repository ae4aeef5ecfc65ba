import { useSyncExternalStore } from 'react';
import type { BoardSession } from './board-session.ts';

/**
 * Whether anybody is drawing right now, here or elsewhere. Only the answer is watched: following the
 * gesture itself would render the whole interface with every move of the pen.
 */
export function useIsDrawing({ editor, remoteGestures }: BoardSession): boolean {
  return useSyncExternalStore(
    (listener) => {
      const stops = [editor.gesture.subscribe(listener), remoteGestures.subscribe(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    () => editor.gesture.get() !== null || remoteGestures.size > 0,
  );
}
