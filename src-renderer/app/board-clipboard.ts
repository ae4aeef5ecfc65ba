import { shiftElement } from '../board/copy-element.ts';
import { groupRenamer } from '../board/copy-groups.ts';
import { type NewElement, NO_GROUPS } from '../board/element.ts';
import { DEFAULT_FONT_SIZE } from '../board/element-input.ts';
import { TEXT_LENGTH_MAX } from '../board/element-text.ts';
import { seenBoard } from '../canvas/connections/seen-line.ts';
import type { Editor } from '../canvas/editor.ts';
import {
  CLIPBOARD_LENGTH_MAX,
  type ClipboardError,
  encodeClipboard,
  parseClipboard,
} from '../formats/clipboard/clipboard-text.ts';
import {
  looksLikeExcalidraw,
  parseExcalidraw,
} from '../formats/excalidraw/excalidraw-clipboard.ts';
import { parseCells } from '../formats/table/spreadsheet-cells.ts';
import {
  type Box,
  boundsOfBox,
  boxFromPoints,
  boxOfBounds,
  centreOfBox,
  unionBounds,
} from '../geometry/box.ts';
import type { BoardPoint } from '../geometry/point.ts';
import { textBox } from '../shapes/text/text-area.ts';
import { tableElements } from './pasted-table.ts';

/** Pasted again at one place, things lie this much farther each time, in CSS pixels. */
const CASCADE_PX = 20;

/** Pasted text is no wider, in board units. */
const TEXT_WIDTH_MAX = 480;

export type PasteError =
  | Exclude<ClipboardError, 'plain-text'>
  | 'empty'
  | 'too-long'
  | 'too-many-cells'
  | 'excalidraw-damaged'
  | 'excalidraw-empty';
export type PasteResult =
  /** `leftOut`: so many things of it have no place on a board. */
  | { readonly ok: true; readonly leftOut?: number }
  /** `refused`: the board says itself why. */
  | { readonly ok: false; readonly code: PasteError | 'refused' };

/** Copies the selection to text and pastes text onto the board. */
export class BoardClipboard {
  readonly #editor: Editor;
  /** Where was pasted last, and how often since the pointer went there. */
  #last: { readonly at: BoardPoint; readonly times: number } | null = null;

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  /** The selection as text; null when nothing is selected. */
  copy(): string | null {
    const { board, groups, selection } = this.#editor;
    const selected = board.elements().filter(({ id }) => selection.get().has(id));
    if (selected.length === 0) return null;
    const seen = seenBoard(this.#editor.scene);
    const source = {
      points: (id: string) => seen.points(id) ?? board.points(id),
      pointPrecision: (id: string) => board.pointPrecision(id),
      text: (id: string) => board.text(id),
    };
    return encodeClipboard(source, selected.map(seen.element), groups.tree);
  }

  /** Adds what the text stands for around the pointer, in one step, and selects it. */
  paste(text: string): PasteResult {
    const parsed = parseClipboard(text);
    if (parsed.ok) return this.#add(parsed.elements);
    if (parsed.code !== 'plain-text') return { ok: false, code: parsed.code };
    if (looksLikeExcalidraw(text)) return this.#pasteExcalidraw(text);
    const cells = parseCells(text);
    if (cells.ok) return this.#add(tableElements(cells.rows, this.#editor.styles.of('rectangle')));
    if (cells.code === 'too-many-cells') return { ok: false, code: cells.code };
    const plain = text.replaceAll(/\r\n?/g, '\n').replace(/\n+$/, '');
    if (plain.trim() === '') return { ok: false, code: 'empty' };
    if (plain.length > TEXT_LENGTH_MAX) return { ok: false, code: 'too-long' };
    return this.#add([this.#textElement(plain)]);
  }

  #pasteExcalidraw(text: string): PasteResult {
    if (text.length > CLIPBOARD_LENGTH_MAX) return { ok: false, code: 'too-large' };
    const parsed = parseExcalidraw(text);
    if (!parsed.ok) return { ok: false, code: 'excalidraw-damaged' };
    if (parsed.elements.length === 0) return { ok: false, code: 'excalidraw-empty' };
    const added = this.#add(parsed.elements);
    return added.ok && parsed.leftOut > 0 ? { ok: true, leftOut: parsed.leftOut } : added;
  }

  /** A text in the style of the text tool; long lines of it are broken. */
  #textElement(text: string): NewElement {
    const { color, opacity, size } = this.#editor.styles.of('text');
    const element = { type: 'text', x: 0, y: 0, text, color, opacity, size } as const;
    const isWide = boxOfNew(element).width > TEXT_WIDTH_MAX;
    return isWide ? { ...element, width: TEXT_WIDTH_MAX } : element;
  }

  #add(elements: readonly NewElement[]): PasteResult {
    const editor = this.#editor;
    const bounds = unionBounds(elements.map((element) => boundsOfBox(boxOfNew(element))));
    if (!bounds) return { ok: false, code: 'empty' };
    editor.cancelGesture();
    const centre = centreOfBox(boxOfBounds(bounds));
    const to = this.#place();
    const rename = groupRenamer();
    const added = editor.add(
      elements.map((element) => ({
        ...shiftElement(element, to.x - centre.x, to.y - centre.y),
        groups: rename(element.groups ?? NO_GROUPS),
      })),
    );
    if (!added.ok) return { ok: false, code: 'refused' };
    editor.setTool('select');
    editor.select(added.ids);
    return { ok: true };
  }

  /** Where the pointer is over the board, else the middle of what is seen of it. */
  #place(): BoardPoint {
    const editor = this.#editor;
    const { width, height } = editor.viewport.get();
    const at = editor.pointer.get() ?? editor.toBoard({ x: width / 2, y: height / 2 });
    const again = this.#last?.at.x === at.x && this.#last.at.y === at.y;
    const times = again && this.#last ? this.#last.times + 1 : 0;
    this.#last = { at, times };
    const offset = times * editor.screenDistance(CASCADE_PX);
    return { x: at.x + offset, y: at.y + offset };
  }
}

/** Where a new element will be, unturned. */
function boxOfNew({
  type,
  x = 0,
  y = 0,
  width = 0,
  height = 0,
  points,
  text,
  size,
}: NewElement): Box {
  const box = { x, y, width, height };
  if (type === 'text') {
    return textBox(text ?? '', { box, rotation: 0, size: size ?? DEFAULT_FONT_SIZE });
  }
  const isByPoints = width === 0 && height === 0;
  const around =
    isByPoints && points && boxFromPoints(points.map(([px, py]) => ({ x: px, y: py })));
  return around || box;
}
