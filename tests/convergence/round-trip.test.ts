import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BoardClipboard } from '../../src-renderer/app/board-clipboard.ts';
import {
  canHoldText,
  ELEMENT_TYPES,
  FILL_STYLES,
  hasPoints,
  type NewElement,
} from '../../src-renderer/board/element.ts';
import { DASHES, HEADS, ROUTES } from '../../src-renderer/board/registers.ts';
import { boardOf, pictureOf } from '../../src-renderer/board/testing-boards.ts';
import {
  encodeBoardFile,
  parseBoardFile,
} from '../../src-renderer/formats/board-file/board-file.ts';
import { type TestEditor, testEditor } from '../../src-renderer/tools/testing/test-editor.ts';

/** One of every kind in every style, lines held by the shapes before them. */
function everything(): NewElement[] {
  return ELEMENT_TYPES.flatMap((type, i) =>
    DASHES.map((dash, j): NewElement => {
      const [x, y] = [i * 200, j * 150];
      const held = ELEMENT_TYPES.indexOf('rectangle');
      return {
        id: `${type}-${j}`,
        type,
        dash,
        color: 'teal',
        fill: 'orange',
        fillStyle: FILL_STYLES[j % FILL_STYLES.length],
        opacity: 1 - j / 8,
        radius: j * 7,
        rotation: hasPoints(type) ? 0 : j * 30,
        ...(type === 'image' ? { picture: `${'abcd'[j]}`.repeat(42).concat('A') } : {}),
        ...(canHoldText(type) ? { text: `${type} ${dash}` } : {}),
        ...(hasPoints(type)
          ? {
              points: [
                [x, y],
                [x + 90, y + 40],
              ],
            }
          : { x, y, width: type === 'text' ? 0 : 120, height: type === 'text' ? 0 : 70 }),
        ...(type === 'line' || type === 'arrow'
          ? {
              route: ROUTES[j % ROUTES.length],
              startHead: HEADS[(j + 1) % HEADS.length],
              endHead: HEADS[(j + 2) % HEADS.length],
              start: [`${ELEMENT_TYPES[held]}-${j}`, 0.5, 0.5, 'edge'],
              end: [`ellipse-${(j + 1) % 4}`, 1, 0.5, 'point'],
            }
          : {}),
      };
    }),
  );
}

function full(): TestEditor {
  const test = testEditor();
  const added = test.board.add(everything());
  if (!added.ok) throw new Error(added.message);
  return test;
}

/** What is seen of a board wherever it lies: no ids, places from the first element on. */
function seenOf({ editor, elements }: TestEditor): unknown {
  const names = new Map(elements.map(({ id }, i) => [id, `element ${i}`]));
  const origin = elements[0]?.box ?? { x: 0, y: 0 };
  const near = (value: number): number => Math.round(value * 100) / 100 + 0;
  return elements.map((element) => {
    const { id, index: _, version: __, createdBy: ___, box: ____, ...rest } = element;
    const node = editor.scene.get(id);
    const named = [rest.start, rest.end].map((held) => held && names.get(held[0]));
    return {
      ...rest,
      start: named[0],
      end: named[1],
      text: node?.text,
      place: [
        near((node?.box.x ?? 0) - origin.x),
        near((node?.box.y ?? 0) - origin.y),
        near(node?.box.width ?? 0),
        near(node?.box.height ?? 0),
      ],
      points: Array.from(node?.points ?? [], (value, i) =>
        near(i % 3 === 0 ? value - origin.x : i % 3 === 1 ? value - origin.y : value),
      ),
    };
  });
}

describe('a board with everything on it', () => {
  it('is the same after it was saved and opened', () => {
    const { board } = full();
    const file = parseBoardFile(
      encodeBoardFile(Y.encodeStateAsUpdate(board.doc)) ?? new Uint8Array(0),
    );
    if (!file.ok) throw new Error(file.code);
    const opened = boardOf('bo', file.update);
    expect(pictureOf(opened)).toEqual(pictureOf(board));
    expect(opened.quarantined().size).toBe(0);
  });

  it('looks the same after it was copied to another board, its lines held by the copies', () => {
    const test = full();
    // Where lines are seen is not where they were written.
    test.board.update([{ id: 'rectangle-0', x: 900, y: 900 }]);
    test.editor.selectAll();
    const other = testEditor();
    const pasted = new BoardClipboard(other.editor).paste(
      new BoardClipboard(test.editor).copy() ?? '',
    );
    expect(pasted).toEqual({ ok: true });
    expect(seenOf(other)).toEqual(seenOf(test));
  });

  it('is empty after it was undone, and the same when it is done again', () => {
    const { board } = full();
    board.update(board.elements().map(({ id }, i) => ({ id, color: 'red', radius: i })));
    board.remove(['ellipse-1', 'arrow-2']);
    const picture = pictureOf(board);
    while (board.undo());
    expect(board.size).toBe(0);
    while (board.redo());
    expect(pictureOf(board)).toEqual(picture);
  });
});
