import { describe, expect, it } from 'vitest';
import { testEditor } from '../../tools/testing/test-editor.ts';
import { BoardClipboard } from '../board-clipboard.ts';
import { placeForNew, placePictures } from './place-pictures.ts';

const picture = (width: number, height: number, letter = 'A') => ({
  hash: letter.repeat(42).concat('A'),
  blob: new Blob(),
  width,
  height,
});

// A window of 1000 by 800.
describe('pictures that are put on a board', () => {
  it('lie around the place, as large as they are, selected, in one step of undo', () => {
    const test = testEditor();
    test.tool('pen');
    placePictures(test.editor, [picture(200, 100), picture(100, 300, 'B')], { x: 500, y: 400 });
    expect(test.elements).toMatchObject([
      { type: 'image', picture: 'A'.repeat(43), box: { x: 342, y: 350, width: 200, height: 100 } },
      { type: 'image', box: { x: 558, y: 250, width: 100, height: 300 } },
    ]);
    expect(test.selected).toHaveLength(2);
    expect(test.editor.tool.get()).toBe('select');
    test.editor.undo();
    expect(test.elements).toEqual([]);
  });

  it('cover no more than a good part of what is seen, in their ratio', () => {
    const test = testEditor();
    test.editor.zoomTo(2, { x: 0, y: 0 });
    placePictures(test.editor, [picture(6000, 3000)], { x: 0, y: 0 });
    expect(test.elements[0]?.box).toEqual({ x: -150, y: -75, width: 300, height: 150 });
  });

  it('go where the pointer is, else into the middle', () => {
    const test = testEditor();
    expect(placeForNew(test.editor)).toEqual({ x: 500, y: 400 });
    test.move(20, 30);
    expect(placeForNew(test.editor)).toEqual({ x: 20, y: 30 });
  });

  it('are the same pictures after they were copied to another board', () => {
    const test = testEditor();
    placePictures(test.editor, [picture(200, 100, 'c')], { x: 0, y: 0 });
    const other = testEditor();
    const text = new BoardClipboard(test.editor).copy() ?? '';
    expect(new BoardClipboard(other.editor).paste(text)).toEqual({ ok: true });
    expect(other.elements[0]?.picture).toBe('c'.repeat(42).concat('A'));
  });
});
