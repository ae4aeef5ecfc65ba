import { describe, expect, it } from 'vitest';
import type { BoardDocument } from '../../board/board-document.ts';
import type { NewElement } from '../../board/element.ts';
import { TEXT_LENGTH_MAX } from '../../board/element-text.ts';
import { addOne, boardOf, meet, RECTANGLE, twoBoards } from '../../board/testing-boards.ts';
import { mapIndex } from './map-index.ts';
import { TYPING_PAUSE_MS, type TypingKind, TypingSession } from './typing-session.ts';

/** A field as a person sees it: its text, the caret, and what is done in it. */
class Field {
  value: string;
  caret: number;
  readonly session: TypingSession;
  nowMs = 0;

  constructor(board: BoardDocument, id: string, newElement?: NewElement) {
    this.session = new TypingSession({
      board,
      id,
      newElement: newElement ? () => ({ ...newElement, id }) : null,
      nowMs: () => this.nowMs,
    });
    this.value = this.session.text;
    this.caret = this.value.length;
    this.session.onUpdate(({ text, changes, caret }) => {
      this.value = text;
      this.caret = caret ?? mapIndex(changes, this.caret);
    });
  }

  type(text: string, kind: TypingKind = 'insert'): this {
    for (const letter of text) {
      this.nowMs += 100;
      this.#put(letter);
      this.session.typed(this.value, this.caret, kind);
    }
    return this;
  }

  backspace(times = 1): this {
    for (let i = 0; i < times; i++) {
      this.nowMs += 100;
      this.value = this.value.slice(0, this.caret - 1) + this.value.slice(this.caret);
      this.caret -= 1;
      this.session.typed(this.value, this.caret, 'delete');
    }
    return this;
  }

  /** An input method puts letters into the field, which are not meant yet. */
  compose(text: string): this {
    this.session.beginComposition();
    this.#put(text);
    return this;
  }

  commit(): this {
    this.session.endComposition(this.value, this.caret);
    return this;
  }

  #put(text: string): void {
    this.value = this.value.slice(0, this.caret) + text + this.value.slice(this.caret);
    this.caret += text.length;
  }
}

const TEXT: NewElement = { type: 'text', x: 0, y: 0 };

describe('typing in a new text', () => {
  it('adds it with the first letter, and nothing before', () => {
    const board = boardOf('ada');
    const field = new Field(board, 't', TEXT);
    expect(board.size).toBe(0);
    field.type('H');
    expect(board.text('t')).toBe('H');
    field.type('ello').session.end();
    expect(board.text('t')).toBe('Hello');
  });

  it('leaves nothing behind, and nothing to undo, when it stays empty', () => {
    const board = boardOf('ada');
    const field = new Field(board, 't', TEXT);
    field.session.end();
    expect(board.doc.share.has('elements') && board.size).toBe(0);
    const other = new Field(board, 'u', TEXT);
    other.type('a').backspace().session.end();
    expect(board.size).toBe(0);
    expect(board.canUndo).toBe(false);
    expect(board.canRedo).toBe(false);
  });

  it('is one step of undo with the making of it', () => {
    const board = boardOf('ada');
    addOne(board, RECTANGLE);
    const field = new Field(board, 't', TEXT);
    field.type('Hello');
    field.nowMs += 2 * TYPING_PAUSE_MS;
    field.type(' you').session.end();
    board.undo();
    expect(board.size).toBe(1);
    board.redo();
    expect(board.text('t')).toBe('Hello you');
  });

  it('goes on after all of it was undone in the field', () => {
    const board = boardOf('ada');
    const field = new Field(board, 't', TEXT);
    field.type('Hello');
    expect(field.session.undo()).toBe(true);
    expect(field.value).toBe('');
    expect(field.session.undo()).toBe(false);
    expect(field.session.redo()).toBe(true);
    expect(field.value).toBe('Hello');
    field.session.undo();
    field.type('Bye').session.end();
    expect(board.text('t')).toBe('Bye');
    board.undo();
    expect(board.size).toBe(0);
  });
});

describe('undo in a field', () => {
  it('goes back by pauses, kinds of change and places, and no farther than the field', () => {
    const board = boardOf('ada');
    const id = addOne(board, { ...TEXT, text: 'old ' });
    const field = new Field(board, id);
    field.type('one');
    field.nowMs += 2 * TYPING_PAUSE_MS;
    field.type('two').backspace(2);
    field.caret = 0;
    field.type('X');
    const seen: string[] = [];
    while (field.session.undo()) seen.push(field.value);
    expect(seen).toEqual(['old onet', 'old onetwo', 'old one', 'old ']);
    expect(board.get(id)).toBeDefined();
    while (field.session.redo()) seen.push(field.value);
    expect(field.value).toBe('Xold onet');
    expect(field.caret).toBe(1);
  });

  it('redoes nothing that was undone before the field', () => {
    const board = boardOf('ada');
    const id = addOne(board, TEXT);
    board.update([{ id, x: 50 }]);
    board.undo();
    const field = new Field(board, id);
    expect(field.session.redo()).toBe(false);
    expect(board.get(id)?.box.x).toBe(0);
  });

  it('takes back mine and keeps theirs', () => {
    const { ada, bo, ids } = twoBoards([TEXT]);
    const id = ids[0] ?? '';
    const mine = new Field(ada, id).type('mine');
    meet(ada, bo);
    new Field(bo, id).type(' theirs');
    meet(ada, bo);
    expect(mine.value).toBe('mine theirs');
    mine.session.undo();
    expect(mine.value).toBe(' theirs');
    mine.session.end();
    meet(ada, bo);
    expect(bo.text(id)).toBe(' theirs');
  });
});

describe('two fields on one text', () => {
  it('show the same, and each caret stays where its person types', () => {
    const { ada, bo, ids } = twoBoards([{ ...TEXT, text: 'aaa' }]);
    const id = ids[0] ?? '';
    const mine = new Field(ada, id);
    const theirs = new Field(bo, id);
    theirs.caret = 0;
    for (let i = 0; i < 5; i++) {
      mine.type('a');
      theirs.type('a');
      meet(ada, bo);
    }
    mine.type('!');
    theirs.type('?');
    meet(ada, bo);
    expect(mine.value).toBe('aaaaa?aaaaaaaa!');
    expect(theirs.value).toBe(mine.value);
  });

  it('start one label at the same moment, and none of it is lost', () => {
    const { ada, bo, ids } = twoBoards([RECTANGLE]);
    const id = ids[0] ?? '';
    const mine = new Field(ada, id).type('Hel');
    const theirs = new Field(bo, id).type('Wor');
    meet(ada, bo);
    mine.type('lo');
    theirs.type('ld');
    meet(ada, bo);
    expect(mine.value).toBe(theirs.value);
    expect(['HelloWorld', 'WorldHello']).toContain(mine.value);
  });
});

describe('an input method', () => {
  it('writes nothing until it is done', () => {
    const board = boardOf('ada');
    const id = addOne(board, { ...TEXT, text: 'a' });
    const field = new Field(board, id).compose('k');
    expect(field.session.isComposing).toBe(true);
    expect(board.text(id)).toBe('a');
    field.value = 'aか';
    field.caret = 2;
    field.commit();
    expect(board.text(id)).toBe('aか');
  });

  it('is not disturbed by what others type, which comes when it is done', () => {
    const { ada, bo, ids } = twoBoards([{ ...TEXT, text: 'ab' }]);
    const id = ids[0] ?? '';
    const mine = new Field(ada, id);
    mine.caret = 1;
    mine.compose('か');
    const theirs = new Field(bo, id);
    theirs.caret = 0;
    theirs.type('XX');
    theirs.caret = 4;
    theirs.type('YY');
    meet(ada, bo);
    expect(mine.value).toBe('aかb');
    mine.commit();
    expect(mine.value).toBe('XXaかbYY');
    expect(mine.caret).toBe(4);
    meet(ada, bo);
    expect(theirs.value).toBe(mine.value);
  });

  it('takes the place of selected text, but not of what another has typed in it meanwhile', () => {
    const { ada, bo, ids } = twoBoards([{ ...TEXT, text: 'abcd' }]);
    const id = ids[0] ?? '';
    const mine = new Field(ada, id);
    mine.session.beginComposition();
    mine.value = 'aかd';
    mine.caret = 2;
    const theirs = new Field(bo, id);
    theirs.caret = 2;
    theirs.type('X');
    meet(ada, bo);
    mine.commit();
    expect(mine.value).toBe('aかXd');
    meet(ada, bo);
    expect(theirs.value).toBe(mine.value);
  });

  it('may end with nothing', () => {
    const board = boardOf('ada');
    const id = addOne(board, { ...TEXT, text: 'a' });
    const field = new Field(board, id).compose('k');
    field.value = 'a';
    field.caret = 1;
    field.commit().session.end();
    expect(board.text(id)).toBe('a');
    board.undo();
    expect(board.size).toBe(0);
  });
});

describe('a text that another deletes while it is typed in', () => {
  it('comes back with the next letter, with all that was typed', () => {
    const { ada, bo, ids } = twoBoards([TEXT]);
    const id = ids[0] ?? '';
    const field = new Field(ada, id).type('Hello');
    meet(ada, bo);
    bo.remove([id]);
    meet(ada, bo);
    expect(ada.get(id)).toBeUndefined();
    expect(field.value).toBe('Hello');
    field.type('!');
    meet(ada, bo);
    expect(bo.text(id)).toBe('Hello!');
    field.session.end();
    expect(ada.text(id)).toBe('Hello!');
  });
});

describe('the end of typing', () => {
  it('deletes a text that was emptied, in one step that brings all of it back', () => {
    const board = boardOf('ada');
    const id = addOne(board, { ...TEXT, text: 'ab' });
    new Field(board, id).backspace(2).session.end();
    expect(board.get(id)).toBeUndefined();
    board.undo();
    expect(board.text(id)).toBe('ab');
    board.redo();
    expect(board.get(id)).toBeUndefined();
  });

  it('keeps a shape whose label was emptied', () => {
    const board = boardOf('ada');
    const id = addOne(board, { ...RECTANGLE, text: 'a' });
    new Field(board, id).backspace().session.end();
    expect(board.get(id)).toBeDefined();
    board.undo();
    expect(board.text(id)).toBe('a');
  });
});

describe('what cannot be typed', () => {
  it('is refused with a reason, and the text stays as it was', () => {
    const board = boardOf('ada');
    const id = addOne(board, { ...TEXT, text: 'a'.repeat(TEXT_LENGTH_MAX) });
    const { session } = new Field(board, id);
    const failure = session.typed(`${session.text}b`, TEXT_LENGTH_MAX + 1, 'insert');
    expect(failure?.code).toBe('text-too-long');
    expect(session.text).toHaveLength(TEXT_LENGTH_MAX);
  });

  it('is cleaned where it is no text', () => {
    const board = boardOf('ada');
    const id = addOne(board, TEXT);
    const { session } = new Field(board, id);
    session.typed('a\0b\ud83d', 4, 'paste');
    expect(session.text).toBe('ab\ufffd');
    expect(board.text(id)).toBe('ab\ufffd');
  });
});
