import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { ElementId } from '../../board/element.ts';
import { boardOf, meet } from '../../board/testing-boards.ts';
import { pointsOfTriples } from '../../shapes/connector/route.ts';
import { type TestEditor, testEditor } from '../testing/test-editor.ts';

const SHAPES = [
  { type: 'rectangle', x: 0, y: 0, width: 100, height: 100 },
  { type: 'ellipse', x: 400, y: 0, width: 100, height: 100 },
] as const;

/** Two shapes with an arrow from the left one to the right one. */
function joined(): { test: TestEditor; left: ElementId; right: ElementId; arrow: ElementId } {
  const test = testEditor();
  const [left = '', right = ''] = test.given(...SHAPES);
  test.tool('arrow').drag([50, 50], [450, 50]);
  return { test, left, right, arrow: test.elements[2]?.id ?? '' };
}

/** Where the line is seen to begin and to end. */
function endsOf(test: TestEditor, id: ElementId): readonly [x: number, y: number][] {
  const points = pointsOfTriples(test.editor.scene.get(id)?.points ?? []);
  return [points[0], points.at(-1)].map((point) => [
    Math.round(point?.x ?? Number.NaN),
    Math.round(point?.y ?? Number.NaN),
  ]);
}

describe('an arrow that is drawn from shape to shape', () => {
  it('holds on to both, and ends at their outlines', () => {
    const { test, left, right, arrow } = joined();
    expect(test.board.get(arrow)).toMatchObject({
      start: [left, 0.5, 0.5, 'edge'],
      end: [right, 0.5, 0.5, 'edge'],
    });
    expect(endsOf(test, arrow)).toEqual([
      [108, 50],
      [392, 50],
    ]);
    expect(test.selected).toEqual([arrow]);
  });

  it('shows what it would hold on to, and lets go of it with Ctrl', () => {
    const test = testEditor();
    const [left] = test.given(...SHAPES);
    test.tool('arrow').down(250, 300).move(50, 50);
    expect(test.editor.hovered.get()).toBe(left);
    test.with({ accel: true }).move(50, 50);
    expect(test.editor.hovered.get()).toBeNull();
    test.up(50, 50);
    expect(test.elements[2]).toMatchObject({ start: null, end: null });
    expect(test.editor.gesture.get()).toBeNull();
  });

  it('holds on to the very point of an outline where it is dropped', () => {
    const test = testEditor();
    const [left] = test.given(...SHAPES);
    test.tool('arrow').drag([250, 300], [97, 25]);
    expect(test.elements[2]?.end).toEqual([left, 1, 0.25, 'point']);
  });

  it('holds on to nothing when it lies within one shape', () => {
    const test = testEditor();
    test.given(SHAPES[0]);
    test.tool('line').drag([20, 20], [80, 80]);
    expect(test.elements[1]).toMatchObject({ start: null, end: null });
  });

  it('is undone in one step', () => {
    const { test } = joined();
    test.editor.undo();
    expect(test.elements).toHaveLength(2);
  });
});

describe('a shape that an arrow holds on to', () => {
  it('takes the arrow along, in whoever’s hand it is, without a change of the arrow', () => {
    const { test, right, arrow } = joined();
    const other = test.other();
    const { version } = test.board.get(arrow) ?? {};
    other.update([{ id: right, x: 400, y: 300 }]);
    expect(endsOf(test, arrow)[1]?.[1]).toBeGreaterThan(250);
    test.editor.select([right]);
    test.drag([450, 350], [450, 50]);
    expect(endsOf(test, arrow)[1]).toEqual([392, 50]);
    expect(test.board.get(arrow)?.version).toBe(version);
  });

  it('takes it along while it is dragged, and the board does not show it twice', () => {
    const { test, right, arrow } = joined();
    test.editor.select([right]);
    test.tool('select').down(450, 50).move(450, 250);
    const follower = test.editor.followers.get().get(arrow);
    expect(follower?.box.height).toBeGreaterThan(100);
    expect(test.editor.hidden.get().has(arrow)).toBe(true);
    test.up(450, 250);
    expect(test.editor.followers.get().size).toBe(0);
    expect(test.editor.hidden.get().size).toBe(0);
    expect(endsOf(test, arrow)[1]?.[1]).toBeGreaterThan(200);
  });

  it('leaves it where it was when it is deleted, also by somebody else at the same time', () => {
    const { test, right, arrow } = joined();
    const other = test.other();
    test.board.update([{ id: right, y: 200 }]);
    const before = endsOf(test, arrow);
    other.remove([right]);
    expect(endsOf(test, arrow)).toEqual(before);
    test.board.update([{ id: arrow, color: 'red' }]);
    expect(endsOf(test, arrow)).toEqual(before);
    other.undo();
    other.update([{ id: right, y: 0 }]);
    expect(endsOf(test, arrow)[1]).toEqual([392, 50]);
  });

  it('may be hidden, and shows the arrow where it is', () => {
    const { test, right, arrow } = joined();
    const before = endsOf(test, arrow);
    test.board.update([{ id: right, hidden: true }]);
    expect(endsOf(test, arrow)).toEqual(before);
  });
});

describe('an arrow that is moved', () => {
  it('lets go of the shapes that stay behind', () => {
    const { test, arrow } = joined();
    test.editor.select([arrow]);
    test.tool('select').drag([250, 50], [250, 150]);
    expect(test.board.get(arrow)).toMatchObject({ start: null, end: null });
    expect(endsOf(test, arrow)).toEqual([
      [108, 150],
      [392, 150],
    ]);
    test.editor.undo();
    expect(endsOf(test, arrow)[0]).toEqual([108, 50]);
    expect(test.board.get(arrow)?.start).not.toBeNull();
  });

  it('holds on when its shapes go along, and when one of them does', () => {
    const { test, left, right, arrow } = joined();
    test.editor.select([left, right, arrow]);
    test.tool('select').drag([50, 50], [50, 150]);
    expect(endsOf(test, arrow)).toEqual([
      [108, 150],
      [392, 150],
    ]);
    test.editor.select([left, arrow]);
    test.drag([50, 150], [50, 250]);
    expect(test.board.get(arrow)?.end).not.toBeNull();
    expect(endsOf(test, arrow)[1]?.[1]).toBeLessThan(180);
  });

  it('takes hold of another shape by its end, or of none with Ctrl', () => {
    const { test, left, arrow } = joined();
    const [third] = test.given({ type: 'diamond', x: 200, y: 300, width: 100, height: 100 });
    test.editor.select([arrow]);
    test.tool('select').down(392, 50).move(250, 350);
    expect(test.editor.hovered.get()).toBe(third);
    test.up(250, 350);
    expect(test.board.get(arrow)).toMatchObject({
      start: [left, 0.5, 0.5, 'edge'],
      end: [third, 0.5, 0.5, 'edge'],
    });
    const [, [x = 0, y = 0] = []] = endsOf(test, arrow);
    test.down(x, y).with({ accel: true }).move(250, 350).up(250, 350);
    expect(test.board.get(arrow)?.end).toBeNull();
    expect(endsOf(test, arrow)[1]).toEqual([250, 350]);
  });
});

describe('a copy of an arrow', () => {
  it('holds on to the copies of its shapes, and to nothing that was not copied', () => {
    const { test, left, right, arrow } = joined();
    test.editor.select([left, arrow]);
    test.tool('select').with({ alt: true }).drag([50, 50], [50, 350]);
    const copies = test.elements.slice(-2);
    const shape = copies.find(({ type }) => type === 'rectangle');
    const line = copies.find(({ type }) => type === 'arrow');
    expect(line?.start?.[0]).toBe(shape?.id);
    expect(line?.end).toBeNull();
    // Where it was seen, though nobody had written that.
    expect(endsOf(test, line?.id ?? '')[1]).toEqual([392, 350]);
    expect(test.board.get(arrow)?.end?.[0]).toBe(right);
  });
});

describe('two people', () => {
  it('who take hold of different shapes with one end at once get one of them, both the same', () => {
    const { test, left, arrow } = joined();
    const [third = ''] = test.given({ type: 'cloud', x: 200, y: 300, width: 100, height: 100 });
    const other = boardOf('bob', Y.encodeStateAsUpdate(test.board.doc));
    test.board.update([{ id: arrow, end: [third, 0.5, 0.5, 'edge'] }]);
    other.update([{ id: arrow, end: [left, 1, 0.5, 'point'] }]);
    meet(test.board, other);
    expect(test.board.get(arrow)?.end).toEqual(other.get(arrow)?.end);
  });
});
