import type { PersonId } from '../board/element.ts';
import type { Camera, Viewport } from '../canvas/camera.ts';
import type { Editor } from '../canvas/editor.ts';
import { createStore, type ReadonlyStore, type Store } from '../canvas/store.ts';
import type { Presence } from '../sync/presence/presence.ts';

/** The part of a link that matters here. */
interface SeenPeer {
  readonly personId: PersonId;
  readonly presence: Presence | null;
}

export interface FollowOptions {
  readonly editor: Editor;
  /** Asks for the next frame; the view moves on in it. @returns takes that back */
  readonly onFrame?: (move: () => void) => () => void;
  /** Whether views move at once in place of gliding. */
  readonly isStill?: () => boolean;
}

/** Part of the way to the other's view that is left after a frame. */
const LEFT_PER_FRAME = 0.6;
/** Nearer than this, in CSS px (and in parts of a thousand of the zoom), it is there. */
const THERE_PX = 0.5;

type View = NonNullable<Presence['view']>;

/** The camera that shows all of what somebody else sees, in the middle. */
export function cameraOn([x, y, width, height]: View, viewport: Viewport): Camera {
  const zoom = Math.min(viewport.width / width, viewport.height / height);
  return {
    x: x + width / 2 - viewport.width / zoom / 2,
    y: y + height / 2 - viewport.height / zoom / 2,
    zoom,
  };
}

const nextFrame = (move: () => void): (() => void) => {
  const frame = requestAnimationFrame(move);
  return () => cancelAnimationFrame(frame);
};

/**
 * Shows what somebody else sees, until this person does something: moves the view, presses on the
 * canvas, draws, selects, types, or picks a tool.
 */
export class Follow {
  /** Who is followed; null: nobody. */
  readonly person: ReadonlyStore<PersonId | null>;
  readonly #person: Store<PersonId | null> = createStore<PersonId | null>(null);
  readonly #editor: Editor;
  readonly #onFrame: NonNullable<FollowOptions['onFrame']>;
  readonly #isStill: () => boolean;
  readonly #stops: (() => void)[];
  #links: readonly SeenPeer[] = [];
  #isMoving = false;
  #target: View | null = null;
  #stopFrame: (() => void) | null = null;

  constructor({ editor, onFrame = nextFrame, isStill = () => false }: FollowOptions) {
    this.#editor = editor;
    this.#onFrame = onFrame;
    this.#isStill = isStill;
    this.person = this.#person;
    const acted = (): void => {
      if (!this.#isMoving) this.stop();
    };
    this.#stops = [
      editor.camera.subscribe(acted),
      editor.gesture.subscribe(acted),
      editor.lift.subscribe(acted),
      editor.marquee.subscribe(acted),
      editor.selection.subscribe(acted),
      editor.tool.subscribe(acted),
      editor.texts.field.subscribe(acted),
      editor.viewport.subscribe(() => this.#glide()),
      editor.board.onChange(({ local }) => {
        if (local) acted();
      }),
    ];
  }

  destroy(): void {
    this.stop();
    for (const stop of this.#stops) stop();
  }

  /** Follows a person, or nobody any more if it was that one. */
  toggle(personId: PersonId): void {
    const wasFollowed = this.#person.get() === personId;
    this.stop();
    if (wasFollowed) return;
    this.#person.set(personId);
    this.linksChanged(this.#links);
  }

  stop(): void {
    this.#stopFrame?.();
    this.#stopFrame = null;
    this.#target = null;
    this.#person.set(null);
  }

  /** Somebody's view changed, or a link came or went. */
  linksChanged(links: readonly SeenPeer[]): void {
    this.#links = links;
    const personId = this.#person.get();
    if (personId === null) return;
    const windows = links.filter((link) => link.personId === personId);
    if (windows.length === 0) {
      this.stop();
      return;
    }
    // Of several windows the one in which the pointer is.
    const { presence } = windows.find((link) => link.presence?.cursor) ?? windows[0] ?? {};
    if (!presence?.view || presence.view === this.#target) return;
    this.#target = presence.view;
    this.#glide();
  }

  #glide(): void {
    const viewport = this.#editor.viewport.get();
    if (!this.#target || this.#stopFrame || viewport.width === 0) return;
    const goal = cameraOn(this.#target, viewport);
    const { x, y, zoom } = this.#editor.camera.get();
    const left = this.#isStill() ? 0 : LEFT_PER_FRAME;
    const part = (now: number, to: number): number => to + (now - to) * left;
    const next = { x: part(x, goal.x), y: part(y, goal.y), zoom: part(zoom, goal.zoom) };
    const isThere =
      left === 0 ||
      (Math.abs(goal.x - x) * goal.zoom < THERE_PX &&
        Math.abs(goal.y - y) * goal.zoom < THERE_PX &&
        Math.abs(goal.zoom / zoom - 1) < THERE_PX / 1000);
    this.#isMoving = true;
    this.#editor.setCamera(isThere ? goal : next);
    this.#isMoving = false;
    if (isThere) return;
    this.#stopFrame = this.#onFrame(() => {
      this.#stopFrame = null;
      this.#glide();
    });
  }
}
