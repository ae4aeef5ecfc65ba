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
