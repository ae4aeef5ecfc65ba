import * as Y from 'yjs';
import { BoardDocument } from '../../board/board-document.ts';
import type { BoardElement, ElementId, NewElement } from '../../board/element.ts';
import type { Editor } from '../../canvas/editor.ts';
import { type Modifiers, NO_MODIFIERS, PRIMARY_BUTTON } from '../../canvas/pointer.ts';
import type { ToolName } from '../../canvas/tool.ts';
import type { PointerKind } from '../../ink/sampling.ts';
import { createEditor } from '../create-editor.ts';

interface PointerOptions extends Partial<Modifiers> {
  readonly pointerId?: number;
  readonly kind?: PointerKind;
  readonly pressure?: number;
  readonly button?: number;
  /** Where the browser expects the pointer next. */
  readonly predicted?: readonly (readonly [number, number])[];
}

/** An editor driven the way a hand drives it, for tests that read as behaviour. */
export class TestEditor {
  readonly board: BoardDocument;
  readonly editor: Editor;
  #options: PointerOptions = {};

  constructor() {
    this.board = new BoardDocument({ author: { personId: 'ada', name: 'Ada' } });
    this.editor = createEditor({ board: this.board });
    this.editor.viewport.set({ width: 1000, height: 800 });
  }

  tool(name: ToolName): this {
    this.editor.setTool(name);
    return this;
  }

  /** Modifiers and device of the pointer from now on. */
  with(options: PointerOptions): this {
    this.#options = options;
    return this;
  }

  down(x: number, y: number, options: PointerOptions = {}): this {
    this.editor.input.down(this.#input(x, y, PRIMARY_BUTTON, options));
    return this;
  }

  move(x: number, y: number, options: PointerOptions = {}): this {
    this.editor.input.move(this.#input(x, y, -1, options));
    return this;
  }

  up(x: number, y: number, options: PointerOptions = {}): this {
    this.editor.input.up(this.#input(x, y, PRIMARY_BUTTON, options));
    return this;
  }

  click(x: number, y: number, options: PointerOptions = {}): this {
    return this.down(x, y, options).up(x, y, options);
  }

  /** Two clicks at one place, the second told as a double one. */
  doubleClick(x: number, y: number, options: PointerOptions = {}): this {
    this.click(x, y, options).click(x, y, options);
    this.editor.input.doubleClick(this.#input(x, y, PRIMARY_BUTTON, options));
    return this;
  }

  /** From the first point over the others to the last one. */
  drag(...points: readonly (readonly [number, number])[]): this {
    const first = points[0] ?? [0, 0];
    const last = points[points.length - 1] ?? first;
    this.down(first[0], first[1]);
    for (const [x, y] of points.slice(1)) this.move(x, y);
    return this.up(last[0], last[1]);
  }

  escape(): this {
    this.editor.escape();
    return this;
  }

  /** Adds elements without an undo step. @returns their ids. */
  given(...elements: readonly NewElement[]): readonly ElementId[] {
    const added = this.board.add(elements, 'silent');
    if (!added.ok) throw new Error(added.message);
    return added.ids;
  }

  /** The same, and selects them. */
  givenSelected(...elements: readonly NewElement[]): readonly ElementId[] {
    const ids = this.given(...elements);
    this.editor.select(ids);
    return ids;
  }

  get elements(): readonly BoardElement[] {
    return this.board.elements();
  }

  get selected(): readonly ElementId[] {
    return [...this.editor.selection.get()];
  }

  /** Everything that was ever written, deletions included: equal before and after means "no trace". */
  trace(): { readonly vector: readonly number[]; readonly update: readonly number[] } {
    return {
      vector: [...Y.encodeStateVector(this.board.doc)],
      update: [...Y.encodeStateAsUpdate(this.board.doc)],
    };
  }

  /** Another person's board in step with this one: what either does arrives at once. */
  other(): BoardDocument {
    const other = new BoardDocument({ author: { personId: 'bob', name: 'Bob' } });
    Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(this.board.doc));
    const carry = (from: Y.Doc, to: Y.Doc): void => {
      from.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== 'peer') Y.applyUpdate(to, update, 'peer');
      });
    };
    carry(this.board.doc, other.doc);
    carry(other.doc, this.board.doc);
    return other;
  }

  #input(x: number, y: number, button: number, options: PointerOptions) {
    const given = { ...this.#options, ...options };
    const screen = { x, y };
    const pressure = given.pressure ?? 0.5;
    return {
      screen,
      pressure,
      pointerId: given.pointerId ?? 1,
      kind: given.kind ?? 'mouse',
      button: given.button ?? button,
      modifiers: {
        ...NO_MODIFIERS,
        shift: given.shift ?? false,
        alt: given.alt ?? false,
        accel: given.accel ?? false,
      },
      samples: [{ screen, pressure }],
      predicted: (given.predicted ?? []).map(([px, py]) => ({
        screen: { x: px, y: py },
        pressure,
      })),
    };
  }
}

export function testEditor(): TestEditor {
  return new TestEditor();
}
