import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { BoardDocument } from '../board-document.ts';
import type { ElementId, ElementPatch } from '../element.ts';
import { OVERRIDABLE_PROPERTIES, type OverridableProperty } from '../merge-policy.ts';
import { addAll, boardOf, meet, pictureOf, RECTANGLE, STROKE } from '../testing-boards.ts';
import { type Answer, answersTo, type Conflict } from './conflict.ts';
import { Conflicts } from './conflicts.ts';

interface Side {
  readonly board: BoardDocument;
  readonly conflicts: Conflicts;
}

/** A window of somebody, with what is asked there. */
function sideOf(personId: string, clientId: number, state?: Uint8Array): Side {
  const board = boardOf(personId, state);
  board.doc.clientID = clientId;
  return { board, conflicts: new Conflicts({ board, personId, isStorage: () => false }) };
}

/** Two people on a board of a stroke between two rectangles; the higher client id wins a tie. */
function pair(winner: 'ada' | 'bo'): { ada: Side; bo: Side; ids: readonly ElementId[] } {
  const ada = sideOf('ada', winner === 'ada' ? 2 : 1);
  const bo = sideOf('bo', winner === 'bo' ? 2 : 1);
  const ids = addAll(ada.board, [RECTANGLE, STROKE, RECTANGLE, RECTANGLE]);
  meet(ada.board, bo.board);
  return { ada, bo, ids };
}

type Edit = (board: BoardDocument, id: ElementId) => void;
const patch =
  (change: Omit<ElementPatch, 'id'>): Edit =>
  (board, id) => {
    const result = board.update([{ id, ...change }]);
    if (!result.ok) throw new Error(result.message);
  };
/** One after the other: where there are two values only, the other one has to be left first. */
const both =
  (...changes: readonly Omit<ElementPatch, 'id'>[]): Edit =>
  (board, id) => {
    for (const change of changes) patch(change)(board, id);
  };
/** Above so many of the others. */
const above =
  (count: number): Edit =>
  (board, id) => {
    const others = board.elements().filter((element) => element.id !== id);
    patch({ index: `${others[count - 1]?.index}V` })(board, id);
  };

/** For every property of the merge-policy table that is one value: what Ada makes of it, and Bo. */
const EDITS: Readonly<Record<OverridableProperty, readonly [ada: Edit, bo: Edit]>> = {
  box: [patch({ x: 400 }), patch({ width: 90, height: 90 })],
  rotation: [patch({ rotation: 30 }), patch({ rotation: 45 })],
  color: [patch({ color: 'red' }), patch({ color: 'blue' })],
  fill: [patch({ fill: 'lime' }), patch({ fill: 'teal' })],
  fillStyle: [both({ fillStyle: 'solid' }, { fillStyle: 'soft' }), patch({ fillStyle: 'solid' })],
  groups: [patch({ groups: ['g1'] }), patch({ groups: ['g1', 'g2'] })],
  locked: [patch({ locked: true }), both({ locked: true }, { locked: false })],
  hidden: [both({ hidden: true }, { hidden: false }), patch({ hidden: true })],
  opacity: [patch({ opacity: 0.25 }), patch({ opacity: 0.75 })],
  size: [patch({ size: 8 }), patch({ size: 14 })],
  points: [
    patch({
      points: [
        [0, 0, 0.5],
        [5, 9, 0.5],
        [16, 4, 0.5],
      ],
      x: 0,
      y: 0,
      width: 16,
      height: 9,
    }),
    patch({
      points: [
        [0, 4, 0.5],
        [9, 1, 0.5],
        [16, 9, 0.5],
      ],
      x: 0,
      y: 0,
      width: 16,
      height: 9,
    }),
  ],
  index: [above(3), above(1)],
  pressure: [patch({ pressure: 'off' }), patch({ pressure: 'simulated' })],
  picture: [patch({ picture: 'A'.repeat(43) }), patch({ picture: 'E'.repeat(43) })],
  dash: [patch({ dash: 'dotted' }), patch({ dash: 'sketch' })],
  radius: [patch({ radius: 0 }), patch({ radius: 20 })],
  route: [patch({ route: 'curved' }), patch({ route: 'elbow' })],
  startHead: [patch({ startHead: 'dot' }), patch({ startHead: 'bar' })],
  endHead: [patch({ endHead: 'dot' }), patch({ endHead: 'bar' })],
  start: [patch({ start: ['x', 0.5, 0.5, 'edge'] }), patch({ start: ['y', 0, 0.25, 'point'] })],
  author: [patch({ author: 'Ada' }), patch({ author: 'Bo' })],
  end: [patch({ end: ['x', 0.5, 0.5, 'edge'] }), patch({ end: ['x', 1, 0.5, 'point'] })],
};

const ANSWERS: readonly Answer[] = ['mine', 'theirs', 'both'];
const WINNERS = ['ada', 'bo'] as const;

function only(conflicts: Conflicts): Conflict {
  const [conflict, ...more] = conflicts.list;
  if (!conflict || more.length > 0) throw new Error(`${conflicts.list.length} conflicts`);
  return conflict;
}

const stored = ({ board }: Side, id: ElementId, property: string): unknown =>
  board.doc.getMap('changes').get(`${id}/${property}`);

describe('two people who change the same property at once (CR-05, UX-14)', () => {
  const cases = OVERRIDABLE_PROPERTIES.flatMap((property) =>
    WINNERS.flatMap((winner) => ANSWERS.map((answer) => ({ property, winner, answer }))),
  ).filter(
    ({ property, answer }) =>
      answer !== 'both' || !['index', 'groups', 'locked', 'hidden'].includes(property),
  );

  it.each(cases)('$property, $winner wins, Ada answers “$answer”', (given) => {
    const { property, winner, answer } = given;
    const { ada, bo, ids } = pair(winner);
    const id = ids[1] ?? '';
    const [editOfAda, editOfBo] = EDITS[property];
    editOfAda(ada.board, id);
    editOfBo(bo.board, id);
    const values = { mine: stored(ada, id, property), theirs: stored(bo, id, property) };
    expect(values.mine).not.toEqual(values.theirs);
    meet(ada.board, bo.board);

    const asked = ada.conflicts.list.filter(
      (conflict) => conflict.kind === 'property' && conflict.property === property,
    );
    expect(asked).toHaveLength(1);
    const [conflict] = asked;
    if (!conflict) throw new Error('not asked');
    expect(conflict).toMatchObject({
      id,
      ...values,
      shown: winner === 'ada' ? 'mine' : 'theirs',
      other: { personId: 'bo', name: "bo's name" },
    });
    expect(bo.conflicts.list.filter(({ key }) => key === conflict.key)).toMatchObject([
      {
        mine: values.theirs,
        theirs: values.mine,
        shown: winner === 'bo' ? 'mine' : 'theirs',
        other: { personId: 'ada' },
      },
    ]);
    expect(answersTo(conflict)).toContain(answer);
    expect(answersTo(conflict).includes('both')).toBe(
      cases.some((other) => other.property === property && other.answer === 'both'),
    );

    const before = pictureOf(ada.board);
    expect(ada.conflicts.settle(conflict, answer)).toBe(true);
    expect(stored(ada, id, property)).toEqual(answer === 'mine' ? values.mine : values.theirs);
    if (answer === 'both') {
      expect(ada.board.size).toBe(ids.length + 1);
      const copy = ada.board.elements().at(-1);
      const { element, points } =
        ada.board.choices.variant(id, property as OverridableProperty, values.mine) ?? {};
      if (property === 'points') {
        expect([...ada.board.points(copy?.id ?? '')]).toEqual([...(points ?? [])]);
      } else {
        expect(copy?.[property as 'color']).toEqual(element?.[property as 'color']);
      }
    }
    expect(ada.conflicts.list.map(({ key }) => key)).not.toContain(conflict.key);

    // One of them has chosen: the other one is asked no more if that is what he had made of it.
    meet(ada.board, bo.board);
    expect(pictureOf(bo.board)).toEqual(pictureOf(ada.board));
    const open = bo.conflicts.list.filter(({ key }) => key === conflict.key);
    expect(open).toHaveLength(answer === 'mine' ? 1 : 0);
    expect(ada.conflicts.list.map(({ key }) => key)).not.toContain(conflict.key);

    // An ordinary edit: one step of undo, where it has changed anything.
    const changed = JSON.stringify(pictureOf(ada.board)) !== JSON.stringify(before);
    if (changed) {
      ada.board.undo();
      expect(pictureOf(ada.board)).toEqual(before);
      meet(ada.board, bo.board);
      expect(pictureOf(bo.board)).toEqual(before);
      expect(ada.conflicts.list.map(({ key }) => key)).not.toContain(conflict.key);
    }
  });

  it.each(WINNERS)('who answer differently at once are not asked again (%s wins)', (winner) => {
    const { ada, bo, ids } = pair(winner);
    const id = ids[0] ?? '';
    ada.board.update([{ id, fill: 'red' }]);
    bo.board.update([{ id, fill: 'blue' }]);
    meet(ada.board, bo.board);
    ada.conflicts.settle(only(ada.conflicts), 'mine');
    bo.conflicts.settle(only(bo.conflicts), 'mine');
    meet(ada.board, bo.board);
    expect([ada.conflicts.list, bo.conflicts.list]).toEqual([[], []]);
    expect(pictureOf(ada.board)).toEqual(pictureOf(bo.board));
    // A later conflict is one of its own.
    ada.board.update([{ id, fill: 'lime' }]);
    bo.board.update([{ id, fill: 'teal' }]);
    meet(ada.board, bo.board);
    expect([ada.conflicts.list.length, bo.conflicts.list.length]).toEqual([1, 1]);
  });

  it.each(WINNERS)('are shown the last of many values that each has given (%s wins)', (winner) => {
    const { ada, bo, ids } = pair(winner);
    const id = ids[0] ?? '';
    for (const fill of ['red', 'lime', 'teal'] as const) ada.board.update([{ id, fill }]);
    for (const fill of ['blue', 'pink'] as const) bo.board.update([{ id, fill }]);
    meet(ada.board, bo.board);
    expect(only(ada.conflicts)).toMatchObject({ mine: 'teal', theirs: 'pink' });
    expect(only(bo.conflicts)).toMatchObject({ mine: 'pink', theirs: 'teal' });
  });

  it.each(WINNERS)('hear the loser’s value from a third one too (%s wins)', (winner) => {
    const { ada, bo, ids } = pair(winner);
    const id = ids[0] ?? '';
    const cy = sideOf('cy', 3, Y.encodeStateAsUpdate(ada.board.doc));
    ada.board.update([{ id, fill: 'red' }]);
    bo.board.update([{ id, fill: 'blue' }]);
    meet(ada.board, cy.board);
    meet(bo.board, cy.board);
    meet(ada.board, cy.board);
    expect(only(ada.conflicts)).toMatchObject({ mine: 'red', theirs: 'blue' });
    expect(only(bo.conflicts)).toMatchObject({ mine: 'blue', theirs: 'red' });
    expect(cy.conflicts.list).toEqual([]);
  });

  it('are asked nothing when both have made the same of it', () => {
    const { ada, bo, ids } = pair('ada');
    const id = ids[0] ?? '';
    ada.board.update([{ id, fill: 'red', x: 70 }]);
    bo.board.update([{ id, fill: 'red', x: 70 }]);
    meet(ada.board, bo.board);
    expect([ada.conflicts.list, bo.conflicts.list]).toEqual([[], []]);
  });

  it('are asked nothing about different properties, or one after the other', () => {
    const { ada, bo, ids } = pair('ada');
    const id = ids[0] ?? '';
    ada.board.update([{ id, fill: 'red' }]);
    bo.board.update([{ id, color: 'red' }]);
    meet(ada.board, bo.board);
    bo.board.update([{ id, fill: 'blue' }]);
    meet(ada.board, bo.board);
    ada.board.update([{ id, fill: 'lime' }]);
    meet(ada.board, bo.board);
    expect([ada.conflicts.found, bo.conflicts.found]).toEqual([0, 0]);
  });

  it('are asked nothing when both have put an element to the same place of the order', () => {
    const { ada, bo, ids } = pair('ada');
    const id = ids[1] ?? '';
    above(3)(ada.board, id);
    patch({ index: `${ada.board.elements().at(-1)?.index}zV` })(bo.board, id);
    meet(ada.board, bo.board);
    expect([ada.conflicts.list, bo.conflicts.list]).toEqual([[], []]);
  });

  it('are asked nothing about texts: every letter of both is kept', () => {
    const { ada, bo, ids } = pair('ada');
    const id = ids[0] ?? '';
    ada.board.update([{ id, text: 'Alpha' }]);
    bo.board.update([{ id, text: 'Beta' }]);
    meet(ada.board, bo.board);
    expect(['AlphaBeta', 'BetaAlpha']).toContain(ada.board.text(id));
    expect([ada.conflicts.found, bo.conflicts.found]).toEqual([0, 0]);
  });

  it('are asked no more once the element is gone, or changed by the one who was asked', () => {
    const { ada, bo, ids } = pair('ada');
    const [gone = '', changed = ''] = ids;
    for (const id of [gone, changed]) {
      ada.board.update([{ id, color: 'red' }]);
      bo.board.update([{ id, color: 'blue' }]);
    }
    meet(ada.board, bo.board);
    expect(ada.conflicts.list).toHaveLength(2);
    bo.board.remove([gone]);
    meet(ada.board, bo.board);
    expect(ada.conflicts.list.map(({ id }) => id)).toEqual([changed]);
    ada.board.update([{ id: changed, color: 'lime' }]);
    expect(ada.conflicts.list).toEqual([]);
  });

  it('are asked nothing twice: updates that come late or again change nothing', () => {
    const { ada, bo, ids } = pair('ada');
    const id = ids[0] ?? '';
    const updates: Uint8Array[] = [];
    bo.board.doc.on('update', (update: Uint8Array) => updates.push(update));
    ada.board.update([{ id, fill: 'red' }]);
    bo.board.update([{ id, fill: 'blue' }]);
    meet(ada.board, bo.board);
    ada.conflicts.settle(only(ada.conflicts), 'theirs');
    for (const update of [...updates, ...updates]) Y.applyUpdate(ada.board.doc, update, 'network');
    expect(ada.conflicts.list).toEqual([]);
    expect(ada.conflicts.found).toBe(1);
  });

  it('are still asked after a restart, until one has chosen', () => {
    const { ada, bo, ids } = pair('bo');
    const id = ids[0] ?? '';
    ada.board.update([{ id, fill: 'red' }]);
    bo.board.update([{ id, fill: 'blue' }]);
    meet(ada.board, bo.board);
    const kept = ada.conflicts.list;
    const again = sideOf('ada', 9, Y.encodeStateAsUpdate(ada.board.doc));
    again.conflicts.restore(kept);
    expect(again.conflicts.list).toEqual(kept);
    again.conflicts.settle(only(again.conflicts), 'mine');
    expect(again.board.get(id)?.fill).toBe('red');
    const later = sideOf('ada', 10, Y.encodeStateAsUpdate(again.board.doc));
    later.conflicts.restore(kept);
    expect(later.conflicts.list).toEqual([]);
  });

  it('who are one person in two windows are asked nothing (MW-10)', () => {
    const { ada, ids } = pair('ada');
    const id = ids[0] ?? '';
    const second = sideOf('ada', 7, Y.encodeStateAsUpdate(ada.board.doc));
    ada.board.update([{ id, fill: 'red', x: 7 }]);
    second.board.update([{ id, fill: 'blue', x: 70 }]);
    second.board.remove([ids[1] ?? '']);
    ada.board.update([{ id: ids[1] ?? '', color: 'red' }]);
    meet(ada.board, second.board);
    expect([ada.conflicts.found, second.conflicts.found]).toEqual([0, 0]);
  });

  it('are asked in each of their windows until they have answered in one', () => {
    const { ada, bo, ids } = pair('bo');
    const id = ids[0] ?? '';
    const second = sideOf('ada', 7, Y.encodeStateAsUpdate(ada.board.doc));
    ada.board.update([{ id, fill: 'red' }]);
    meet(ada.board, second.board);
    bo.board.update([{ id, fill: 'blue' }]);
    meet(ada.board, bo.board);
    meet(ada.board, second.board);
    expect(only(second.conflicts)).toMatchObject({ mine: 'red', theirs: 'blue' });
    ada.conflicts.settle(only(ada.conflicts), 'theirs');
    meet(ada.board, second.board);
    expect(second.conflicts.list).toEqual([]);
  });
});

describe('one who deletes what another changes at once (CR-08)', () => {
  const edits: readonly (readonly [string, Edit])[] = [
    ['moves', patch({ x: 300 })],
    ['colours', patch({ color: 'red' })],
    ['types into', patch({ text: 'wait' })],
  ];
  const cases = edits.flatMap(([how, edit]) =>
    WINNERS.flatMap((winner) =>
      (['mine', 'theirs'] as const).flatMap((answer) =>
        (['deleter', 'editor'] as const).map((who) => ({ how, edit, winner, answer, who })),
      ),
    ),
  );

  it.each(cases)('$how: the $who answers “$answer” ($winner has the higher id)', (given) => {
    const { edit, winner, answer, who } = given;
    const { ada, bo, ids } = pair(winner);
    const id = ids[0] ?? '';
    ada.board.remove([id]);
    edit(bo.board, id);
    meet(ada.board, bo.board);
    expect(ada.board.get(id)).toBeDefined();
    expect(only(ada.conflicts)).toMatchObject({
      kind: 'deletion',
      deletedBy: 'me',
      other: { personId: 'bo' },
    });
    expect(only(bo.conflicts)).toMatchObject({
      kind: 'deletion',
      deletedBy: 'other',
      other: { personId: 'ada' },
    });
    const { board, conflicts } = who === 'deleter' ? ada : bo;
    const conflict = only(conflicts);
    expect(answersTo(conflict)).toEqual(['mine', 'theirs']);
    expect(conflicts.settle(conflict, answer)).toBe(true);
    const isGone = (who === 'deleter') === (answer === 'mine');
    meet(ada.board, bo.board);
    for (const side of [ada, bo]) expect(side.board.get(id) === undefined).toBe(isGone);
    expect(conflicts.list).toEqual([]);
    if (!isGone) return;
    expect([ada.conflicts.list, bo.conflicts.list]).toEqual([[], []]);
    board.undo();
    meet(ada.board, bo.board);
    expect(ada.board.get(id)).toBeDefined();
    expect(bo.board.get(id)).toBeDefined();
  });

  it('is told also when the other has gone on editing before they meet', () => {
    const { ada, bo, ids } = pair('ada');
    const id = ids[0] ?? '';
    const cy = sideOf('cy', 3, Y.encodeStateAsUpdate(bo.board.doc));
    ada.board.remove([id]);
    bo.board.update([{ id, x: 70 }]);
    meet(ada.board, cy.board);
    meet(cy.board, bo.board);
    bo.board.update([{ id, x: 90 }]);
    expect(bo.conflicts.list).toEqual([]);
    meet(bo.board, ada.board);
    expect(only(ada.conflicts)).toMatchObject({ kind: 'deletion', deletedBy: 'me' });
  });

  it('is no conflict when the deletion knew the edit', () => {
    const { ada, bo, ids } = pair('ada');
    const id = ids[0] ?? '';
    bo.board.update([{ id, x: 70 }]);
    meet(ada.board, bo.board);
    ada.board.remove([id]);
    meet(ada.board, bo.board);
    expect([ada.conflicts.found, bo.conflicts.found]).toEqual([0, 0]);
  });

  it('can give back what somebody else had in hand, as a step of undo', () => {
    const { ada, bo, ids } = pair('ada');
    const id = ids[0] ?? '';
    bo.board.update([{ id, text: 'mine' }]);
    meet(ada.board, bo.board);
    ada.board.remove([id]);
    meet(ada.board, bo.board);
    bo.conflicts.lost(id, { personId: 'ada', name: 'Ada' });
    const conflict = only(bo.conflicts);
    expect(conflict).toMatchObject({ kind: 'lost', other: { name: 'Ada' } });
    bo.conflicts.settle(conflict, 'mine');
    meet(ada.board, bo.board);
    expect(ada.board.text(id)).toBe('mine');
    bo.board.undo();
    meet(ada.board, bo.board);
    expect([ada.board.get(id), bo.board.get(id)]).toEqual([undefined, undefined]);
  });
});

describe('a value that this version cannot show', () => {
  it('is asked about by nobody', () => {
    const { ada, bo, ids } = pair('bo');
    const id = ids[0] ?? '';
    ada.board.update([{ id, fill: 'red' }]);
    bo.board.doc.transact(() => {
      bo.board.doc.getMap('authors').set('2', ['bo', 'Bo']);
      bo.board.doc.getMap('changes').set(`${id}/fill`, { not: 'a fill' });
    });
    meet(ada.board, bo.board);
    expect(ada.conflicts.list).toEqual([]);
  });
});
