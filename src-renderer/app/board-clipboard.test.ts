import { describe, expect, it } from 'vitest';
import { TEXT_LENGTH_MAX } from '../board/element-text.ts';
import { type TestEditor, testEditor } from '../tools/testing/test-editor.ts';
import { BoardClipboard } from './board-clipboard.ts';

const BOX = { type: 'rectangle', x: 0, y: 0, width: 100, height: 60, fill: 'blue' } as const;

function withBox(): { test: TestEditor; clipboard: BoardClipboard; id: string } {
  const test = testEditor();
  const [id = ''] = test.given(BOX);
  test.editor.select([id]);
  return { test, clipboard: new BoardClipboard(test.editor), id };
}

describe('copying and pasting', () => {
  it('puts a copy under the pointer, selected, in one step', () => {
    const { test, clipboard } = withBox();
    const text = clipboard.copy() ?? '';
    test.tool('pen').move(500, 400);
    expect(clipboard.paste(text)).toEqual({ ok: true });
    expect(test.elements[1]?.box).toEqual({ x: 450, y: 370, width: 100, height: 60 });
    expect(test.selected).toEqual([test.elements[1]?.id]);
    expect(test.editor.tool.get()).toBe('select');
    test.editor.undo();
    expect(test.elements).toHaveLength(1);
  });

  it('puts it into the middle when the pointer is elsewhere, and each further one beside it', () => {
    const { test, clipboard } = withBox();
    const text = clipboard.copy() ?? '';
    clipboard.paste(text);
    clipboard.paste(text);
    expect(test.elements.map(({ box }) => [box.x, box.y])).toEqual([
      [0, 0],
      [450, 370],
      [470, 390],
    ]);
  });

  it('works from board to board, and keeps what lies together together', () => {
    const { test, clipboard, id } = withBox();
    test.given({
      type: 'line',
      points: [
        [100, 30],
        [200, 90],
      ],
      color: 'red',
    });
    test.editor.selectAll();
    const other = testEditor();
    new BoardClipboard(other.editor).paste(clipboard.copy() ?? '');
    const [box, line] = other.elements;
    expect(box?.id).not.toBe(id);
    expect((line?.box.x ?? 0) - (box?.box.x ?? 0)).toBe(100);
    expect(line).toMatchObject({ type: 'line', color: 'red' });
    expect(other.board.points(line?.id ?? '')[0]).toBe(line?.box.x);
  });

  it('makes a text of text', () => {
    const { test, clipboard } = withBox();
    expect(clipboard.paste('Grüße\r\nan alle 👋\n')).toEqual({ ok: true });
    const pasted = test.elements[1];
    expect(pasted?.type).toBe('text');
    expect(test.board.text(pasted?.id ?? '')).toBe('Grüße\nan alle 👋');
    // Its middle is where it was pasted, as it is seen.
    const box = test.editor.scene.get(pasted?.id ?? '')?.box;
    expect((box?.x ?? 0) + (box?.width ?? 0) / 2).toBeCloseTo(500);
  });

  it('makes a text in the style of the text tool, and breaks its long lines', () => {
    const { test, clipboard } = withBox();
    test.editor.styles.change('text', { color: 'red', size: 36 });
    clipboard.paste('word '.repeat(500));
    const node = test.editor.scene.get(test.selected[0] ?? '');
    expect(node).toMatchObject({ color: 'red', size: 36, wraps: true });
    expect(node?.box.width).toBeLessThan(1000);
  });

  it('copies nothing when nothing is selected', () => {
    const { test, clipboard } = withBox();
    test.editor.select([]);
    expect(clipboard.copy()).toBeNull();
  });

  it.each([
    ['', 'empty'],
    [' \n ', 'empty'],
    ['{"drawbridge":"elements","version":1,"elements":[]}', 'empty'],
    ['{"drawbridge":"elements","version":1,"elements":[{}]}', 'damaged'],
    ['{"drawbridge":"elements","version":9}', 'newer-format'],
    ['x'.repeat(TEXT_LENGTH_MAX + 1), 'too-long'],
    ['x'.repeat(1_000_000), 'too-long'],
  ])('changes nothing by bad content, and says what was wrong with it', (text, code) => {
    const { test, clipboard } = withBox();
    const before = test.trace();
    expect(clipboard.paste(text)).toEqual({ ok: false, code });
    expect(test.trace()).toEqual(before);
    expect(test.selected).toHaveLength(1);
  });

  it('leaves it to the board to say why it takes nothing', () => {
    const { test, clipboard } = withBox();
    const far =
      '{"drawbridge":"elements","version":1,"elements":[{"type":"ellipse","x":0,"y":0,"width":1e9,"height":1}]}';
    expect(clipboard.paste(far)).toEqual({ ok: false, code: 'refused' });
    expect(test.editor.writeProblem.get()?.code).toBe('invalid');
  });
});

describe('pasting from elsewhere', () => {
  it('makes a grid of a spreadsheet’s cells, in one group and one step', () => {
    const test = testEditor();
    expect(new BoardClipboard(test.editor).paste('Name\tPrice\nTea\t3\n')).toEqual({ ok: true });
    expect(test.elements.map(({ id }) => test.board.text(id))).toEqual([
      'Name',
      'Price',
      'Tea',
      '3',
    ]);
    const [a, b, c] = test.elements;
    expect(b?.box.x).toBe((a?.box.x ?? 0) + (a?.box.width ?? 0));
    expect(c?.box).toMatchObject({ x: a?.box.x, width: a?.box.width });
    expect(test.editor.groups.groupOf(test.editor.selection.get())).not.toBeNull();
    test.editor.undo();
    expect(test.elements).toEqual([]);
  });

  it('takes over what was copied in Excalidraw, and says what it had to leave out', () => {
    const test = testEditor();
    const text = JSON.stringify({
      type: 'excalidraw/clipboard',
      elements: [
        { id: 'a', type: 'ellipse', x: 0, y: 0, width: 80, height: 40, groupIds: ['g 1'] },
        { id: 'b', type: 'diamond', x: 90, y: 0, width: 80, height: 40, groupIds: ['g 1'] },
        { id: 'c', type: 'image', x: 0, y: 90, width: 80, height: 40 },
      ],
    });
    expect(new BoardClipboard(test.editor).paste(text)).toEqual({ ok: true, leftOut: 1 });
    expect(test.elements.map(({ type }) => type)).toEqual(['ellipse', 'diamond']);
    expect(test.editor.groups.groupOf(test.editor.selection.get())).not.toBeNull();
  });

  it.each([
    ['a damaged one', '{"type":"excalidraw/clipboard","elements":[{', 'excalidraw-damaged'],
    [
      'a hostile one',
      '{"type":"excalidraw/clipboard","elements":[{"x":{}}]}',
      'excalidraw-damaged',
    ],
    ['an empty one', '{"type":"excalidraw/clipboard","elements":[]}', 'excalidraw-empty'],
    ['a huge table', 'a\tb\n'.repeat(1_200), 'too-many-cells'],
    ['a million characters', 'x'.repeat(1_000_000), 'too-long'],
  ])('refuses %s and leaves the board as it was', (_, text, code) => {
    const { test, clipboard } = withBox();
    const before = test.trace();
    expect(clipboard.paste(text)).toEqual({ ok: false, code });
    expect(test.trace()).toEqual(before);
  });

  it('keeps groups as groups of their own', () => {
    const test = testEditor();
    const ids = test.givenSelected(BOX, { ...BOX, x: 200 });
    test.board.update(ids.map((id) => ({ id, groups: ['g'] })));
    const clipboard = new BoardClipboard(test.editor);
    clipboard.paste(clipboard.copy() ?? '');
    const { tree } = test.editor.groups;
    expect(tree.pathOf(test.selected[0] ?? '')).toHaveLength(1);
    expect(tree.pathOf(test.selected[0] ?? '')).not.toEqual(['g']);
  });
});
