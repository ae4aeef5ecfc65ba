import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { differenceOf, readText, writeText } from './element-text.ts';

function fragmentWith(...paragraphs: string[]): Y.XmlFragment {
  const fragment = new Y.Doc().getXmlFragment('text/a');
  for (const text of paragraphs) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(text)]);
    fragment.push([paragraph]);
  }
  return fragment;
}

describe('the text of an element', () => {
  it('is written into whatever paragraphs there are, and reads back the same', () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', 'b', '\n', '👍', '👎', 'é'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        fc.array(letters, { maxLength: 4 }),
        fc.array(letters, { maxLength: 5 }),
        (parts, texts) => {
          const fragment = fragmentWith(...parts);
          expect(readText(fragment)).toBe(parts.join(''));
          for (const text of texts) {
            writeText(fragment, text);
            expect(readText(fragment)).toBe(text);
          }
          expect(fragment.length).toBeGreaterThanOrEqual(parts.length);
        },
      ),
    );
  });

  it('changes by the smallest replacement', () => {
    expect(differenceOf('The fox', 'The quick fox')).toEqual({
      at: 4,
      removed: 0,
      inserted: 'quick ',
    });
    expect(differenceOf('abc', 'abc')).toEqual({ at: 3, removed: 0, inserted: '' });
    expect(differenceOf('aXc', 'aYc')).toEqual({ at: 1, removed: 1, inserted: 'Y' });
  });

  it('changes where the caret says, when the letters are the same', () => {
    expect(differenceOf('aaa', 'aaaa', 2)).toEqual({ at: 1, removed: 0, inserted: 'a' });
    expect(differenceOf('aaa', 'aa', 1)).toEqual({ at: 1, removed: 1, inserted: '' });
    expect(differenceOf('xaay', 'xay', 3)).toEqual({ at: 2, removed: 1, inserted: '' });
    expect(differenceOf('abcd', 'aXd', 2)).toEqual({ at: 1, removed: 2, inserted: 'X' });
  });

  it('is never cut within a surrogate pair', () => {
    // Both signs share their first half, and in the other order their last.
    expect(differenceOf('👍', '👎')).toEqual({ at: 0, removed: 2, inserted: '👎' });
    expect(differenceOf('\u{1F44D}', '\u{1F04D}')).toMatchObject({ at: 0, removed: 2 });
  });

  it('has one paragraph with one text', () => {
    const fragment = fragmentWith();
    writeText(fragment, 'ab');
    writeText(fragment, 'a\nb');
    expect(fragment.toString()).toBe('<paragraph>a\nb</paragraph>');
  });

  it('passes over what is no text, and counts an embed as one character', () => {
    const fragment = fragmentWith('ab');
    const paragraph = fragment.get(0);
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
    if (text instanceof Y.XmlText) {
      text.insertEmbed(1, { image: 'x' });
      text.format(0, 1, { bold: true });
    }
    fragment.push([new Y.XmlElement('image')]);
    expect(readText(fragment)).toBe('a\uFFFCb');
    writeText(fragment, 'a\uFFFCbc');
    expect(readText(fragment)).toBe('a\uFFFCbc');
  });
});
