import { describe, expect, it } from 'vitest';
import { DEFAULT_FONT_SIZE } from '../../board/element-input.ts';
import { lineHeightOf } from '../../shapes/text/text-font.ts';
import { type TestEditor, testEditor } from '../testing/test-editor.ts';

/** Types at the end of the open field, as its keys would. */
function type(test: TestEditor, text: string): void {
  const session = test.editor.texts.field.get()?.session;
  if (!session) throw new Error('no field is open');
  for (const letter of text) {
    const value = session.text + letter;
    session.typed(value, value.length, 'insert');
  }
}

describe('the text tool', () => {
  it('opens a field by a click, whose first line is in the middle of the pointer', () => {
    const test = testEditor().tool('text').click(100, 200);
    expect(test.editor.tool.get()).toBe('select');
    type(test, 'Hi');
    expect(test.elements[0]).toMatchObject({
      type: 'text',
      box: { x: 100, y: 200 - lineHeightOf(DEFAULT_FONT_SIZE) / 2, width: 0, height: 0 },
      size: DEFAULT_FONT_SIZE,
    });
    expect(test.selected).toEqual([test.elements[0]?.id]);
  });

  it('sets by a drag how wide the text is', () => {
    const test = testEditor().tool('text').down(300, 200).move(150, 260);
    expect(test.editor.marquee.get()).toEqual({ minX: 150, minY: 200, maxX: 300, maxY: 260 });
    test.up(100, 260);
    expect(test.editor.marquee.get()).toBeNull();
    type(test, 'Hi');
    expect(test.elements[0]?.box).toMatchObject({ x: 100, y: 200, width: 200 });
    expect(test.editor.scene.get(test.elements[0]?.id ?? '')?.wraps).toBe(true);
  });

  it('leaves no trace while nothing is typed', () => {
    const test = testEditor();
    const before = test.trace();
    test.tool('text').click(100, 100).escape();
    expect(test.editor.texts.field.get()).toBeNull();
    test.tool('text').down(0, 0).move(50, 50).escape().up(50, 50);
    expect(test.editor.texts.field.get()).toBeNull();
    expect(test.trace()).toEqual(before);
  });

  it('keeps what was typed when it is ended by Escape, by a press elsewhere or by another tool', () => {
    for (const end of [
      (test: TestEditor) => test.escape(),
      (test: TestEditor) => test.click(600, 600),
      (test: TestEditor) => test.tool('pen'),
    ]) {
      const test = testEditor().tool('text').click(100, 100);
      type(test, 'kept');
      end(test);
      expect(test.editor.texts.field.get()).toBeNull();
      expect(test.board.text(test.elements[0]?.id ?? '')).toBe('kept');
    }
  });

  it('is undone in one step, with the making', () => {
    const test = testEditor().tool('text').click(100, 100);
    type(test, 'Hello');
    test.escape();
    test.editor.undo();
    expect(test.elements).toHaveLength(0);
    test.editor.redo();
    expect(test.board.text(test.elements[0]?.id ?? '')).toBe('Hello');
  });

  it('undoes only typing while the field is open', () => {
    const test = testEditor().tool('rectangle').drag([0, 0], [50, 50]);
    test.tool('text').click(300, 300);
    type(test, 'Hello');
    test.editor.undo();
    expect(test.editor.texts.field.get()?.session.text).toBe('');
    test.editor.undo();
    expect(test.elements.some((element) => element.type === 'rectangle')).toBe(true);
    test.escape();
    expect(test.elements).toHaveLength(1);
  });

  it('edits the text that is clicked, with the caret there', () => {
    const test = testEditor();
    const [id = ''] = test.given({ type: 'text', x: 100, y: 100, text: 'Hello' });
    test.tool('text').click(101, 110);
    expect(test.editor.texts.field.get()).toMatchObject({ selection: 0, session: { id } });
    test.tool('text').click(900, 700);
    expect(test.editor.texts.field.get()?.session.id).not.toBe(id);
  });

  it('stays when it was locked', () => {
    const test = testEditor();
    test.editor.pressTool('text');
    test.editor.pressTool('text');
    test.click(100, 100);
    type(test, 'one');
    test.click(400, 100);
    type(test, 'two');
    test.escape();
    expect(test.editor.tool.get()).toBe('text');
    expect(test.elements).toHaveLength(2);
  });
});

describe('a double click with Select', () => {
  const double = (test: TestEditor, x: number, y: number): TestEditor => {
    test.click(x, y).click(x, y);
    test.editor.input.doubleClick({
      screen: { x, y },
      pressure: 0.5,
      pointerId: 1,
      kind: 'mouse',
      button: 0,
      modifiers: { shift: false, alt: false, accel: false },
      samples: [],
    });
    return test;
  };
  const fieldId = (test: TestEditor): string | undefined =>
    test.editor.texts.field.get()?.session.id;

  it('starts a new text on the empty canvas', () => {
    const test = double(testEditor(), 100, 100);
    type(test, 'Hi');
    expect(test.elements).toHaveLength(1);
  });

  it.each(['rectangle', 'ellipse'] as const)('edits the label of a %s, empty or filled', (kind) => {
    for (const fill of ['none', 'blue'] as const) {
      const test = testEditor();
      const [id] = test.given({ type: kind, x: 0, y: 0, width: 200, height: 200, fill });
      expect(fieldId(double(test, 100, 100))).toBe(id);
      type(test, 'Label');
      test.escape();
      expect(test.board.text(id ?? '')).toBe('Label');
      expect(test.selected).toEqual([id]);
    }
  });

  it('edits the label of a line and the text of a text', () => {
    const test = testEditor();
    const [arrow, text] = test.given(
      {
        type: 'arrow',
        points: [
          [0, 0],
          [200, 0],
        ],
      },
      { type: 'text', x: 0, y: 300, text: 'Hello' },
    );
    expect(fieldId(double(test, 50, 0))).toBe(arrow);
    expect(fieldId(double(test, 20, 310))).toBe(text);
  });

  it('does not ask for text where none can be: a new one begins on top of ink', () => {
    const test = testEditor();
    const [stroke] = test.given({
      type: 'stroke',
      points: [
        [0, 0],
        [200, 0],
      ],
    });
    double(test, 100, 0);
    type(test, 'Hi');
    expect(fieldId(test)).not.toBe(stroke);
  });

  it('takes the shape on top of another', () => {
    const test = testEditor();
    const [, small] = test.given(
      { type: 'rectangle', x: 0, y: 0, width: 400, height: 400 },
      { type: 'ellipse', x: 100, y: 100, width: 100, height: 100 },
    );
    expect(fieldId(double(test, 150, 150))).toBe(small);
  });
});

describe('an element that is typed in', () => {
  it('keeps its field when somebody else moves, colours or deletes it', () => {
    const test = testEditor();
    const other = test.other();
    const [id = ''] = test.given({ type: 'rectangle', x: 0, y: 0, width: 100, height: 100 });
    other.update([{ id, color: 'red' }]);
    test.editor.texts.edit(id);
    type(test, 'Hi');
    const { x } = test.editor.texts.shapeWith('Hi')?.box ?? {};
    expect(x).toBe(0);
    other.update([{ id, x: 500 }]);
    expect(test.editor.texts.shapeWith('Hi')).toMatchObject({ color: 'red', box: { x: 500 } });
    other.remove([id]);
    expect(test.editor.texts.field.get()?.session.text).toBe('Hi');
    expect(test.editor.texts.notice.get()).toBe('deleted');
    expect(test.editor.texts.shapeWith('Hi')?.box.x).toBe(500);
    type(test, '!');
    expect(test.editor.texts.notice.get()).toBeNull();
    expect(test.board.text(id)).toBe('Hi!');
    expect(test.selected).toEqual([id]);
  });

  it('closes its field when it is deleted here', () => {
    const test = testEditor();
    const [id = ''] = test.given({ type: 'text', x: 0, y: 0, text: 'Hi' });
    test.editor.texts.edit(id);
    test.editor.remove([id]);
    expect(test.editor.texts.field.get()).toBeNull();
  });

  it('is not painted twice', () => {
    const test = testEditor();
    const [id = ''] = test.given({ type: 'text', x: 0, y: 0, text: 'Hi' });
    test.editor.texts.edit(id);
    expect(test.editor.scene.get(id)?.inField).toBe(true);
    test.escape();
    expect(test.editor.scene.get(id)?.inField).toBe(false);
  });

  it('shows others where the caret is, as long as there is a field', () => {
    const test = testEditor();
    const [id = ''] = test.given({ type: 'text', x: 0, y: 0, text: 'Hi' });
    const { texts } = test.editor;
    texts.caretMoved(1);
    expect(texts.caret.get()).toBeNull();
    texts.edit(id);
    texts.caretMoved(1);
    expect(texts.caret.get()).toEqual({ element: id, index: 1 });
    test.escape();
    expect(texts.caret.get()).toBeNull();
  });

  it('brings its caret into view when it is typed out of it, and not otherwise', () => {
    const test = testEditor().tool('text').click(900, 100);
    const before = test.editor.camera.get();
    type(test, 'ab');
    test.editor.texts.revealCaret(2);
    expect(test.editor.camera.get()).toEqual(before);
    type(test, ' and much more than that');
    test.editor.texts.revealCaret(26);
    expect(test.editor.camera.get().x).toBeGreaterThan(before.x);
    expect(test.editor.camera.get().y).toBe(before.y);
  });
});
