import type { BoardPoint, ScreenPoint } from '../geometry/point.ts';
import type { PointerKind } from '../ink/sampling.ts';
import { type Camera, toBoard, zoomAround } from './camera.ts';
import {
  type BoardSample,
  MIDDLE_BUTTON,
  type Modifiers,
  type PointerInput,
  type PointerSample,
  PRIMARY_BUTTON,
  type ToolPointer,
} from './pointer.ts';
import type { Store } from './store.ts';
import type { ToolMachine } from './tool.ts';

/** The part of the editor that input acts on. */
export interface InputHost {
  readonly camera: { get(): Camera };
  readonly pointer: Store<BoardPoint | null>;
  readonly machine: ToolMachine;
  readonly toolDraws: boolean;
  setCamera(camera: Camera): void;
  panBy(dx: number, dy: number): void;
  refreshCursor(): void;
  endTyping(): void;
}

/** Wheel steps are turned into zoom by this factor per CSS pixel. */
const ZOOM_PER_WHEEL_PX = 0.0045;
/** A mouse wheel's notch is up to 120 px: more at once would jump. */
const MAX_WHEEL_STEP_PX = 60;

/** What the pointers are doing at the moment. */
type Activity =
  | { readonly kind: 'none' }
  | { readonly kind: 'tool'; readonly pointerId: number; readonly device: PointerKind }
  | {
      readonly kind: 'pan';
      readonly pointerId: number;
      readonly device: PointerKind;
      last: ScreenPoint;
    }
  | { readonly kind: 'pinch'; readonly a: number; readonly b: number };

const NONE: Activity = { kind: 'none' };

/**
 * Decides what a pointer does: work with the tool, pan, pinch, or nothing (a resting palm).
 * A second finger turns what the first one began into a pinch; the tool's gesture is cancelled.
 */
export class PointerRouter {
  readonly #host: InputHost;
  readonly #touches = new Map<number, ScreenPoint>();
  #activity: Activity = NONE;
  #spaceHeld = false;
  #penSeen = false;

  constructor(host: InputHost) {
    this.#host = host;
  }

  /** Cursor while panning or ready to; `null` leaves it to the tool. */
  get cursor(): string | null {
    if (this.#activity.kind === 'pan') return 'grabbing';
    return this.#spaceHeld && this.#activity.kind === 'none' ? 'grab' : null;
  }

  get busy(): boolean {
    return this.#activity.kind !== 'none' || this.#host.machine.busy;
  }

  down(input: PointerInput): void {
    if (input.kind === 'touch') {
      this.#touches.set(input.pointerId, input.screen);
      // A palm that rests while the pen draws.
      if (this.#isByPen()) return;
      if (this.#touches.size === 2) {
        this.#startPinch();
        return;
      }
    }
    if (input.kind === 'pen') {
      this.#penSeen = true;
      // The palm often lands before the tip: what it began was not meant.
      if (this.#isByTouch()) this.cancel();
    }
    if (this.#activity.kind !== 'none') return;
    if (this.#pans(input)) {
      this.#set({
        kind: 'pan',
        pointerId: input.pointerId,
        device: input.kind,
        last: input.screen,
      });
    } else if (input.button === PRIMARY_BUTTON) {
      this.#host.endTyping();
      this.#set({ kind: 'tool', pointerId: input.pointerId, device: input.kind });
      this.#host.pointer.set(toBoard(this.#host.camera.get(), input.screen));
      this.#host.machine.pointerDown(this.#toolPointer(input));
    }
  }

  move(input: PointerInput): void {
    if (input.kind === 'touch' && this.#touches.has(input.pointerId)) {
      const from = this.#touches.get(input.pointerId);
      if (this.#activity.kind === 'pinch') {
        this.#pinch(this.#activity, input);
        return;
      }
      if (from) this.#touches.set(input.pointerId, input.screen);
    }
    const activity = this.#activity;
    if (activity.kind === 'pan') {
      if (activity.pointerId !== input.pointerId) return;
      this.#host.panBy(input.screen.x - activity.last.x, input.screen.y - activity.last.y);
      activity.last = input.screen;
      return;
    }
    if (activity.kind === 'tool' && activity.pointerId !== input.pointerId) return;
    if (activity.kind === 'pinch') return;
    this.#host.pointer.set(toBoard(this.#host.camera.get(), input.screen));
    this.#host.machine.pointerMove(this.#toolPointer(input));
  }

  up(input: PointerInput): void {
    this.#touches.delete(input.pointerId);
    const activity = this.#activity;
    if (activity.kind === 'pinch') {
      if (input.pointerId !== activity.a && input.pointerId !== activity.b) return;
      const rest = activity.a === input.pointerId ? activity.b : activity.a;
      const last = this.#touches.get(rest);
      this.#set(last ? { kind: 'pan', pointerId: rest, device: 'touch', last } : NONE);
      return;
    }
    if (activity.kind === 'none' || activity.pointerId !== input.pointerId) return;
    this.#set(NONE);
    if (activity.kind === 'tool') {
      this.#host.machine.pointerUp(this.#toolPointer(input));
    }
    if (input.kind === 'touch') this.#host.pointer.set(null);
  }

  /** Two presses at one place, right after each other; both have been told already. */
  doubleClick(input: PointerInput): void {
    if (this.#activity.kind !== 'none') return;
    this.#host.machine.doubleClick(this.#toolPointer(input));
  }

  /** A pointer was taken away (pointercancel, lost capture): its gesture ends without a result. */
  pointerLost(pointerId: number): void {
    this.#touches.delete(pointerId);
    const activity = this.#activity;
    const concerned =
      activity.kind === 'pinch'
        ? activity.a === pointerId || activity.b === pointerId
        : activity.kind !== 'none' && activity.pointerId === pointerId;
    if (concerned) this.cancel();
  }

  /** The pointer left the canvas. */
  leave(): void {
    if (this.#activity.kind === 'none') this.#host.pointer.set(null);
  }

  /** Ends every gesture without a result. @returns whether there was one. */
  cancel(): boolean {
    const wasBusy = this.#activity.kind !== 'none';
    this.#set(NONE);
    return this.#host.machine.cancel() || wasBusy;
  }

  /** Wheel or trackpad: pans, or zooms to the pointer. Distances in CSS pixels. */
  wheel(input: {
    readonly screen: ScreenPoint;
    readonly deltaX: number;
    readonly deltaY: number;
    readonly zoom: boolean;
  }): void {
    if (input.zoom) {
      const camera = this.#host.camera.get();
      const step = Math.min(MAX_WHEEL_STEP_PX, Math.max(-MAX_WHEEL_STEP_PX, input.deltaY));
      const zoom = camera.zoom * Math.exp(-step * ZOOM_PER_WHEEL_PX);
      this.#host.setCamera(zoomAround(camera, zoom, input.screen));
    } else {
      this.#host.panBy(-input.deltaX, -input.deltaY);
    }
    this.#host.pointer.set(toBoard(this.#host.camera.get(), input.screen));
  }

  /** While Space is down every pointer pans. */
  setSpaceHeld(held: boolean): void {
    if (this.#spaceHeld === held) return;
    this.#spaceHeld = held;
    this.#host.refreshCursor();
  }

  modifiersChanged(modifiers: Modifiers): void {
    if (this.#activity.kind === 'tool') this.#host.machine.modifiersChanged(modifiers);
  }

  #isByTouch(): boolean {
    const activity = this.#activity;
    return activity.kind === 'pinch' || ('device' in activity && activity.device === 'touch');
  }

  #isByPen(): boolean {
    return 'device' in this.#activity && this.#activity.device === 'pen';
  }

  #pans(input: PointerInput): boolean {
    if (input.button === MIDDLE_BUTTON) return true;
    if (input.button !== PRIMARY_BUTTON) return false;
    if (this.#spaceHeld) return true;
    return input.kind === 'touch' && this.#penSeen && this.#host.toolDraws;
  }

  #startPinch(): void {
    const [a, b] = [...this.#touches.keys()];
    if (a === undefined || b === undefined) return;
    this.#host.machine.cancel();
    this.#set({ kind: 'pinch', a, b });
  }

  #pinch(activity: { readonly a: number; readonly b: number }, input: PointerInput): void {
    const beforeA = this.#touches.get(activity.a);
    const beforeB = this.#touches.get(activity.b);
    this.#touches.set(input.pointerId, input.screen);
    const afterA = this.#touches.get(activity.a);
    const afterB = this.#touches.get(activity.b);
    if (!beforeA || !beforeB || !afterA || !afterB) return;
    const spread = Math.hypot(beforeA.x - beforeB.x, beforeA.y - beforeB.y);
    const nextSpread = Math.hypot(afterA.x - afterB.x, afterA.y - afterB.y);
    const middle = { x: (afterA.x + afterB.x) / 2, y: (afterA.y + afterB.y) / 2 };
    this.#host.panBy(
      middle.x - (beforeA.x + beforeB.x) / 2,
      middle.y - (beforeA.y + beforeB.y) / 2,
    );
    if (spread === 0 || nextSpread === 0) return;
    const camera = this.#host.camera.get();
    this.#host.setCamera(zoomAround(camera, (camera.zoom * nextSpread) / spread, middle));
  }

  #set(activity: Activity): void {
    this.#activity = activity;
    this.#host.refreshCursor();
  }

  #toolPointer(input: PointerInput): ToolPointer {
    const camera = this.#host.camera.get();
    const onBoard = ({ screen, pressure }: PointerSample): BoardSample => ({
      point: toBoard(camera, screen),
      pressure,
    });
    return {
      point: toBoard(camera, input.screen),
      screen: input.screen,
      kind: input.kind,
      modifiers: input.modifiers,
      samples: input.samples.map(onBoard),
      predicted: (input.predicted ?? []).map(onBoard),
    };
  }
}
