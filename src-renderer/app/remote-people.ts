import { ELEMENT_TYPES, type ElementId, type ElementType } from '../board/element.ts';
import {
  isColor,
  isElementSize,
  isFill,
  isFillStyle,
  isPressureMode,
} from '../board/element-values.ts';
import { readRegisters } from '../board/registers.ts';
import type { GesturePreview } from '../canvas/gesture.ts';
import type { LaserTrails } from '../canvas/laser/laser-trails.ts';
import type { RemoteCursors } from '../canvas/remote-cursors.ts';
import type { RemoteGestures } from '../canvas/remote-gestures.ts';
import type { RemoteLifts } from '../canvas/remote-lifts.ts';
import { pointsOfTriples } from '../shapes/connector/route.ts';
import { LASER_GESTURE, type LiveGesture } from '../sync/presence/gestures.ts';
import type { ReceivedLift } from '../sync/presence/lifts.ts';
import type { Presence } from '../sync/presence/presence.ts';
import type { LinkedPeer } from '../sync/room/linked-peer.ts';
import type { PersonColor } from '../sync/status.ts';

const isElementType = (value: string): value is ElementType =>
  ELEMENT_TYPES.some((type) => type === value);

/** What another person draws, if it is something that this version can show. */
function previewOf(gesture: LiveGesture): GesturePreview | null {
  const { id, type, color, fill, fillStyle, opacity, size, pressure, points, path, box } = gesture;
  if (!isElementType(type) || !isColor(color) || !isFill(fill) || !isFillStyle(fillStyle))
    return null;
  if (!isElementSize(size) || !isPressureMode(pressure)) return null;
  const hasPoints = points !== undefined && points.length > 0;
  if (!hasPoints && !path && !box) return null;
  return {
    id,
    type,
    color,
    fill,
    fillStyle,
    opacity,
    size,
    pressure,
    ...readRegisters(gesture.more ?? {}),
    ...(hasPoints ? { points } : {}),
    ...(path ? { path } : {}),
    ...(box ? { box } : {}),
  };
}

/** What a link tells of the person at its other end. */
type SeenPeer = Pick<LinkedPeer, 'personId' | 'presence'>;

/** Puts what links tell of people onto the canvas. */
export class RemotePeople {
  readonly #cursors: RemoteCursors;
  readonly #gestures: RemoteGestures;
  readonly #lifts: RemoteLifts;
  readonly #lasers: LaserTrails;
  /** Numbers already shown of each gesture, so that only new points are handed on. */
  readonly #shown = new Map<string, number>();
  /** Whoever is shown, with what is shown of them. */
  readonly #people = new Map<string, Presence>();
  #links: readonly SeenPeer[] = [];
  readonly #isOnBoard: (id: ElementId) => boolean;
  readonly #isPaused: () => boolean;
  #colorOf: (color: PersonColor) => string;

  constructor(options: {
    readonly cursors: RemoteCursors;
    readonly gestures: RemoteGestures;
    readonly lifts: RemoteLifts;
    readonly lasers: LaserTrails;
    /** CSS colour of a person's colour in the current theme. */
    readonly colorOf: (color: PersonColor) => string;
    readonly isOnBoard: (id: ElementId) => boolean;
    /** Nothing of anybody is shown meanwhile. */
    readonly isPaused?: () => boolean;
  }) {
    this.#cursors = options.cursors;
    this.#gestures = options.gestures;
    this.#lifts = options.lifts;
    this.#lasers = options.lasers;
    this.#colorOf = options.colorOf;
    this.#isOnBoard = options.isOnBoard;
    this.#isPaused = options.isPaused ?? (() => false);
  }

  /** Another theme: everybody is shown in its colours at once. */
  setColors(colorOf: (color: PersonColor) => string): void {
    this.#colorOf = colorOf;
    this.#people.clear();
    this.showPresence(this.#links);
  }

  /** The board stands still, or goes on. */
  pauseChanged(): void {
    if (this.#isPaused()) {
      for (const personId of this.#people.keys()) this.clear(personId);
    }
    this.#people.clear();
    this.#cursors.clear();
    this.showPresence(this.#links);
  }

  /** Cursors and selections; each person once, by the window in which the pointer is. */
  showPresence(links: readonly SeenPeer[]): void {
    this.#links = links;
    if (this.#isPaused()) return;
    const people = new Map<string, SeenPeer>();
    for (const link of links) {
      const known = people.get(link.personId);
      if (!known || (!known.presence?.cursor && link.presence?.cursor)) {
        people.set(link.personId, link);
      }
    }
    for (const [personId, { presence }] of people) {
      // Presence that came is another object: whoever has not moved is not drawn again.
      if (!presence || this.#people.get(personId) === presence) continue;
      this.#people.set(personId, presence);
      const { cursor } = presence;
      this.#cursors.set(personId, {
        personId,
        name: presence.name,
        color: this.#colorOf(presence.color),
        point: cursor ? { x: cursor[0], y: cursor[1] } : null,
        selection: presence.selection,
        tool: presence.tool,
        caret: presence.caret ?? null,
      });
    }
    for (const personId of this.#people.keys()) {
      if (people.has(personId)) continue;
      this.#people.delete(personId);
      this.#cursors.remove(personId);
    }
  }

  showGesture(personId: string, gesture: LiveGesture, ended: false | 'end' | 'cancel'): void {
    const key = `${personId}/${gesture.id}`;
    if (this.#isPaused()) return;
    // The two channels do not wait for each other: the element may be here before the gesture's end.
    if (this.#isOnBoard(gesture.id)) {
      this.#shown.delete(key);
      this.#gestures.remove(key);
      return;
    }
    if (ended) {
      this.#shown.delete(key);
      if (ended === 'end') this.#gestures.commit(key);
      else this.#gestures.remove(key);
      return;
    }
    if (gesture.type === LASER_GESTURE) {
      this.#showLaser(personId, key, gesture);
      return;
    }
    const preview = previewOf(gesture);
    if (!preview) return;
    const count = preview.points?.length ?? 0;
    const shown = this.#shown.get(key);
    if (shown !== undefined && (gesture.type === 'stroke' || gesture.type === 'highlight')) {
      this.#gestures.appendPoints(key, preview.points?.slice(shown) ?? []);
    } else {
      this.#gestures.upsert(key, preview);
    }
    this.#shown.set(key, count);
  }

  /** The new part of a laser's way, in the person's colour. */
  #showLaser(personId: string, key: string, { points = [] }: LiveGesture): void {
    const color = this.#cursors.entries().get(personId)?.color ?? null;
    const shown = this.#shown.get(key) ?? 0;
    this.#lasers.extend(key, color, pointsOfTriples(points.slice(shown)));
    this.#shown.set(key, points.length);
  }

  /** What a person does to elements that are there already. */
  showLift(personId: string, received: ReceivedLift): void {
    if (this.#isPaused()) return;
    if (received.kind === 'dropped') {
      this.#lifts.drop(personId, received.id, received.landed);
      return;
    }
    const { id, ids, copies, transform } = received.lift;
    this.#lifts.show(personId, id, { ids: new Set(ids), copies, transform });
  }

  /** A person is gone: so is whatever he or she was drawing or had in hand. */
  clear(personId: string): void {
    this.#lifts.clear(personId);
    for (const key of this.#shown.keys()) {
      if (key.startsWith(`${personId}/`)) this.#shown.delete(key);
    }
    this.#gestures.clear(`${personId}/`);
  }
}
