import { nanoid } from 'nanoid';
import type { BoardChange } from '../../board/board-change.ts';
import type { BoardDocument } from '../../board/board-document.ts';
import { type Color, canHoldText, type ElementId, type NewElement } from '../../board/element.ts';
import { INITIAL_REGISTERS, registersOf } from '../../board/registers.ts';
import { rotatePoint } from '../../geometry/angle.ts';
import {
  type Bounds,
  type Box,
  boundsOfPoints,
  centreOfBox,
  containsBounds,
} from '../../geometry/box.ts';
import type { BoardPoint } from '../../geometry/point.ts';
import { placedTextOf, seenBoxOf, textAreaOf } from '../../shapes/element-text.ts';
import type { ShapeElement } from '../../shapes/shape.ts';
import { placeText } from '../../shapes/text/text-area.ts';
import { caretBox, indexAtPoint } from '../../shapes/text/text-caret.ts';
import { lineHeightOf } from '../../shapes/text/text-font.ts';
import type { TextCaret } from '../remote-cursors.ts';
import type { Scene, SceneNode } from '../scene.ts';
import { createStore, type ReadonlyStore, type Store } from '../store.ts';
import { TypingSession } from './typing-session.ts';

/** What the text editor needs of the editor around it. */
export interface TextEditorHost {
  readonly board: BoardDocument;
  readonly scene: Scene;
  /** What a new text looks like; its size is that of the font. */
  textStyle(): { readonly color: Color; readonly opacity: number; readonly size: number };
  select(ids: Iterable<ElementId>): void;
  /** The part of the board that is seen. */
  visibleBounds(): Bounds;
  /** Moves the view so that a part of the board is seen. */
  reveal(bounds: Bounds): void;
}

export interface EditOptions {
  /** The caret goes there; else to the end. */
  readonly at?: BoardPoint;
  /** All of the text is selected. */
  readonly selectAll?: boolean;
  /** Typed already, by the key that opens the field. */
  readonly typed?: string;
}

/** An open field. */
export interface OpenField {
  readonly session: TypingSession;
  /** What is selected in it at first: a caret, or all of it. */
  readonly selection: number | 'all';
  readonly typed: string;
}

/** What a person should be told of an open field. */
export type FieldNotice = 'deleted';

/** An element as it was when the field last saw it, and the box that is stored of it. */
interface LastSeen {
  readonly shape: ShapeElement;
  readonly stored: Box;
}

/** The one field that may be open over the canvas: for a new text, or for the text of an element. */
export class TextEditor {
  readonly field: ReadonlyStore<OpenField | null>;
  readonly notice: Store<FieldNotice | null> = createStore<FieldNotice | null>(null);
  /** Where the caret of the open field is, for others to see. */
  readonly caret: ReadonlyStore<TextCaret | null>;
  readonly #caret: Store<TextCaret | null> = createStore<TextCaret | null>(null);
  readonly #field: Store<OpenField | null> = createStore<OpenField | null>(null);
  readonly #host: TextEditorHost;
  /** Where a new text will be; null when the field is of one that was on the board already. */
  #newBox: Box | null = null;
  #lastSeen: LastSeen | null = null;

  constructor(host: TextEditorHost) {
    this.#host = host;
    this.field = this.#field;
    this.caret = this.#caret;
  }

  /**
   * Opens a field on an element's text and selects the element.
   * @returns false when it can have no text, or nothing can be changed.
   */
  edit(id: ElementId, { at, selectAll = false, typed = '' }: EditOptions = {}): boolean {
    const node = this.#host.scene.get(id);
    if (!node || node.locked || !canHoldText(node.type) || !this.#canWrite) return false;
    this.close();
    this.#host.select([id]);
    this.#open(id, { selection: selectAll ? 'all' : caretFor(node, at), typed });
    return true;
  }

  /**
   * Opens a field for a new text, which is added when something is typed.
   * @param at its top left corner.
   * @param width lines are broken at it, in board units; 0: the text is as wide as its lines.
   * @returns false when nothing can be changed.
   */
  start(at: BoardPoint, width = 0): boolean {
    if (!this.#canWrite) return false;
    this.close();
    this.#host.select([]);
    this.#newBox = { x: at.x, y: at.y, width, height: 0 };
    this.#open(nanoid(), { selection: 0, typed: '' });
    return true;
  }

  /** The same, with the middle of the first line at a point, as a click means it. */
  startAround(at: BoardPoint): boolean {
    const { size } = this.#host.textStyle();
    return this.start({ x: at.x, y: at.y - lineHeightOf(size) / 2 });
  }

  /** Ends the field; what was typed is kept. @returns whether there was one. */
  close(): boolean {
    const open = this.#field.get();
    if (!open) return false;
    // First of all: what follows may ask whether there is a field.
    this.#field.set(null);
    this.#caret.set(null);
    open.session.end();
    this.#host.scene.setInField(null);
    this.#newBox = null;
    this.#lastSeen = null;
    this.notice.set(null);
    return true;
  }

  /** The caret of the open field has moved. */
  caretMoved(index: number): void {
    const element = this.#field.get()?.session.id;
    const now = this.#caret.get();
    if (element === undefined || (now?.element === element && now.index === index)) return;
    this.#caret.set({ element, index });
  }

  /** Moves the view when the caret of the open field, at a place in its text, is not in it. */
  revealCaret(index: number): void {
    const shape = this.shapeWith(this.#field.get()?.session.text ?? '');
    const area = shape && textAreaOf(shape);
    if (!area) return;
    const caret = caretBox(placeText(shape.text, area), shape.text, index);
    const centre = centreOfBox(shape.box);
    const ends = [caret.y, caret.y + caret.height].map((y) =>
      rotatePoint({ x: caret.x, y }, centre, shape.rotation),
    );
    const bounds = boundsOfPoints(ends);
    if (bounds && !containsBounds(this.#host.visibleBounds(), bounds)) this.#host.reveal(bounds);
  }

  /** The element of the open field, as it looks with a text in it; null when none is open. */
  shapeWith(text: string): ShapeElement | null {
    const seen = this.#look();
    if (!seen) return null;
    const { shape, stored } = seen;
    const { type, rotation, size } = shape;
    return { ...shape, box: seenBoxOf({ type, box: stored, rotation, size }, text), text };
  }

  /** To be told each change of the board. */
  boardChanged(change: BoardChange): void {
    const open = this.#field.get();
    if (!open) return;
    const { session } = open;
    if (change.added.some(({ id }) => id === session.id)) {
      this.notice.set(null);
      this.#host.select([session.id]);
    }
    if (session.isWriting || !change.removed.some(({ id }) => id === session.id)) return;
    if (change.local) this.close();
    // It comes back with the next letter.
    else this.notice.set('deleted');
  }

  get #canWrite(): boolean {
    return this.#host.board.readOnlyReason === null;
  }

  #open(id: ElementId, field: Omit<OpenField, 'session'>): void {
    const newElement = this.#newBox ? (): NewElement => this.#newText(id) : null;
    const session = new TypingSession({ board: this.#host.board, id, newElement });
    this.#host.scene.setInField(id);
    this.#field.set({ session, ...field });
  }

  #newText(id: ElementId): NewElement {
    const { color, opacity, size } = this.#host.textStyle();
    return { id, type: 'text', ...this.#newBox, color, opacity, size };
  }

  /** The element now; as it was, once somebody else has deleted it. */
  #look(): LastSeen | null {
    const id = this.#field.get()?.session.id;
    if (id === undefined) return null;
    const node = this.#host.scene.get(id);
    if (node) this.#lastSeen = { shape: shapeOf(node), stored: node.element.box };
    else if (this.#newBox && !this.#lastSeen) return this.#newShape(id, this.#newBox);
    return this.#lastSeen;
  }

  #newShape(id: ElementId, stored: Box): LastSeen {
    const shape: ShapeElement = {
      ...this.#host.textStyle(),
      id,
      type: 'text',
      box: stored,
      rotation: 0,
      fill: 'none',
      fillStyle: 'soft',
      pressure: 'off',
      ...INITIAL_REGISTERS,
      version: 0,
      points: [],
      text: '',
      wraps: stored.width > 0,
      inField: true,
    };
    return { shape, stored };
  }
}

/** The values of a node, which has getters that a spread would not copy. */
function shapeOf(node: SceneNode): ShapeElement {
  const { id, type, rotation, color, fill, fillStyle, opacity, size, pressure, version } = node;
  const look = { rotation, color, fill, fillStyle, opacity, size, pressure, version };
  const { box, points, text, wraps, inField } = node;
  return { id, type, ...look, ...registersOf(node), box, points, text, wraps, inField };
}

/** The place in a node's text that is nearest to a board point; the end without one. */
function caretFor(node: SceneNode, at: BoardPoint | undefined): number {
  const placed = at && placedTextOf(node);
  if (!placed) return node.text.length;
  return indexAtPoint(placed, node.text, rotatePoint(at, centreOfBox(node.box), -node.rotation));
}
