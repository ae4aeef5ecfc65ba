import { describe, expect, it } from 'vitest';
import { nextNote } from '../../canvas/notes/next-note.ts';
import { type TestEditor, testEditor } from '../testing/test-editor.ts';

function type(test: TestEditor, text: string): void {
  const session = test.editor.texts.field.get()?.session;
  if (!session) throw new Error('no field is open');
  for (const letter of text) {
    const value = session.text + letter;
    session.typed(value, value.length, 'insert');
  }
}

const written = (test: TestEditor): string | undefined => test.editor.texts.field.get()?.session.id;

describe('the note tool', () => {
  it('puts a note under the pointer, names its author and opens it for writing', () => {
    const test = testEditor().tool('note').click(300, 200);
    const [note] = test.elements;
    expect(note).toMatchObject({
      type: 'note',
      color: 'yellow',
      author: 'Ada',
      box: { x: 200, y: 100, width: 200, height: 200 },
    });
    expect(written(test)).toBe(note?.id);
    type(test, 'Hi');
    expect(test.board.text(note?.id ?? '')).toBe('Hi');
    expect(test.editor.tool.get()).toBe('select');
  });

  it('takes the note along until it is let go, and shows it meanwhile', () => {
    const test = testEditor().tool('note').down(300, 200).move(500, 400);
    expect(test.editor.gesture.get()).toMatchObject({ type: 'note', box: { x: 400, y: 300 } });
    test.up(500, 400);
    expect(test.elements[0]?.box).toMatchObject({ x: 400, y: 300 });
    expect(test.editor.gesture.get()).toBeNull();
  });

  it('leaves no trace when Escape cancels', () => {
    const test = testEditor().tool('note');
    const before = test.trace();
    test.down(300, 200).escape().up(300, 200);
    expect(test.trace()).toEqual(before);
  });
});

describe('Tab in a note', () => {
  it('makes the next one beside it, of the same look, and goes on there', () => {
    const test = testEditor();
    test.editor.styles.change('note', { color: 'pink' });
    test.tool('note').click(300, 200);
    const first = written(test) ?? '';
    test.board.update([{ id: first, width: 260 }]);
    test.editor.styles.change('note', { color: 'lime' });
    expect(nextNote(test.editor, 1)).toBe(true);
    const next = test.elements[1];
    expect(next).toMatchObject({ color: 'pink', box: { x: 480, y: 100, width: 260 } });
    expect(written(test)).toBe(next?.id);
    expect(test.selected).toEqual([next?.id]);
  });

  it('goes back and forth between those that are there', () => {
    const test = testEditor().tool('note').click(300, 200);
    const first = written(test);
    nextNote(test.editor, 1);
    const second = written(test);
    nextNote(test.editor, -1);
    expect(written(test)).toBe(first);
    nextNote(test.editor, 1);
    expect(written(test)).toBe(second);
    expect(test.elements).toHaveLength(2);
  });

  it('is left to the browser where no note is written', () => {
    const test = testEditor();
    expect(nextNote(test.editor, 1)).toBe(false);
    const [id = ''] = test.given({ type: 'text', x: 0, y: 0, text: 'a' });
    test.editor.texts.edit(id);
    expect(nextNote(test.editor, 1)).toBe(false);
    expect(written(test)).toBe(id);
  });
});
