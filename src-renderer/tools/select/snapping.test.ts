import { describe, expect, it } from 'vitest';
import { testEditor } from '../testing/test-editor.ts';

const box = (x: number, y: number, width = 100, height = 100) =>
  ({ type: 'rectangle', x, y, width, height, fill: 'blue' }) as const;

describe('snapping while moving', () => {
  it('takes a box to the edge of another, and shows why', () => {
    const test = testEditor();
    const [, b = ''] = test.given(box(0, 0), box(300, 300));
    test.down(350, 350).move(354, 350).move(54, 352);
    expect(test.editor.guides.get()).toContainEqual({
      kind: 'line',
      axis: 'x',
      at: 0,
      from: 0,
      to: 402,
    });
    test.up(54, 352);
    expect(test.board.get(b)?.box).toMatchObject({ x: 0, y: 302 });
    expect(test.editor.guides.get()).toEqual([]);
  });

  it('is off while Ctrl is held, and when it is switched off', () => {
    for (const off of [true, false]) {
      const test = testEditor();
      const [, b = ''] = test.given(box(0, 0), box(300, 300));
      test.editor.snapToShapes.set(!off);
      test.down(350, 350).with({ accel: !off }).move(354, 350).move(54, 352).up(54, 352);
      expect(test.board.get(b)?.box.x).toBe(4);
      expect(test.editor.guides.get()).toEqual([]);
    }
  });

  it('reaches as far on the screen at every zoom', () => {
    const test = testEditor();
    const [, b = ''] = test.given(box(0, 0), box(300, 300));
    test.editor.setCamera({ x: 0, y: 0, zoom: 4 });
    test.editor.viewport.set({ width: 4000, height: 4000 });
    test.down(1400, 1400).move(1420, 1400).move(212, 1400).up(212, 1400);
    expect(test.board.get(b)?.box.x).toBe(3);
  });

  it('does not look at ink, at what moves along, or at what is out of sight', () => {
    const test = testEditor();
    const [a = '', b = ''] = test.given(box(300, 300), box(500, 303), box(0, 5_000), {
      type: 'stroke',
      points: [
        [0, 0],
        [100, 100],
      ],
    });
    test.editor.select([a, b]);
    test.down(350, 350).move(354, 350).move(53, 350).up(53, 350);
    expect(test.board.get(a)?.box.x).toBe(3);
  });

  it('keeps to the axis that Shift leaves', () => {
    const test = testEditor();
    const [, b = ''] = test.given(box(0, 0), box(300, 304));
    test.down(350, 350).with({ shift: true }).move(400, 352).move(52, 352).up(52, 352);
    expect(test.board.get(b)?.box).toMatchObject({ x: 0, y: 304 });
  });

  it('takes it to the dots where that is switched on', () => {
    const test = testEditor();
    const [a = ''] = test.given(box(3, 5));
    test.editor.snapToGrid.set(true);
    test.drag([50, 50], [60, 50], [87, 99]);
    expect(test.board.get(a)?.box).toMatchObject({ x: 48, y: 48 });
  });

  it('lands copies where they were seen', () => {
    const test = testEditor();
    const [a = ''] = test.given(box(300, 0), box(0, 400));
    test.with({ alt: true }).drag([350, 50], [300, 50], [53, 200]);
    expect(test.board.get(a)?.box.x).toBe(300);
    expect(test.board.get(test.selected[0] ?? '')?.box.x).toBe(0);
  });
});

describe('snapping while resizing', () => {
  it('takes the side that is pulled to an edge', () => {
    const test = testEditor();
    test.given(box(500, 0));
    const [id = ''] = test.givenSelected(box(0, 200));
    const handle = test.editor.selectionView
      .handles(test.editor.camera.get())
      .find(({ grip }) => grip.kind === 'resize' && grip.x === 1 && grip.y === 0);
    const { x = 0, y = 0 } = handle?.at ?? {};
    test
      .down(x, y)
      .move(x + 50, y)
      .move(x + 396, y);
    expect(test.editor.guides.get()).toHaveLength(1);
    test.up(x + 396, y);
    expect(test.board.get(id)?.box).toEqual({ x: 0, y: 200, width: 500, height: 100 });
  });
});

describe('snapping while drawing', () => {
  it('takes the corner to an edge, unless Ctrl is held', () => {
    const test = testEditor();
    test.given(box(500, 0));
    test.tool('rectangle').drag([100, 200], [300, 300], [496, 397]);
    expect(test.elements.at(-1)?.box).toEqual({ x: 100, y: 200, width: 400, height: 197 });
    expect(test.editor.guides.get()).toEqual([]);
    test.tool('rectangle').with({ accel: true }).drag([100, 500], [300, 600], [496, 697]);
    expect(test.elements.at(-1)?.box.width).toBe(396);
  });
});
