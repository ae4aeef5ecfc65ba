import { shiftElement } from '../board/copy-element.ts';
import type { NewElement } from '../board/element.ts';
import { TEXT_LENGTH_MAX } from '../board/element-text.ts';
import type { Editor } from '../canvas/editor.ts';
import {
  type ClipboardError,
  encodeClipboard,
  parseClipboard,
} from '../formats/clipboard/clipboard-text.ts';
import { toNewElement } from '../formats/records/element-records.ts';
import { boundsOfBox, boxOfBounds, centreOfBox, unionBounds } from '../geometry/box.ts';
import type { BoardPoint } from '../geometry/point.ts';

/** Pasted again at one place, things lie this much farther each time, in CSS pixels. */
const CASCADE_PX = 20;

export type PasteError = Exclude<ClipboardError, 'plain-text'> | 'empty' | 'too-long';
export type PasteResult =
  | { readonly ok: true }
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
    const { board, selection } = this.#editor;
    const selected = board.elements().filter(({ id }) => selection.get().has(id));
    return selected.length === 0 ? null : encodeClipboard(board, selected);
  }

  /** Adds what the text stands for around the pointer, in one step, and selects it. */
  paste(text: string): PasteResult {
    const parsed = parseClipboard(text);
    if (parsed.ok) return this.#add(parsed.elements);
    if (parsed.code !== 'plain-text') return { ok: false, code: parsed.code };
    const plain = text.replaceAll(/\r\n?/g, '\n').replace(/\n+$/, '');
    if (plain.trim() === '') return { ok: false, code: 'empty' };
    if (plain.length > TEXT_LENGTH_MAX) return { ok: false, code: 'too-long' };
    const { color } = this.#editor.styles.of('text');
    return this.#add([toNewElement({ type: 'text', x: 0, y: 0, text: plain, color })]);
  }

  #add(elements: readonly NewElement[]): PasteResult {
    const editor = this.#editor;
    const bounds = unionBounds(elements.map(boundsOfNew));
    if (!bounds) return { ok: false, code: 'empty' };
    editor.cancelGesture();
    const centre = centreOfBox(boxOfBounds(bounds));
    const to = this.#place();
    const added = editor.add(
      elements.map((element) => shiftElement(element, to.x - centre.x, to.y - centre.y)),
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

function boundsOfNew({ x, y, width, height, points }: NewElement) {
  if (x !== undefined && y !== undefined) {
    return boundsOfBox({ x, y, width: width ?? 0, height: height ?? 0 });
  }
  const all = (points ?? []).map(([px, py]) => ({ minX: px, minY: py, maxX: px, maxY: py }));
  return unionBounds(all) ?? boundsOfBox({ x: 0, y: 0, width: 0, height: 0 });
}
