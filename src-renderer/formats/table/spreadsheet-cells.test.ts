import { describe, expect, it } from 'vitest';
import { CELLS_MAX, parseCells } from './spreadsheet-cells.ts';

describe('cells of a spreadsheet', () => {
  it('are lines of texts between tabs, whatever ends the lines', () => {
    expect(parseCells('a\tb\r\nc\td\r\n')).toEqual({
      ok: true,
      rows: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    });
  });

  it('may be empty, or have lines and quotes of their own', () => {
    expect(parseCells('"two\nlines"\t"say ""hi"""\n\t5"')).toEqual({
      ok: true,
      rows: [
        ['two\nlines', 'say "hi"'],
        ['', '5"'],
      ],
    });
  });

  it.each([
    ['a line', 'Hello there'],
    ['a line with a tab', 'Name:\tAda'],
    ['code', 'if (a)\n\tb();\nelse\n\tc();'],
    ['nothing', ''],
  ])('are not seen in %s', (_, text) => {
    expect(parseCells(text)).toEqual({ ok: false, code: 'no-table' });
  });

  it('are refused when there are too many', () => {
    const text = 'a\tb\n'.repeat(CELLS_MAX / 2 + 1);
    expect(parseCells(text)).toEqual({ ok: false, code: 'too-many-cells' });
  });
});
