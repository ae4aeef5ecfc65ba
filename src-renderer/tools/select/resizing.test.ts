import { describe, expect, it } from 'vitest';
import type { NewElement } from '../../board/element.ts';
import { handlesOf } from '../../canvas/handles.ts';
import { NO_MODIFIERS } from '../../canvas/pointer.ts';
import { frameOf } from '../../canvas/selection-frame.ts';
import { shapeElement } from '../../shapes/testing/shape-element.ts';
import { type TestEditor, testEditor } from '../testing/test-editor.ts';
import { scaleTo } from './resizing.ts';

const BOX: NewElement = { type: 'rectangle', x: 100, y: 100, width: 100, height: 60 };

function selected(...elements: readonly NewElement[]) {
  const test = testEditor();
  const ids = test.givenSelected(...elements);
  return { test, ids, id: ids[0] ?? '' };
}

/** Where a handle of the selection is on the screen. */
function handle(test: TestEditor, x: number, y: number): [number, number] {
  const found = test.editor.selectionView
    .handles(test.editor.camera.get())
    .find((one) => one.grip.kind === 'resize' && one.grip.x === x && one.grip.y === y);
  if (!found) throw new Error(`no handle ${x} ${y}`);
  return [found.at.x, found.at.y];
}

/** Takes a handle by its middle and pulls it by a distance. */
function pull(test: TestEditor, x: number, y: number, dx: number, dy: number): TestEditor {
  const [atX, atY] = handle(test, x, y);
  return test
    .down(atX, atY)
    .move(atX + dx, atY + dy)
    .up(atX + dx, atY + dy);
}

describe('resizing', () => {
  it.each([
    ['the right side', 1, 0, 50, 999, { x: 100, y: 100, width: 150, height: 60 }],
    ['the left side', -1, 0, 50, 0, { x: 150, y: 100, width: 50, height: 60 }],
    ['the bottom', 0, 1, 0, 40, { x: 100, y: 100, width: 100, height: 100 }],
    ['the top left corner', -1, -1, -20, 30, { x: 80, y: 130, width: 120, height: 30 }],
  ] as const)('pulls %s and leaves the other side', (_, x, y, dx, dy, box) => {
    const { test, id } = selected(BOX);
    pull(test, x, y, dx, dy);
    expect(test.board.get(id)?.box).toEqual(box);
    expect(test.selected).toEqual([id]);
  });

  it('shows it on screen first and writes one step at pointer-up', () => {
    const { test, id } = selected(BOX);
    const before = test.trace();
    const [x, y] = handle(test, 1, 1);
    test
      .down(x, y)
      .move(x + 10, y + 10)
      .move(x + 100, y + 60);
    expect(test.editor.lift.get()?.transform).toMatchObject({ scaleX: 2, scaleY: 2 });
    expect(test.trace()).toEqual(before);
    test.up(x + 100, y + 60);
    expect(test.editor.lift.get()).toBeNull();
    expect(test.board.get(id)?.box).toEqual({ x: 100, y: 100, width: 200, height: 120 });
    test.editor.undo();
    expect(test.board.get(id)?.box).toEqual({ x: 100, y: 100, width: 100, height: 60 });
    expect(test.board.canUndo).toBe(false);
  });

  it('keeps the ratio of pictures unless Shift frees it', () => {
    const { test, id } = selected({ type: 'image', x: 100, y: 100, width: 100, height: 60 });
    pull(test, 1, 0, 100, 0);
    expect(test.board.get(id)?.box).toEqual({ x: 100, y: 70, width: 200, height: 120 });
    test.editor.undo();
    test.with({ shift: true });
    pull(test, 1, 0, 100, 0);
    expect(test.board.get(id)?.box).toEqual({ x: 100, y: 100, width: 200, height: 60 });
  });

  it('keeps the ratio with Shift and the centre with Alt', () => {
    const { test, id } = selected(BOX);
    test.with({ shift: true });
    pull(test, 1, 1, 100, 0);
    expect(test.board.get(id)?.box).toEqual({ x: 100, y: 100, width: 200, height: 120 });
    test.editor.undo();
    test.with({ alt: true });
    pull(test, 1, 0, 10, 0);
    expect(test.board.get(id)?.box).toEqual({ x: 90, y: 100, width: 120, height: 60 });
    test.editor.undo();
    test.with({ shift: true });
    pull(test, 1, 0, 100, 0);
    expect(test.board.get(id)?.box).toEqual({ x: 100, y: 70, width: 200, height: 120 });
  });

  it('follows a modifier that changes while the pointer rests', () => {
    const { test } = selected(BOX);
    const [x, y] = handle(test, 1, 1);
    test.down(x, y).move(x + 100, y);
    test.editor.input.modifiersChanged({ ...NO_MODIFIERS, shift: true });
    expect(test.editor.lift.get()?.transform).toMatchObject({ scaleX: 2, scaleY: 2 });
  });

  it('flips through the other side, and what is drawn in it is mirrored', () => {
    const { test, id } = selected({
      type: 'arrow',
      points: [
        [0, 0],
        [100, 40],
        [100, 80],
      ],
    });
    pull(test, 1, 0, -150, 0);
    expect(test.board.get(id)?.box).toEqual({ x: -50, y: 0, width: 50, height: 80 });
    expect(Array.from(test.board.points(id))).toEqual([0, 0, 0.5, -50, 40, 0.5, -50, 80, 0.5]);
    test.editor.undo();
    expect(Array.from(test.board.points(id).slice(3, 5))).toEqual([100, 40]);
  });

  it('never makes a side so short that it could not be pulled out again', () => {
    const { test, id } = selected(BOX);
    pull(test, 1, 0, -100, 0);
    expect(test.board.get(id)?.box.width).toBe(1);
    pull(test, 1, 0, 99, 0);
    expect(test.board.get(id)?.box.width).toBeCloseTo(100);
  });

  it('pulls a turned element along its own axes', () => {
    const { test, id } = selected({ ...BOX, rotation: 90 });
    // Its right side is at the bottom now.
    pull(test, 1, 0, 0, 50);
    const box = test.board.get(id)?.box;
    expect(box?.width).toBeCloseTo(150);
    expect(box?.height).toBeCloseTo(60);
    expect(box && box.y + box.height / 2).toBeCloseTo(155);
    expect(test.board.get(id)?.rotation).toBe(90);
  });

  it('scales several in their frame, distances between them too', () => {
    const { test, ids } = selected(BOX, { ...BOX, x: 300, y: 300 });
    pull(test, 1, 1, 300, 0);
    expect(test.board.get(ids[0] ?? '')?.box).toEqual({ x: 100, y: 100, width: 200, height: 60 });
    expect(test.board.get(ids[1] ?? '')?.box).toEqual({ x: 500, y: 300, width: 200, height: 60 });
    test.editor.undo();
    expect(test.board.get(ids[1] ?? '')?.box.x).toBe(300);
  });

  it('keeps the ratio of several where one is askew, so that none is sheared', () => {
    const { test, ids } = selected(BOX, { ...BOX, x: 300, rotation: 30 });
    const before = test.editor.selectionView.frame?.box.width ?? 0;
    pull(test, 1, 1, before, 0);
    const box = test.board.get(ids[0] ?? '')?.box;
    expect(box?.width).toBeCloseTo(200);
    expect(box?.height).toBeCloseTo(120);
    expect(test.board.get(ids[1] ?? '')?.rotation).toBeCloseTo(30);
  });

  it('lets a text grow by its font, in any direction', () => {
    const { test, id } = selected({
      type: 'text',
      x: 0,
      y: 0,
      width: 100,
      height: 60,
      size: 20,
      text: 'Hello',
    });
    pull(test, 1, 1, 100, 0);
    expect(test.board.get(id)).toMatchObject({ size: 40, box: { width: 200 } });
  });

  it('breaks the lines of a text elsewhere when it is pulled by its side', () => {
    const { test, id } = selected({ type: 'text', x: 0, y: 0, size: 20, text: 'One two three' });
    const before = test.editor.scene.get(id)?.box;
    pull(test, 1, 0, -60, 0);
    const after = test.editor.scene.get(id);
    expect(after).toMatchObject({ size: 20, wraps: true });
    expect(after?.box.width).toBeCloseTo((before?.width ?? 0) - 60);
    expect(after?.box.height).toBeGreaterThan(before?.height ?? 0);
  });

  it('leaves a text as wide as its lines when it was so, turned or not', () => {
    for (const rotation of [0, 90]) {
      const { test, id } = selected({
        type: 'text',
        x: 300,
        y: 300,
        size: 20,
        text: 'Hi',
        rotation,
      });
      const before = test.editor.scene.get(id)?.box ?? BOX;
      pull(test, 1, 1, 50, 50);
      const after = test.editor.scene.get(id);
      expect(after?.wraps).toBe(false);
      const grown = (after?.size ?? 0) / 20;
      expect(grown).toBeGreaterThan(1.2);
      expect(after?.box.width).toBeCloseTo((before.width ?? 0) * grown);
      test.editor.undo();
      expect(test.editor.scene.get(id)?.box).toEqual(before);
    }
  });

  it('scales a stroke but not its width, and loses nothing of it when it is small', () => {
    const points = Array.from({ length: 30 }, (_, i): [number, number, number] => [
      i * 10,
      100 + 90 * Math.sin(i),
      0.5,
    ]);
    const { test, id } = selected({ type: 'stroke', points, size: 8 });
    const original = Array.from(test.board.points(id));
    const { width } = test.board.get(id)?.box ?? { width: 0 };
    pull(test, 1, 0, 10 - width, 0);
    expect(test.board.get(id)?.size).toBe(8);
    expect(test.board.get(id)?.box.width).toBeCloseTo(10);
    pull(test, 1, 0, width - 10, 0);
    const now = Array.from(test.board.points(id));
    for (const [i, value] of original.entries()) expect(now[i]).toBeCloseTo(value, 1);
  });

  it('leaves no trace when Escape cancels, and a click on a handle does nothing', () => {
    const { test, id } = selected(BOX);
    const before = test.trace();
    const [x, y] = handle(test, 1, 1);
    test
      .down(x, y)
      .move(x + 50, y + 50)
      .escape()
      .up(x + 50, y + 50);
    test.click(x, y);
    expect(test.trace()).toEqual(before);
    expect(test.editor.lift.get()).toBeNull();
    expect(test.selected).toEqual([id]);
  });

  it('keeps what is held under the pointer when somebody else moves it (CR-07)', () => {
    const { test, id } = selected(BOX);
    const other = test.other();
    const [x, y] = handle(test, 1, 1);
    test.down(x, y).move(x + 100, y + 60);
    other.update([{ id, x: 300, color: 'red' }]);
    test.up(x + 100, y + 60);
    expect(test.board.get(id)).toMatchObject({
      color: 'red',
      box: { x: 100, width: 200 },
    });
  });

  it('goes on with the rest when somebody else deletes one of several', () => {
    const { test, ids } = selected(BOX, { ...BOX, x: 300 });
    const other = test.other();
    const [x, y] = handle(test, 1, 1);
    test.down(x, y).move(x + 30, y + 30);
    other.remove([ids[0] ?? '']);
    test.up(x + 300, y);
    expect(test.board.get(ids[1] ?? '')?.box.width).toBeCloseTo(200);
    expect(test.elements).toHaveLength(1);
  });

  it('ends quietly when somebody else deletes all of it, before or during the drag', () => {
    for (const moves of [0, 1]) {
      const { test, id } = selected(BOX);
      const other = test.other();
      const [x, y] = handle(test, 1, 1);
      test.down(x, y);
      if (moves > 0) test.move(x + 30, y + 30);
      other.remove([id]);
      test.move(x + 60, y + 60).up(x + 60, y + 60);
      expect(test.editor.lift.get()).toBeNull();
      expect(test.elements).toEqual([]);
    }
  });
});

describe('the scaling of a frame', () => {
  it('brings the handle to the pointer, whichever it is and however the frame is turned', () => {
    for (const rotation of [0, 30, 200]) {
      const element = shapeElement({ type: 'rectangle', rotation });
      const frame = frameOf([element]);
      if (!frame) throw new Error('no frame');
      for (const { grip } of handlesOf(frame, { x: 0, y: 0, zoom: 1 })) {
        if (grip.kind !== 'resize' || grip.x === 0 || grip.y === 0) continue;
        const scale = scaleTo(frame, grip, { x: 321, y: -45 }, NO_MODIFIERS);
        const { anchor } = scale;
        const radians = (-rotation * Math.PI) / 180;
        const along = (x: number, y: number) => [
          x * Math.cos(radians) - y * Math.sin(radians),
          x * Math.sin(radians) + y * Math.cos(radians),
        ];
        const [x = 0, y = 0] = along(321 - anchor.x, -45 - anchor.y);
        expect(scale.scaleX * grip.x * 100).toBeCloseTo(x);
        expect(scale.scaleY * grip.y * 60).toBeCloseTo(y);
      }
    }
  });

  it('leaves a side without length as it is', () => {
    const level = frameOf([
      shapeElement({ type: 'stroke', box: { x: 0, y: 0, width: 9, height: 0 } }),
    ]);
    if (!level) throw new Error('no frame');
    const grip = { kind: 'resize', x: 1, y: 1 } as const;
    const scale = scaleTo(level, grip, { x: 18, y: 50 }, { ...NO_MODIFIERS, shift: true });
    expect(scale).toMatchObject({ scaleX: 2, scaleY: 2 });
  });
});
