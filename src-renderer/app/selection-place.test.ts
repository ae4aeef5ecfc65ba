import { describe, expect, it } from 'vitest';
import { testEditor } from '../tools/testing/test-editor.ts';
import { parseNumber } from '../ui/controls/number-field.tsx';
import { placeSelection, selectionPlace } from './selection-place.ts';

const box = (x: number, y: number) =>
  ({ type: 'rectangle', x, y, width: 100, height: 50 }) as const;

describe('place and size as numbers', () => {
  it('are those of the frame around the selection', () => {
    const test = testEditor();
    expect(selectionPlace(test.editor)).toBeNull();
    test.givenSelected(box(10, 20), box(200, 100));
    expect(selectionPlace(test.editor)).toMatchObject({
      x: 10,
      y: 20,
      width: 290,
      height: 130,
      rotation: 0,
      locked: false,
    });
  });

  it('move, stretch and turn it, each in one step of undo', () => {
    const test = testEditor();
    const [id = ''] = test.givenSelected(box(10, 20));
    placeSelection(test.editor, { field: 'x', value: -7.5 });
    placeSelection(test.editor, { field: 'width', value: 250 });
    placeSelection(test.editor, { field: 'rotation', value: 400 });
    expect(test.board.get(id)).toMatchObject({
      box: { x: -7.5, y: 20, width: 250, height: 50 },
      rotation: 40,
    });
    test.editor.undo();
    test.editor.undo();
    expect(test.board.get(id)?.box).toMatchObject({ x: -7.5, width: 100 });
  });

  it('stretch a turned shape along its own sides, from its own corner', () => {
    const test = testEditor();
    const [id = ''] = test.givenSelected({ ...box(0, 0), rotation: 90 });
    placeSelection(test.editor, { field: 'width', value: 200 });
    const stretched = test.board.get(id);
    expect(stretched?.box.width).toBeCloseTo(200);
    expect(stretched?.box.height).toBeCloseTo(50);
    expect(stretched?.rotation).toBe(90);
  });

  it('offer no side that cannot be stretched, and nothing of what is locked', () => {
    const test = testEditor();
    test.givenSelected({
      type: 'line',
      points: [
        [0, 0],
        [0, 90],
      ],
    });
    expect(selectionPlace(test.editor)).toMatchObject({ canWidth: false, canHeight: true });
    test.givenSelected({ ...box(0, 0), locked: true });
    expect(selectionPlace(test.editor)?.locked).toBe(true);
  });
});

describe('a number as people write it', () => {
  it.each([
    ['12', 12],
    [' -3,5 ', -3.5],
    ['−4', -4],
    ['.5', 0.5],
    ['45°', 45],
    ['', null],
    ['1e9', null],
    ['12px', null],
    ['1 2', null],
  ])('%s', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });
});
