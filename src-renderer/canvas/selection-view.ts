import type { BoardDocument } from '../board/board-document.ts';
import type { ElementId } from '../board/element.ts';
import type { Camera } from './camera.ts';
import type { Groups, SelectionUnit } from './groups.ts';
import { type Handle, handlesOf } from './handles.ts';
import type { Scene } from './scene.ts';
import { frameOf, type SelectionFrame } from './selection-frame.ts';
import type { ReadonlyStore } from './store.ts';

/** What a selection's view is of; an editor is one. */
export interface SelectionSource {
  readonly scene: Scene;
  readonly selection: ReadonlyStore<ReadonlySet<ElementId>>;
  readonly groups: Groups;
  readonly board: Pick<BoardDocument, 'readOnlyReason'>;
  readonly texts: { readonly field: ReadonlyStore<unknown> };
}

/** The frame of the selection, worked out once for as long as neither selection nor board changes. */
export class SelectionView {
  readonly #source: SelectionSource;
  #seen: readonly unknown[] = [];
  #frame: SelectionFrame | undefined;
  #units: readonly SelectionUnit[] | null = null;

  constructor(source: SelectionSource) {
    this.#source = source;
  }

  /** Undefined while nothing is selected. */
  get frame(): SelectionFrame | undefined {
    this.#refresh();
    return this.#frame;
  }

  /** What the selection is made of: groups and single elements. */
  get units(): readonly SelectionUnit[] {
    this.#refresh();
    this.#units ??= this.#source.groups.unitsOf(this.#source.selection.get());
    return this.#units;
  }

  #refresh(): void {
    const { scene, selection, groups } = this.#source;
    const ids = selection.get();
    const now = [ids, scene.revision, groups.scope.get()];
    if (now.every((part, i) => part === this.#seen[i])) return;
    this.#seen = now;
    this.#frame = ids.size === 0 ? undefined : frameOf(scene.pickUnordered(ids));
    this.#units = null;
  }

  /** Whether all that is selected is locked. */
  get isLocked(): boolean {
    const { scene, selection } = this.#source;
    const ids = selection.get();
    return ids.size > 0 && [...ids].every((id) => scene.get(id)?.locked);
  }

  /**
   * What can be taken hold of: nothing of what is locked or on a board that takes no changes, nor
   * while text is typed.
   */
  handles(camera: Camera): readonly Handle[] {
    const { frame } = this;
    const { board, texts } = this.#source;
    if (!frame || board.readOnlyReason || texts.field.get() || this.isLocked) return [];
    return handlesOf(frame, camera);
  }
}
