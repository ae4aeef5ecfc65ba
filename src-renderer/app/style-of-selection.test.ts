import { describe, expect, it } from 'vitest';
import type { NewElement } from '../board/element.ts';
import { testEditor } from '../tools/testing/test-editor.ts';
import { applyStyle, styleValue } from './style-of-selection.ts';

const BOX: NewElement = { type: 'rectangle', x: 0, y: 0, width: 100, height: 60 };
const LINE: NewElement = {
  type: 'line',
  points: [
    [0, 0],
    [50, 50],
  ],
  size: 8,
  color: 'red',
};
const TEXT: NewElement = { type: 'text', x: 0, y: 0, width: 100, height: 30, size: 20, text: 'Hi' };

function selecting(...elements: readonly NewElement[]) {
  const test = testEditor();
  return { test, ids: test.givenSelected(...elements) };
}

describe('the style of the selection', () => {
  it('is that of one element', () => {
    const { test } = selecting({ ...BOX, fill: 'blue', fillStyle: 'solid', opacity: 0.5 });
    expect(styleValue(test.editor)).toEqual({
      color: 'black',
      fill: 'blue',
      fillStyle: 'solid',
      opacity: 0.5,
      size: 4,
      dash: 'solid',
      radius: 6,
      route: null,
      startHead: null,
      endHead: null,
      fontSize: null,
      pressure: null,
    });
  });

  it('is mixed where they differ, and of those only that have it', () => {
    const { test } = selecting(BOX, { ...LINE, opacity: 0.5 }, TEXT);
    expect(styleValue(test.editor)).toEqual({
      color: 'mixed',
      fill: 'none',
      fillStyle: 'none',
      opacity: 'mixed',
      size: 'mixed',
      dash: 'solid',
      radius: 6,
      route: 'straight',
      startHead: null,
      endHead: null,
      fontSize: 20,
      pressure: null,
    });
  });

  it('is that of what the tool draws next when nothing is selected, and of no other tool', () => {
    const test = testEditor();
    expect(styleValue(test.editor)).toBeNull();
    test.tool('arrow');
    expect(styleValue(test.editor)).toMatchObject({ size: 4, fill: null, fontSize: null });
    test.tool('pen');
    expect(styleValue(test.editor)).toMatchObject({ pressure: true });
    test.tool('hand');
    expect(styleValue(test.editor)).toBeNull();
  });
});

describe('choosing a style', () => {
  it('changes all that is selected, where it means something, in one step', () => {
    const { test, ids } = selecting(BOX, LINE, TEXT);
    applyStyle(test.editor, { color: 'green', fill: 'green', size: 14 });
    const [box, line, text] = ids.map((id) => test.board.get(id));
    expect(box).toMatchObject({ color: 'green', fill: 'green', size: 14 });
    expect(line).toMatchObject({ color: 'green', fill: 'none', size: 14 });
    expect(text).toMatchObject({ color: 'green', size: 20 });
    test.editor.undo();
    expect(test.board.get(ids[1] ?? '')).toMatchObject({ color: 'red', size: 8 });
    expect(test.board.canUndo).toBe(false);
  });

  it('is what is drawn next of the same family, and not of others', () => {
    const { test } = selecting(BOX);
    applyStyle(test.editor, { color: 'green', fill: 'pink', fillStyle: 'solid' });
    test.tool('ellipse').drag([200, 0], [300, 100]);
    expect(test.elements[1]).toMatchObject({ color: 'green', fill: 'pink', fillStyle: 'solid' });
    test.tool('line').drag([200, 200], [300, 300]);
    expect(test.elements[2]).toMatchObject({ color: 'black' });
  });

  it('is of the tool alone when nothing is selected', () => {
    const test = testEditor().tool('pen');
    const before = test.trace();
    applyStyle(test.editor, { color: 'red', size: 14, pressure: false });
    expect(test.trace()).toEqual(before);
    test.drag([0, 0], [50, 50]);
    expect(test.elements[0]).toMatchObject({ color: 'red', size: 14, pressure: 'off' });
  });

  it('is one step of undo along a slider', () => {
    const { test, ids } = selecting(BOX);
    const run = {};
    for (const opacity of [0.9, 0.7, 0.4]) applyStyle(test.editor, { opacity }, run);
    expect(test.board.get(ids[0] ?? '')?.opacity).toBe(0.4);
    test.editor.undo();
    expect(test.board.get(ids[0] ?? '')?.opacity).toBe(1);
  });

  it('fills what has no fill with its own colour when a style of fill is chosen', () => {
    const { test, ids } = selecting({ ...BOX, color: 'red' }, { ...BOX, fill: 'blue' }, LINE);
    applyStyle(test.editor, { fillStyle: 'solid' });
    const [empty, filled, line] = ids.map((id) => test.board.get(id));
    expect(empty).toMatchObject({ fill: 'red', fillStyle: 'solid' });
    expect(filled).toMatchObject({ fill: 'blue', fillStyle: 'solid' });
    expect(line).toMatchObject({ fill: 'none', fillStyle: 'soft' });
    test.tool('ellipse').drag([400, 0], [500, 100]);
    expect(test.elements[3]).toMatchObject({ fill: 'red', fillStyle: 'solid' });
    test.editor.select(ids);
    applyStyle(test.editor, { fillStyle: 'none' });
    expect(styleValue(test.editor)).toMatchObject({ fill: 'none', fillStyle: 'none' });
  });

  it('dashes lines and outlines, and rounds the corners of rectangles only', () => {
    const { test, ids } = selecting(BOX, LINE, TEXT);
    applyStyle(test.editor, { dash: 'dashed', radius: 20 });
    const [box, line, text] = ids.map((id) => test.board.get(id));
    expect(box).toMatchObject({ dash: 'dashed', radius: 20 });
    expect(line).toMatchObject({ dash: 'dashed', radius: 6 });
    expect(text).toMatchObject({ dash: 'solid', radius: 6 });
    test.tool('rectangle').drag([400, 0], [500, 100]);
    expect(test.elements[3]).toMatchObject({ dash: 'dashed', radius: 20 });
  });

  it('gives lines and arrows their way, and heads to arrows only', () => {
    const arrow = { ...LINE, type: 'arrow' } as const;
    const { test, ids } = selecting(BOX, arrow, LINE);
    applyStyle(test.editor, { route: 'elbow', startHead: 'dot', endHead: 'bar' });
    const [box, pointed, line] = ids.map((id) => test.board.get(id));
    expect(box).toMatchObject({ route: 'straight', startHead: 'none' });
    expect(line).toMatchObject({ route: 'elbow', startHead: 'none' });
    expect(pointed).toMatchObject({ route: 'elbow', startHead: 'dot', endHead: 'bar' });
    test.tool('arrow').drag([400, 0], [500, 100]);
    expect(test.elements[3]).toMatchObject({ route: 'elbow', startHead: 'dot', endHead: 'bar' });
  });

  it('changes the letters of texts, and not the strokes beside them', () => {
    const { test, ids } = selecting(TEXT, LINE);
    applyStyle(test.editor, { fontSize: 40 });
    const [text, line] = ids.map((id) => test.board.get(id));
    expect(text?.size).toBe(40);
    expect(line?.size).toBe(8);
  });

  it('keeps what somebody else changes of the same element meanwhile', () => {
    const { test, ids } = selecting(BOX);
    const other = test.other();
    other.update([{ id: ids[0] ?? '', fill: 'pink', x: 50 }]);
    applyStyle(test.editor, { color: 'red' });
    expect(test.board.get(ids[0] ?? '')).toMatchObject({ color: 'red', fill: 'pink' });
    expect(styleValue(test.editor)?.fill).toBe('pink');
    other.remove(ids);
    expect(styleValue(test.editor)).toBeNull();
    const before = test.trace();
    applyStyle(test.editor, { color: 'blue' });
    expect(test.trace()).toEqual(before);
  });
});
