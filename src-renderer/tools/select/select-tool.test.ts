import { describe, expect, it } from 'vitest';
import { type TestEditor, testEditor } from '../testing/test-editor.ts';

function twoBoxes(): { test: TestEditor; a: string; b: string } {
  const test = testEditor();
  const [a = '', b = ''] = test.given(
    { type: 'rectangle', x: 0, y: 0, width: 100, height: 100, fill: 'blue' },
    { type: 'rectangle', x: 200, y: 0, width: 100, height: 100, fill: 'blue' },
  );
  return { test, a, b };
}

describe('selecting', () => {
  it('selects by a click, toggles by Shift+click, lets go on the empty canvas', () => {
    const { test, a, b } = twoBoxes();
    test.click(50, 50);
    expect(test.selected).toEqual([a]);
    test.click(250, 50, { shift: true });
    expect(test.selected).toEqual([a, b]);
    test.click(50, 50, { shift: true });
    expect(test.selected).toEqual([b]);
    test.click(600, 600);
    expect(test.selected).toEqual([]);
  });

  it('narrows several selected elements to the one that is clicked', () => {
    const { test, b } = twoBoxes();
    test.editor.selectAll();
    test.click(250, 50);
    expect(test.selected).toEqual([b]);
  });

  it('takes an unfilled shape at its outline, and by its inside once it is selected', () => {
    const test = testEditor();
    const [id = ''] = test.given({ type: 'rectangle', x: 0, y: 0, width: 200, height: 200 });
    test.click(100, 100);
    expect(test.selected).toEqual([]);
    test.click(200, 100);
    expect(test.selected).toEqual([id]);
    test.drag([100, 100], [150, 100]);
    expect(test.board.get(id)?.box.x).toBe(50);
  });

  it('prefers what is drawn to the empty inside of a selected shape', () => {
    const test = testEditor();
    const [frame = '', dot = ''] = test.given(
      { type: 'rectangle', x: 0, y: 0, width: 200, height: 200 },
      { type: 'rectangle', x: 90, y: 90, width: 20, height: 20, fill: 'red' },
    );
    test.editor.select([frame]);
    test.click(100, 100);
    expect(test.selected).toEqual([dot]);
  });

  it('shows what a click would select', () => {
    const { test, a } = twoBoxes();
    test.move(50, 50);
    expect(test.editor.hovered.get()).toBe(a);
    test.move(600, 600);
    expect(test.editor.hovered.get()).toBeNull();
  });

  it('cancels the gesture, then the selection, then the tool by Escape', () => {
    const { test, a } = twoBoxes();
    test.click(50, 50).down(50, 50).move(80, 80).escape();
    expect(test.selected).toEqual([a]);
    test.up(80, 80).escape();
    expect(test.selected).toEqual([]);
    test.tool('pen').escape();
    expect(test.editor.tool.get()).toBe('select');
  });
});

describe('the marquee', () => {
  it('selects what it touches', () => {
    const { test, a, b } = twoBoxes();
    test.drag([400, 150], [260, 50]);
    expect(test.selected).toEqual([b]);
    test.drag([400, 150], [50, 50]);
    expect(test.selected).toEqual([a, b]);
  });

  it('goes by true geometry: the empty corner of a stroke is not touched', () => {
    const test = testEditor();
    test.given({
      type: 'stroke',
      points: [
        [0, 0],
        [200, 200],
      ],
    });
    test.drag([120, 5], [195, 60]);
    expect(test.selected).toEqual([]);
    test.drag([90, 80], [130, 120]);
    expect(test.selected).toHaveLength(1);
  });

  it('adds with Shift, and Escape brings back the selection before it', () => {
    const { test, a, b } = twoBoxes();
    test.click(50, 50).with({ shift: true }).drag([400, 150], [260, 50]).with({});
    expect(test.selected).toEqual([a, b]);
    test.down(400, 400).move(350, 350).escape();
    expect(test.selected).toEqual([a, b]);
    expect(test.editor.marquee.get()).toBeNull();
  });
});

describe('moving', () => {
  it('moves on screen first and in the document at pointer-up, in one step', () => {
    const { test, a, b } = twoBoxes();
    test.editor.selectAll();
    const before = test.trace();
    test.down(50, 50).move(60, 70);
    expect(test.editor.lift.get()?.transform).toEqual({ kind: 'move', dx: 10, dy: 20 });
    expect(test.trace()).toEqual(before);
    test.up(60, 70);
    expect(test.board.get(a)?.box).toMatchObject({ x: 10, y: 20 });
    expect(test.board.get(b)?.box).toMatchObject({ x: 210, y: 20 });
    test.editor.undo();
    expect(test.board.get(a)?.box).toMatchObject({ x: 0, y: 0 });
    expect(test.board.get(b)?.box).toMatchObject({ x: 200, y: 0 });
  });

  it('takes a click that trembles for a click', () => {
    const { test } = twoBoxes();
    const before = test.trace();
    test.down(50, 50).move(52, 50).up(52, 50);
    expect(test.trace()).toEqual(before);
  });

  it('keeps to one axis with Shift', () => {
    const { test, a } = twoBoxes();
    test.down(50, 50).move(90, 60).move(110, 65, { shift: true }).up(110, 65, { shift: true });
    expect(test.board.get(a)?.box).toMatchObject({ x: 60, y: 0 });
  });

  it('leaves no trace when Escape cancels', () => {
    const { test, a } = twoBoxes();
    const before = test.trace();
    test.down(50, 50).move(90, 90).escape().up(90, 90);
    expect(test.trace()).toEqual(before);
    expect(test.editor.lift.get()).toBeNull();
    expect(test.board.get(a)?.box).toMatchObject({ x: 0, y: 0 });
  });

  it('goes on with the rest when somebody else deletes one of the moved elements', () => {
    const { test, a, b } = twoBoxes();
    const other = test.other();
    test.editor.selectAll();
    test.down(50, 50).move(60, 60);
    other.remove([a]);
    expect(test.selected).toEqual([b]);
    test.up(70, 50);
    expect(test.board.get(a)).toBeUndefined();
    expect(test.board.get(b)?.box).toMatchObject({ x: 220, y: 0 });
  });

  it('ends quietly when somebody else deletes the only moved element', () => {
    const { test, a } = twoBoxes();
    const other = test.other();
    test.down(50, 50).move(60, 60);
    other.remove([a]);
    expect(test.editor.lift.get()).toBeNull();
    test.move(70, 70).up(70, 70);
    expect(test.elements).toHaveLength(1);
  });

  it('keeps what is held under the pointer, and lands it there (CR-07)', () => {
    const { test, a } = twoBoxes();
    const other = test.other();
    test.down(50, 50).move(60, 50);
    other.update([{ id: a, x: 0, y: 500, color: 'red', rotation: 45 }]);
    const held = test.editor.scene.get(a);
    expect(held?.box).toMatchObject({ x: 0, y: 0 });
    expect(held?.rotation).toBe(0);
    test.move(70, 50).up(70, 50);
    expect(test.board.get(a)?.box).toMatchObject({ x: 20, y: 0 });
    // What was not dragged is what the other one made of it.
    expect(test.board.get(a)).toMatchObject({ color: 'red', rotation: 45 });
    expect(test.editor.scene.get(a)?.element).toMatchObject({ color: 'red', rotation: 45 });
    expect(test.editor.overruled.get()).toBe(true);
  });

  it('shows what others made of it when the gesture is cancelled', () => {
    const { test, a } = twoBoxes();
    const other = test.other();
    test.down(50, 50).move(60, 50);
    other.update([{ id: a, x: 0, y: 500 }]);
    test.escape();
    expect(test.editor.scene.get(a)?.box).toMatchObject({ x: 0, y: 500 });
    expect(test.editor.scene.hit({ x: 50, y: 550 }, { tolerance: 0 })?.id).toBe(a);
    expect(test.editor.overruled.get()).toBe(false);
  });

  it('holds strokes where they were, point by point', () => {
    const test = testEditor();
    const [id = ''] = test.given({
      type: 'stroke',
      points: [
        [0, 0],
        [40, 40],
      ],
    });
    const other = test.other();
    test.down(20, 20).move(30, 20);
    other.update([{ id, x: 500, width: 80 }]);
    const points = test.editor.scene.get(id)?.points ?? [];
    expect([points[0], points[1], points[3], points[4]]).toEqual([0, 0, 40, 40]);
    test.up(30, 20);
    expect(test.board.points(id)[0]).toBeCloseTo(10);
  });

  it('deletes the selection, which is undone in one step', () => {
    const { test } = twoBoxes();
    test.editor.selectAll();
    test.editor.deleteSelected();
    expect(test.elements).toHaveLength(0);
    expect(test.selected).toEqual([]);
    test.editor.undo();
    expect(test.elements).toHaveLength(2);
  });
});

describe('a drag with Alt', () => {
  it('leaves the original and adds a copy, selected, in one step', () => {
    const { test, a, b } = twoBoxes();
    test.editor.select([a]);
    const before = test.trace();
    test.with({ alt: true }).down(50, 50).move(90, 350);
    expect(test.editor.lift.get()).toMatchObject({ copies: true });
    expect(test.editor.hidden.get().size).toBe(0);
    expect(test.trace()).toEqual(before);
    test.up(90, 350);
    // Right above its original, below what was above that.
    const [, copy] = test.elements;
    expect(test.elements.map(({ id }) => id)).toEqual([a, copy?.id, b]);
    expect(copy?.box).toEqual({ x: 40, y: 300, width: 100, height: 100 });
    expect(copy?.fill).toBe('blue');
    expect(test.selected).toEqual([copy?.id]);
    test.editor.undo();
    expect(test.elements).toHaveLength(2);
  });

  it('can be decided during the drag', () => {
    const { test, a } = twoBoxes();
    test.down(50, 50).move(90, 350);
    expect(test.editor.hidden.get()).toEqual(new Set([a]));
    test.editor.input.modifiersChanged({ shift: false, alt: true, accel: false });
    expect(test.editor.hidden.get().size).toBe(0);
    test.up(90, 350);
    expect(test.elements).toHaveLength(2);
    expect(test.board.get(a)?.box.y).toBe(300);
  });

  it('copies what the other still is when somebody deletes the original meanwhile', () => {
    const { test, a, b } = twoBoxes();
    const other = test.other();
    test.editor.selectAll();
    test.with({ alt: true }).down(50, 50).move(50, 350);
    other.remove([a]);
    test.up(50, 350);
    expect(test.elements.map(({ id }) => id)).toContain(b);
    expect(test.elements).toHaveLength(2);
  });
});
