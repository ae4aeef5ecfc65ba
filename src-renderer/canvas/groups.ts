import type { BoardDocument } from '../board/board-document.ts';
import { type ElementId, type GroupId, type GroupPath, NO_GROUPS } from '../board/element.ts';
import { GroupTree } from '../board/group-tree.ts';
import { createStore, type ReadonlyStore, type Store } from './store.ts';

/** What one click selects: an element, or a group as a whole. */
export interface SelectionUnit {
  /** Null for an element on its own. */
  readonly group: GroupId | null;
  readonly ids: readonly ElementId[];
}

/** The groups of a board, and which of them this person works in. */
export class Groups {
  readonly #board: Pick<BoardDocument, 'elements' | 'onChange'>;
  readonly #scope: Store<GroupPath> = createStore<GroupPath>(NO_GROUPS);
  readonly #stop: () => void;
  #tree: GroupTree | null = null;

  constructor(board: Pick<BoardDocument, 'elements' | 'onChange'>) {
    this.#board = board;
    this.#stop = board.onChange(({ added, removed, updated }) => {
      const isAbout =
        added.some(({ groups }) => groups.length > 0) ||
        removed.some(({ groups }) => groups.length > 0) ||
        updated.some(({ properties }) => properties.includes('groups'));
      if (!isAbout) return;
      this.#tree = null;
      // A group that is none any more cannot be worked in.
      const scope = this.#scope.get();
      const gone = scope.findIndex((group) => this.tree.membersOf(group).length === 0);
      if (gone >= 0) this.#enter(scope.slice(0, gone));
    });
  }

  get tree(): GroupTree {
    this.#tree ??= new GroupTree(this.#board.elements());
    return this.#tree;
  }

  /** The way to the group that was gone into; clicks select what is in it. */
  get scope(): ReadonlyStore<GroupPath> {
    return this.#scope;
  }

  /** The element with all of the group that it is in, seen from where the person works. */
  unitOf(id: ElementId, scope: GroupPath = this.#scope.get()): SelectionUnit {
    const path = this.tree.pathOf(id);
    const group = path[sharedLength([path, scope])];
    return group === undefined
      ? { group: null, ids: [id] }
      : { group, ids: this.tree.membersOf(group) };
  }

  /**
   * The units that elements belong to, in the elements' order, each once: seen from where the person
   * works, or as far outside of that as all of them can be seen from.
   */
  unitsOf(ids: Iterable<ElementId>): SelectionUnit[] {
    const units: SelectionUnit[] = [];
    const seen = new Set<GroupId>();
    const all = [...ids];
    const scope = this.#scopeFor(all);
    for (const id of all) {
      const unit = this.unitOf(id, scope);
      if (unit.group !== null) {
        if (seen.has(unit.group)) continue;
        seen.add(unit.group);
      }
      units.push(unit);
    }
    return units;
  }

  /** Elements with the whole of the groups that they are in; see {@link unitsOf}. */
  complete(ids: Iterable<ElementId>): ElementId[] {
    if (this.tree.isEmpty) return [...ids];
    return this.unitsOf(ids).flatMap((unit) => unit.ids);
  }

  /** The one group that elements are all of, if they are: what a double click goes into. */
  groupOf(ids: ReadonlySet<ElementId>): GroupId | null {
    if (this.tree.isEmpty || ids.size < 2) return null;
    const [unit, more] = this.unitsOf(ids);
    return unit?.group && !more && unit.ids.every((id) => ids.has(id)) ? unit.group : null;
  }

  /** Goes into a group of those that are seen now. */
  enter(group: GroupId): void {
    this.#enter([...this.#scope.get(), group]);
  }

  /** Goes as far into the groups of an element as there are any. */
  enterAllOf(id: ElementId): void {
    this.#enter(this.tree.pathOf(id));
  }

  /** Comes out of the group. @returns the one that was left, null when in none. */
  leave(): GroupId | null {
    const scope = this.#scope.get();
    this.#enter(scope.slice(0, -1));
    return scope.at(-1) ?? null;
  }

  /** Comes out as far as needed for elements to be in what is worked in. */
  widenTo(ids: Iterable<ElementId>): void {
    const all = [...ids];
    this.#enter(all.length === 0 ? NO_GROUPS : this.#scopeFor(all));
  }

  /** The innermost of the groups that are worked in which all of the elements are in. */
  #scopeFor(ids: readonly ElementId[]): GroupPath {
    const scope = this.#scope.get();
    if (scope.length === 0) return scope;
    return scope.slice(0, sharedLength([scope, ...ids.map((id) => this.tree.pathOf(id))]));
  }

  destroy(): void {
    this.#stop();
  }

  #enter(scope: GroupPath): void {
    const now = this.#scope.get();
    if (scope.length === now.length && sharedLength([scope, now]) === now.length) return;
    this.#scope.set(scope.length === 0 ? NO_GROUPS : scope);
  }
}

/** How many groups at the start all ways have in common. */
export function sharedLength(paths: readonly GroupPath[]): number {
  const [first = NO_GROUPS, ...rest] = paths;
  let length = first.length;
  for (const path of rest) {
    let shared = 0;
    while (shared < length && path[shared] === first[shared]) shared++;
    length = shared;
  }
  return length;
}
