import { describe, expect, it } from 'vitest';
import type { NewElement } from '../../board/element.ts';
import { centreOfBox } from '../../geometry/box.ts';
import { type TestEditor, testEditor } from '../testing/test-editor.ts';

const BOX: NewElement = { type: 'rectangle', x: 100, y: 100, width: 100, height: 60 };

function selected(...elements: readonly NewElement[]) {
  const test = testEditor();
  const ids = test.givenSelected(...elements);
  return { test, ids, id: ids[0] ?? '' };
}

function rotateHandle(test: TestEditor): [number, number] {
  const found = test.editor.selectionView
    .handles(test.editor.camera.get())
    .find(({ grip }) => grip.kind === 'rotate');
  if (!found) throw new Error('no handle to turn by');
  return [found.at.x, found.at.y];
}

describe('turning', () => {
  it('turns one about its middle, in one step, with nothing written before', () => {
    const { test, id } = selected(BOX);
    const before = test.trace();
    const [x, y] = rotateHandle(test);
    test.down(x, y).move(300, 130);
    expect(test.editor.lift.get()?.transform).toMatchObject({ kind: 'turn', pivot: null });
    expect(test.trace()).toEqual(before);
    test.up(300, 130);
    expect(test.board.get(id)?.rotation).toBeCloseTo(90);
    expect(test.board.get(id)?.box).toEqual({ x: 100, y: 100, width: 100, height: 60 });
    test.editor.undo();
    expect(test.board.get(id)?.rotation).toBe(0);
  });

  it('turns a text about its middle too, although only its corner is stored', () => {
    const { test, id } = selected({ type: 'text', x: 100, y: 100, size: 20, text: 'Hello there' });
    const centre = () =>
      centreOfBox(test.editor.scene.get(id)?.box ?? { x: 0, y: 0, width: 0, height: 0 });
    const before = centre();
    for (const to of [300, 20]) {
      const [x, y] = rotateHandle(test);
      test.down(x, y).move(to, 130).up(to, 130);
      expect(centre().x).toBeCloseTo(before.x);
      expect(centre().y).toBeCloseTo(before.y);
    }
  });

  it('keeps to steps of 15° with Shift, of the element and not of the drag', () => {
    const { test, id } = selected({ ...BOX, rotation: 20 });
    const [x, y] = rotateHandle(test);
    test
      .with({ shift: true })
      .down(x, y)
      .move(x + 15, y)
      .up(x + 15, y);
    expect(test.board.get(id)?.rotation).toBeCloseTo(30);
  });

  it('turns several about their common middle', () => {
    const { test, ids } = selected(BOX, { ...BOX, x: 300 });
    const [x, y] = rotateHandle(test);
    test.with({ shift: true }).down(x, y).move(500, 130).up(500, 130);
    const [left, right] = ids.map((id) => test.board.get(id));
    expect(left?.rotation).toBe(90);
    // What was on the left is at the top now.
    expect((left?.box.x ?? 0) + 50).toBeCloseTo(250);
    expect((left?.box.y ?? 0) + 30).toBeCloseTo(30);
    expect((right?.box.y ?? 0) + 30).toBeCloseTo(230);
    test.editor.undo();
    expect(test.board.get(ids[0] ?? '')).toMatchObject({ rotation: 0, box: { x: 100 } });
  });

  it('leaves no trace when Escape cancels or when it comes back to where it was', () => {
    const { test } = selected(BOX);
    const before = test.trace();
    const [x, y] = rotateHandle(test);
    test.down(x, y).move(300, 130).escape().up(300, 130);
    test.down(x, y).move(300, 130).move(x, y).up(x, y);
    expect(test.trace()).toEqual(before);
  });

  it('turns one about wherever somebody else put it meanwhile', () => {
    const { test, id } = selected(BOX);
    const other = test.other();
    const [x, y] = rotateHandle(test);
    test.down(x, y).move(300, 130);
    other.update([{ id, x: 700 }]);
    test.up(300, 130);
    expect(test.board.get(id)?.box.x).toBe(700);
    expect(test.board.get(id)?.rotation).toBeCloseTo(90);
  });

  it('ends quietly when somebody else deletes it', () => {
    const { test, id } = selected(BOX);
    const other = test.other();
    const [x, y] = rotateHandle(test);
    test.down(x, y).move(300, 130);
    other.remove([id]);
    test.up(300, 130);
    expect(test.editor.lift.get()).toBeNull();
    expect(test.elements).toEqual([]);
  });

  it('shows that it would, under the pointer', () => {
    const { test } = selected(BOX);
    const [x, y] = rotateHandle(test);
    test.move(x, y);
    expect(test.editor.cursor.get()).toContain('grab');
    expect(test.editor.hovered.get()).toBeNull();
    test.move(600, 600);
    expect(test.editor.cursor.get()).toBe('default');
  });
});
