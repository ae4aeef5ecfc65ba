import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/inter';
import * as Y from 'yjs';
import { z } from 'zod';
import { BoardDocument } from '../../../src-renderer/board/board-document.ts';
import type { Editor } from '../../../src-renderer/canvas/editor.ts';
import { RemoteCursors } from '../../../src-renderer/canvas/remote-cursors.ts';
import { RemoteGestures } from '../../../src-renderer/canvas/remote-gestures.ts';
import { WhiteboardCanvas } from '../../../src-renderer/canvas/whiteboard-canvas.tsx';
import type { ThemeName } from '../../../src-renderer/shapes/palette.ts';
import { createEditor } from '../../../src-renderer/tools/create-editor.ts';
import { transformPatches } from '../../../src-renderer/tools/select/transform-patches.ts';
import { compareWithDirect } from './compare.ts';

z.config({ jitless: true });

const author = (personId: string): { personId: string; name: string } => ({
  personId,
  name: personId,
});

/** Another person's board: what is written there arrives here as updates do from the network. */
function otherPerson(board: BoardDocument): BoardDocument {
  const other = new BoardDocument({ author: author('bob') });
  Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(board.doc), 'sync');
  board.doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'from bob') Y.applyUpdate(other.doc, update, 'sync');
  });
  other.doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'sync') Y.applyUpdate(board.doc, update, 'from bob');
  });
  return other;
}

function painted(editor: Editor): Promise<void> {
  return new Promise((resolve) => {
    const stop = editor.painted.subscribe(check);
    function check(): void {
      if (!editor.painted.get()) return;
      stop();
      resolve();
    }
    check();
  });
}

/** A copy of the board on which what is lifted has been put down. */
function landedEditor(editor: Editor): Editor {
  const board = new BoardDocument({ author: author('carol') });
  Y.applyUpdate(board.doc, Y.encodeStateAsUpdate(editor.board.doc));
  const copy = createEditor({ board });
  const lift = editor.lift.get();
  if (lift) board.update(transformPatches(copy, lift.ids, lift.transform));
  return copy;
}

function start() {
  const board = new BoardDocument({ author: author('ada') });
  const editor = createEditor({ board });
  // What is dragged here has to land exactly where the pointer says.
  editor.snapToShapes.set(false);
  const remoteGestures = new RemoteGestures();
  remoteGestures.follow(board);
  const remoteCursors = new RemoteCursors();
  const root = createRoot(document.getElementById('root') as HTMLElement);
  let theme: ThemeName = 'light';
  const render = (): void =>
    root.render(
      <WhiteboardCanvas
        editor={editor}
        remoteGestures={remoteGestures}
        remoteCursors={remoteCursors}
        theme={theme}
        label="Canvas"
        textLabel="Text"
      />,
    );
  render();
  let other: BoardDocument | null = null;
  let landed: Editor | null = null;
  return {
    board,
    editor,
    remoteGestures,
    /** Made when first asked for. */
    get other(): BoardDocument {
      other ??= otherPerson(board);
      return other;
    },
    /** Takes over a whole board, as it comes from storage. */
    load: (update: Uint8Array): void => Y.applyUpdate(board.doc, update, 'storage'),
    setTheme(name: ThemeName): void {
      theme = name;
      flushSync(render);
    },
    get theme(): ThemeName {
      return theme;
    },
    painted: () => painted(editor),
    compare: () => compareWithDirect(editor, theme),
    /** What is shown beside the board as it will be when the lift has landed. */
    compareAsLanded: (reachPx = 0) =>
      compareWithDirect(editor, theme, (landed ?? landedEditor(editor)).scene, reachPx),
    /** Remembers how the board will be when the lift has landed: for a look at it after that. */
    rememberLanded(): void {
      landed = landedEditor(editor);
    },
  };
}

/** The canvas alone, for tests and benches that reach behind it. */
export type CanvasPage = ReturnType<typeof start>;

declare global {
  interface Window {
    canvasPage?: CanvasPage;
  }
}

window.canvasPage = start();
