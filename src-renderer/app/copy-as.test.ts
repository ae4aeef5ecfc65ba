import { describe, expect, it } from 'vitest';
import { testEditor } from '../tools/testing/test-editor.ts';
import { svgOfSelection, textOfSelection } from './copy-as.ts';

const box = (x: number, y: number, text: string) =>
  ({ type: 'rectangle', x, y, width: 80, height: 40, text }) as const;

describe('copying for other programs', () => {
  it('gives the texts of the selection as one reads them', () => {
    const test = testEditor();
    const [, ...rest] = test.given(
      box(0, 0, 'left out'),
      box(200, 100, 'two'),
      box(0, 104, 'one'),
      box(0, 300, 'three'),
      box(0, 200, ''),
    );
    test.editor.select(rest);
    expect(textOfSelection(test.editor)).toBe('one\ntwo\nthree');
    test.editor.select([]);
    expect(textOfSelection(test.editor)).toBeNull();
  });

  it('gives a picture of the selection alone', () => {
    const test = testEditor();
    const [a = ''] = test.given(box(0, 0, 'seen'), box(500, 0, 'unseen'));
    test.editor.select([a]);
    const svg = svgOfSelection(test.editor) ?? '';
    expect(svg).toContain('>seen</text>');
    expect(svg).not.toContain('unseen');
    expect(svg).toContain('viewBox="-11 -11 102 62"');
  });
});
