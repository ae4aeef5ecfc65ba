import type { BoardChange } from '../board/board-change.ts';
import type { ElementType } from '../board/element.ts';
import type { Modifiers, ToolPointer } from './pointer.ts';

/** Shapes that share one place of the toolbar. */
export const MORE_SHAPES = [
  'diamond',
  'triangle',
  'hexagon',
  'star',
  'cloud',
  'cylinder',
  'parallelogram',
  'callout',
] as const;

/** In the order of the toolbar. */
export const TOOL_NAMES = [
  'select',
  'hand',
  'pen',
  'highlighter',
  'eraser',
  'rectangle',
  'ellipse',
  ...MORE_SHAPES,
  'arrow',
  'line',
  'text',
  'note',
  'laser',
] as const;
export type ToolName = (typeof TOOL_NAMES)[number];

/** What a handler answers: the state to go to, `idle` for the tool's first one, `null` to stay. */
export type Transition = ToolState | 'idle' | null;

/**
 * One state of a tool. Its name is a gerund ("drawing"). Leaving it, for whatever reason, calls
 * `exit`, which takes every preview off the screen; only `pointerUp` writes to the document.
 * So a gesture that is cancelled leaves no trace.
 */
export interface ToolState {
  readonly name: string;
  /** CSS cursor while in this state. */
  readonly cursor?: string;
  enter?(): void;
  exit?(): void;
  pointerDown?(pointer: ToolPointer): Transition;
  pointerMove?(pointer: ToolPointer): Transition;
  pointerUp?(pointer: ToolPointer): Transition;
  /** Follows the second of two presses at one place. */
  doubleClick?(pointer: ToolPointer): Transition;
  modifiersChanged?(modifiers: Modifiers): Transition;
  /** The document changed under the gesture: by somebody else, say. */
  boardChanged?(change: BoardChange): Transition;
}

export interface ToolDefinition<Host> {
  readonly name: ToolName;
  /** Whether it makes or unmakes ink: fingers do not, once a pen was seen. */
  readonly draws: boolean;
  /** The kind of element that it draws, whose style it takes; absent for the other tools. */
  readonly makes?: ElementType;
  /** The first state. Made once per editor. */
  idle(host: Host): ToolState;
}

/** Runs the states of one tool. */
export class ToolMachine {
  readonly #idle: ToolState;
  #state: ToolState;
  readonly #onState: () => void;

  /** @param onState called after each change of state. */
  constructor(idle: ToolState, onState: () => void) {
    this.#idle = idle;
    this.#state = idle;
    this.#onState = onState;
  }

  get state(): ToolState {
    return this.#state;
  }

  /** Whether a gesture is going on. */
  get busy(): boolean {
    return this.#state !== this.#idle;
  }

  /** Starts a gesture that no pointer has begun: a command did. */
  begin(state: ToolState): void {
    this.#follow(state);
  }

  pointerDown(pointer: ToolPointer): void {
    this.#follow(this.#state.pointerDown?.(pointer) ?? null);
  }

  pointerMove(pointer: ToolPointer): void {
    this.#follow(this.#state.pointerMove?.(pointer) ?? null);
  }

  pointerUp(pointer: ToolPointer): void {
    this.#follow(this.#state.pointerUp?.(pointer) ?? null);
  }

  doubleClick(pointer: ToolPointer): void {
    this.#follow(this.#state.doubleClick?.(pointer) ?? null);
  }

  modifiersChanged(modifiers: Modifiers): void {
    this.#follow(this.#state.modifiersChanged?.(modifiers) ?? null);
  }

  boardChanged(change: BoardChange): void {
    this.#follow(this.#state.boardChanged?.(change) ?? null);
  }

  /** Ends a gesture without a result. @returns whether there was one. */
  cancel(): boolean {
    if (!this.busy) return false;
    this.#follow('idle');
    return true;
  }

  #follow(transition: Transition): void {
    const next = transition === 'idle' ? this.#idle : transition;
    if (!next || next === this.#state) return;
    const previous = this.#state;
    // In place before `exit` runs: what exit triggers must not see the old state as current.
    this.#state = next;
    previous.exit?.();
    next.enter?.();
    this.#onState();
  }
}
