import { nanoid } from 'nanoid';
import type { ElementId, GroupId, GroupPath } from './element.ts';
import type { GroupTree } from './group-tree.ts';

/** The groups around an element that is copied. */
export interface CopiedGroups {
  /** Groups of which only a part is copied. */
  readonly around: GroupPath;
  /** Groups that are copied as a whole. */
  readonly copied: GroupPath;
}

/** What becomes of the groups around each of the elements when exactly these are copied. */
export function groupsOfCopies(
  tree: Pick<GroupTree, 'pathOf' | 'membersOf'>,
  ids: ReadonlySet<ElementId>,
): Map<ElementId, CopiedGroups> {
  const isWhole = new Map<GroupId, boolean>();
  const whole = (group: GroupId): boolean => {
    const known = isWhole.get(group) ?? tree.membersOf(group).every((id) => ids.has(id));
    isWhole.set(group, known);
    return known;
  };
  return new Map(
    [...ids].map((id) => {
      const path = tree.pathOf(id);
      const first = path.findIndex(whole);
      const at = first < 0 ? path.length : first;
      return [id, { around: path.slice(0, at), copied: path.slice(at) }];
    }),
  );
}

/** Gives groups new ids, the same one to the same group each time. */
export function groupRenamer(): (path: GroupPath) => GroupPath {
  const names = new Map<GroupId, GroupId>();
  return (path) =>
    path.map((group) => {
      const name = names.get(group) ?? nanoid();
      names.set(group, name);
      return name;
    });
}
