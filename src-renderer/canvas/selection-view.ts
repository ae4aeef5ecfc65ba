import type { BoardDocument } from '../board/board-document.ts';
import type { ElementId } from '../board/element.ts';
import type { Camera } from './camera.ts';
import { type Handle, handlesOf } from './handles.ts';
import type { Scene } from './scene.ts';
import { frameOf, type SelectionFrame } from './selection-frame.ts';
import type { ReadonlyStore } from './store.ts';

/** What a selection's view is of; an editor is one. */
export interface SelectionSource {
  readonly scene: Scene;
  readonly selection: ReadonlyStore<ReadonlySet<ElementId>>;
  readonly board: Pick<BoardDocument, 'readOnlyReason'>;
  readonly texts: { readonly field: ReadonlyStore<unknown> };
}

/** The frame of the selection, worked out once for as long as neither selection nor board changes. */
export class SelectionView {
  readonly #source: SelectionSource;
  #seen: { readonly ids: ReadonlySet<ElementId>; readonly revision: number } | null = null;
  #frame: SelectionFrame | undefined;

  constructor(source: SelectionSource) {
    this.#source = source;
  }

  /** Undefined while nothing is selected. */
  get frame(): SelectionFrame | undefined {
    const { scene } = this.#source;
    const ids = this.#source.selection.get();
    const { revision } = scene;
    if (this.#seen?.ids !== ids || this.#seen.revision !== revision) {
      this.#seen = { ids, revision };
      this.#frame = ids.size === 0 ? undefined : frameOf(scene.pick(ids));
    }
    return this.#frame;
  }

  /** What can be taken hold of: nothing on a board that takes no changes, nor while text is typed. */
  handles(camera: Camera): readonly Handle[] {
    const { frame } = this;
    const { board, texts } = this.#source;
    if (!frame || board.readOnlyReason || texts.field.get()) return [];
    return handlesOf(frame, camera);
  }
}
