import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroupPath } from './element.ts';
import { GroupTree, wrapInGroup } from './group-tree.ts';
import { meet, RECTANGLE, twoBoards } from './testing-boards.ts';

const treeOf = (paths: Readonly<Record<string, GroupPath>>): GroupTree =>
  new GroupTree(Object.entries(paths).map(([id, groups]) => ({ id, groups })));

describe('the tree of groups', () => {
  it('holds elements in groups within groups', () => {
    const tree = treeOf({ a: ['out', 'in'], b: ['out', 'in'], c: ['out'], d: [] });
    expect(tree.pathOf('a')).toEqual(['out', 'in']);
    expect(tree.pathOf('c')).toEqual(['out']);
    expect(tree.pathOf('d')).toEqual([]);
    expect(tree.membersOf('out')).toEqual(['a', 'b', 'c']);
    expect(tree.membersOf('in')).toEqual(['a', 'b']);
  });

  it('takes a group of one thing for none, and what is in it belongs outside', () => {
    const tree = treeOf({ a: ['out', 'in'], b: ['out'], c: ['alone'] });
    expect(tree.pathOf('a')).toEqual(['out']);
    expect(tree.pathOf('c')).toEqual([]);
    expect(tree.membersOf('in')).toEqual([]);
    expect(treeOf({ a: ['out', 'in'], b: ['out', 'in'] }).pathOf('a')).toEqual(['in']);
  });

  it('keeps a group together whose members name different groups around it', () => {
    const tree = treeOf({
      a: ['one', 'in'],
      b: ['one', 'in'],
      c: ['two', 'in'],
      d: ['one'],
      e: ['two'],
      f: ['two'],
    });
    for (const id of ['a', 'b', 'c']) expect(tree.pathOf(id)).toEqual(['one', 'in']);
    expect(tree.membersOf('two')).toEqual(['e', 'f']);
  });

  it('cuts a circle: each was put into the other', () => {
    const tree = treeOf({ a: ['x', 'y'], b: ['x', 'y'], c: ['y', 'x'], d: ['y', 'x'] });
    expect(tree.pathOf('a')).toEqual(['x', 'y']);
    expect(tree.pathOf('c')).toEqual(['x']);
    expect(tree.membersOf('x')).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is a forest with everything in it whatever was written, in whatever order it is read', () => {
    const path = fc.uniqueArray(fc.constantFrom('g1', 'g2', 'g3', 'g4', 'g5'), { maxLength: 5 });
    fc.assert(
      fc.property(fc.array(path, { maxLength: 12 }), (paths) => {
        const elements = paths.map((groups, i) => ({ id: `e${i}`, groups }));
        const tree = new GroupTree(elements);
        const backwards = new GroupTree(elements.toReversed());
        const around = new Map<string, string | undefined>();
        for (const { id, groups } of elements) {
          const shown = tree.pathOf(id);
          expect(backwards.pathOf(id)).toEqual(shown);
          expect(new Set(shown).size).toBe(shown.length);
          if (groups.length === 0) expect(shown).toEqual([]);
          shown.forEach((group, depth) => {
            if (around.has(group)) expect(around.get(group)).toBe(shown[depth - 1]);
            around.set(group, shown[depth - 1]);
            expect(tree.membersOf(group)).toContain(id);
            const things = tree.membersOf(group).map((one) => tree.pathOf(one)[depth + 1] ?? one);
            expect(new Set(things).size).toBeGreaterThan(1);
          });
        }
      }),
    );
  });

  it('bears nesting without end', () => {
    const elements = Array.from({ length: 20_000 }, (_, i) => ({
      id: `e${i}`,
      groups: [`g${i}`, `g${i + 1}`],
    }));
    const tree = new GroupTree(elements);
    expect(tree.pathOf('e19999').length).toBeLessThanOrEqual(16);
  });
});

describe('two people who group at once (CR-04)', () => {
  it('end with one tree, and everything in it', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE, RECTANGLE, RECTANGLE]);
    const [a = '', b = '', c = ''] = ids;
    const wrap = (board: typeof ada, members: string[], group: string): void => {
      const paths = wrapInGroup(new GroupTree(board.elements()), members, 0, group);
      board.update([...paths].map(([id, groups]) => ({ id, groups })));
    };
    wrap(ada, [a, b], 'hers');
    wrap(bo, [b, c], 'his');
    meet(ada, bo);
    const trees = [ada, bo].map((board) => new GroupTree(board.elements()));
    for (const id of ids) expect(trees[0]?.pathOf(id)).toEqual(trees[1]?.pathOf(id));
    // The one whose group won has both members; the third element is on its own again.
    const grouped = ids.filter((id) => trees[0]?.pathOf(id).length === 1);
    expect(grouped).toHaveLength(2);
    expect(grouped).toContain(b);
    expect(ada.size).toBe(3);
  });

  it('who put each group into the other make no circle', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE, RECTANGLE, RECTANGLE, RECTANGLE]);
    const [a = '', b = '', c = '', d = ''] = ids;
    ada.update([a, b].map((id) => ({ id, groups: ['x'] })));
    ada.update([c, d].map((id) => ({ id, groups: ['y'] })));
    meet(ada, bo);
    ada.update([a, b].map((id) => ({ id, groups: ['y', 'x'] })));
    bo.update([c, d].map((id) => ({ id, groups: ['x', 'y'] })));
    meet(ada, bo);
    const tree = new GroupTree(bo.elements());
    expect(tree.membersOf('x')).toHaveLength(4);
    expect(tree.pathOf(c)).toEqual(['x', 'y']);
    expect(tree.pathOf(a)).toEqual(['x']);
  });
});
