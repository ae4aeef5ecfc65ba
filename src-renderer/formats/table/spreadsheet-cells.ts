/** More cells are not put on a board at once. */
export const CELLS_MAX = 2_000;

export type ParsedCells =
  | { readonly ok: true; readonly rows: readonly (readonly string[])[] }
  | { readonly ok: false; readonly code: 'no-table' | 'too-many-cells' };

/**
 * The cells of what a spreadsheet puts on the clipboard: lines of cells between tabs, a cell with
 * line breaks or quotes in quotes. A text with a tab in it here and there is no table.
 */
export function parseCells(text: string): ParsedCells {
  const rows = readRows(text.replace(/(?:\r\n?|\n)$/, ''));
  const columns = Math.max(...rows.map((row) => row.length));
  const isTable = columns > 1 && rows.every((row) => row.length === columns);
  // One line with tabs is a row only if nothing but a table would look like that.
  if (!isTable || (rows.length === 1 && columns < 3)) return { ok: false, code: 'no-table' };
  if (rows.length * columns > CELLS_MAX) return { ok: false, code: 'too-many-cells' };
  return { ok: true, rows };
}

function readRows(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let at = 0;
  const endCell = (): void => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  while (at < text.length) {
    const letter = text.charAt(at);
    const quoted = cell === '' && letter === '"' ? readQuoted(text, at) : null;
    if (quoted) {
      cell = quoted.cell;
      at = quoted.end;
      continue;
    }
    if (letter === '\t') endCell();
    else if (letter === '\n' || letter === '\r') {
      endCell();
      rows.push([]);
      if (letter === '\r' && text.charAt(at + 1) === '\n') at += 1;
    } else cell += letter;
    at += 1;
  }
  endCell();
  return rows;
}

/** A cell in quotes; null when what follows says that the quote was but a letter. */
function readQuoted(text: string, start: number): { cell: string; end: number } | null {
  let cell = '';
  let at = start + 1;
  while (at < text.length) {
    if (text.charAt(at) !== '"') {
      cell += text.charAt(at);
      at += 1;
    } else if (text.charAt(at + 1) === '"') {
      cell += '"';
      at += 2;
    } else {
      const next = text.charAt(at + 1);
      return next === '' || '\t\r\n'.includes(next) ? { cell, end: at + 1 } : null;
    }
  }
  return null;
}
