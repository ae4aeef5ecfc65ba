import {
  type BoardElement,
  type ElementId,
  GROUP_DEPTH_MAX,
  type GroupId,
  type GroupPath,
  NO_GROUPS,
} from './element.ts';

/** What the tree is made of; a `BoardElement` is one. */
export type Grouped = Pick<BoardElement, 'id' | 'groups'>;

/** Stands for "no group around it" among the groups that members name. */
const OUTSIDE = '';

/**
 * The groups as people see them, worked out from the ways that elements were given: the same on
 * every replica, and a tree whatever was written at once.
 *
 * Each element names the groups around it. Two people who group at once leave members of one group
 * that name different groups around it: the one that most of them name counts for all. A circle of
 * groups (each person put the one into the other's) is cut at the group with the smallest id. A
 * group of fewer than two things is none: what is in it belongs to the next one around it.
 */
export class GroupTree {
  /** The innermost group that an element names. */
  readonly #innermost = new Map<ElementId, GroupId>();
  /** The way to a group and into it; without it where it is none. */
  readonly #ways = new Map<GroupId, GroupPath>();
  readonly #members = new Map<GroupId, ElementId[]>();

  constructor(elements: Iterable<Grouped>) {
    const direct = new Map<GroupId, ElementId[]>();
    const votes = new Votes();
    for (const { id, groups } of elements) {
      const last = groups.at(-1);
      if (last === undefined) continue;
      this.#innermost.set(id, last);
      const siblings = direct.get(last);
      if (siblings) siblings.push(id);
      else direct.set(last, [id]);
      votes.add(groups);
    }
    if (direct.size === 0) return;
    const parents = votes.parents();
    cutCircles(parents);
    const outermostFirst = fromOutside(parents);
    const alive = groupsOfSeveral(parents, outermostFirst, direct);
    for (const group of outermostFirst) {
      const around = this.#ways.get(parents.get(group) ?? OUTSIDE) ?? NO_GROUPS;
      const isShown = alive.has(group) && around.length < GROUP_DEPTH_MAX;
      this.#ways.set(group, isShown ? Object.freeze([...around, group]) : around);
    }
    for (const [group, ids] of direct) {
      for (const one of this.#ways.get(group) ?? NO_GROUPS) {
        const members = this.#members.get(one) ?? [];
        for (const id of ids) members.push(id);
        this.#members.set(one, members);
      }
    }
  }

  /** The groups around an element, the outermost first. */
  pathOf(id: ElementId): GroupPath {
    return this.#ways.get(this.#innermost.get(id) ?? OUTSIDE) ?? NO_GROUPS;
  }

  /** All elements in a group and in the groups within it; none for what is no group (any more). */
  membersOf(group: GroupId): readonly ElementId[] {
    return this.#members.get(group) ?? [];
  }

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }
}

/** Which group is around which, as elements name them. */
class Votes {
  /** How many elements name each way: members of one group mostly name the same. */
  readonly #ways = new Map<string, { readonly groups: GroupPath; count: number }>();

  add(groups: GroupPath): void {
    const key = groups.join('/');
    const way = this.#ways.get(key);
    if (way) way.count += 1;
    else this.#ways.set(key, { groups, count: 1 });
  }

  /** Of each group the one around it that most name. */
  parents(): Map<GroupId, GroupId> {
    const votes = new Map<GroupId, Map<GroupId, number>>();
    for (const { groups, count } of this.#ways.values()) {
      groups.forEach((group, depth) => {
        const around = groups[depth - 1] ?? OUTSIDE;
        const named = votes.get(group) ?? new Map<GroupId, number>();
        named.set(around, (named.get(around) ?? 0) + count);
        votes.set(group, named);
      });
    }
    return new Map([...votes].map(([group, named]) => [group, mostNamed(named)]));
  }
}

/**
 * The ways of elements once they are in one group more.
 * @param depth of how many groups that all are in the new one is within
 */
export function wrapInGroup(
  tree: Pick<GroupTree, 'pathOf'>,
  ids: Iterable<ElementId>,
  depth: number,
  group: GroupId,
): Map<ElementId, GroupPath> {
  return new Map(
    [...ids].map((id) => {
      const path = tree.pathOf(id).toSpliced(depth, 0, group);
      return [id, path.slice(0, GROUP_DEPTH_MAX)];
    }),
  );
}

/**
 * The ways of elements once they are out of one group.
 * @param depth how many groups are around that one
 */
export function takeOutOfGroup(
  tree: Pick<GroupTree, 'pathOf'>,
  ids: Iterable<ElementId>,
  depth: number,
): Map<ElementId, GroupPath> {
  return new Map([...ids].map((id) => [id, tree.pathOf(id).toSpliced(depth, 1)]));
}

/** The one named most often; of equals a group before none, then the smaller id. */
function mostNamed(named: ReadonlyMap<GroupId, number>): GroupId {
  let best = OUTSIDE;
  let bestCount = 0;
  for (const [group, count] of named) {
    const isBetter =
      count > bestCount ||
      (count === bestCount && group !== OUTSIDE && (best === OUTSIDE || group < best));
    if (!isBetter) continue;
    best = group;
    bestCount = count;
  }
  return best;
}

/** Makes a forest of it. */
function cutCircles(parents: Map<GroupId, GroupId>): void {
  const done = new Set<GroupId>([OUTSIDE]);
  for (const start of parents.keys()) {
    const way: GroupId[] = [];
    const onWay = new Set<GroupId>();
    let group = start;
    while (!done.has(group) && !onWay.has(group)) {
      way.push(group);
      onWay.add(group);
      group = parents.get(group) ?? OUTSIDE;
    }
    if (onWay.has(group)) {
      const circle = way.slice(way.indexOf(group));
      parents.set(circle.toSorted()[0] ?? group, OUTSIDE);
    }
    for (const one of way) done.add(one);
  }
}

/** All groups, each after the one around it. Without recursion: a stranger may nest without end. */
function fromOutside(parents: ReadonlyMap<GroupId, GroupId>): GroupId[] {
  const within = new Map<GroupId, GroupId[]>();
  for (const [group, around] of parents) {
    const siblings = within.get(around);
    if (siblings) siblings.push(group);
    else within.set(around, [group]);
  }
  const ordered = [...(within.get(OUTSIDE) ?? [])];
  for (let i = 0; i < ordered.length; i++) ordered.push(...(within.get(ordered[i] ?? '') ?? []));
  return ordered;
}

/** The groups of at least two things, elements or groups. */
function groupsOfSeveral(
  parents: ReadonlyMap<GroupId, GroupId>,
  outermostFirst: readonly GroupId[],
  direct: ReadonlyMap<GroupId, readonly ElementId[]>,
): Set<GroupId> {
  const things = new Map<GroupId, number>();
  const add = (group: GroupId, count: number): void => {
    things.set(group, (things.get(group) ?? 0) + count);
  };
  for (const [group, ids] of direct) add(group, ids.length);
  const alive = new Set<GroupId>();
  for (const group of outermostFirst.toReversed()) {
    const count = things.get(group) ?? 0;
    if (count >= 2) alive.add(group);
    add(parents.get(group) ?? OUTSIDE, Math.min(count, 1));
  }
  return alive;
}
