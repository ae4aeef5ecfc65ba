import type { ElementId } from '../../board/element.ts';
import { type Bounds, containsBounds, intersects } from '../../geometry/box.ts';
import type { Scene, SceneChange, SceneNode } from '../scene.ts';
import type { PackedRange, SentElement } from './worker/messages.ts';

/** Packed points of an element as the document keeps them. */
export interface PackedPointsSource {
  packedPoints(
    id: ElementId,
  ): { readonly bytes: Uint8Array; readonly reference: SceneNode['box'] } | undefined;
}

/** More changed elements than this are handed over in several messages. */
export const HANDOVER_LENGTH = 500;
/** So many at a time then: packing them takes a few milliseconds. */
const BATCH_LENGTH = 250;

/** What the worker knows after a message. */
interface Knowledge {
  /** Where all of it is known: up to the edit `last`. */
  readonly within: Bounds | 'everywhere' | 'nowhere';
  readonly last: number;
}

/** Messages remembered; a tile that took longer is painted again. */
const MAX_KNOWLEDGE = 512;

/**
 * Which elements the worker still has to be told of, and which edits a tile shows that it painted
 * after a certain message. What is on the screen goes first.
 */
export class Handover {
  readonly #scene: Scene;
  readonly #waiting = new Set<ElementId>();
  /** Where the worker still has those of them that it knows. */
  readonly #outdated = new Map<ElementId, Bounds>();
  /** What is to be known next, and who is still to be told of for that. */
  #urgent: { readonly within: Bounds; readonly ids: ElementId[] } | null = null;
  readonly #knowledge = new Map<number, Knowledge>();
  #now: Knowledge = { within: 'everywhere', last: 0 };
  #messages = 0;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  get isDone(): boolean {
    return this.#waiting.size === 0;
  }

  knows(bounds: Bounds): boolean {
    return isKnown(this.#now, bounds);
  }

  /**
   * Notes changed elements.
   * @param sequence of the edit that changed them
   * @returns those to be sent at once
   */
  note(
    { changed, removed, before, loaded }: Omit<SceneChange, 'regions' | 'onlyOnTop'>,
    sequence: number,
  ): SceneNode[] {
    for (const id of removed) this.#take(id);
    // What is being read from storage comes in many small changes, which are one big one together.
    if (changed.length <= HANDOVER_LENGTH && !loaded) {
      for (const { id } of changed) this.#take(id);
      this.#learn({ last: sequence });
      return [...changed];
    }
    for (const { id } of changed) {
      const place = before.get(id);
      // One that waits already has been told of as it was before that.
      if (place && !this.#waiting.has(id)) this.#outdated.set(id, place);
      this.#waiting.add(id);
    }
    this.#urgent = null;
    this.#learn({ within: 'nowhere', last: sequence });
    return [];
  }

  /** The next elements to send: those in `visible` first, which is known afterwards. */
  next(visible: Bounds): SceneNode[] {
    if (this.#now.within === 'nowhere') {
      this.#urgent ??= { within: visible, ids: this.#seen(visible) };
      const { ids, within } = this.#urgent;
      const seen = this.#batch(ids.splice(0, BATCH_LENGTH));
      // Some of them may have been told of meanwhile: with the last one that waits, all is known.
      const isKnown = ids.length === 0 || this.isDone;
      if (isKnown) this.#urgent = null;
      this.#learn(isKnown ? { within } : {});
      if (seen.length > 0) return seen;
    }
    const nodes = this.#batch(this.#waiting);
    this.#learn({});
    return nodes;
  }

  /** Those of them that still wait, up to a number. */
  #batch(ids: Iterable<ElementId>): SceneNode[] {
    const nodes: SceneNode[] = [];
    for (const id of ids) {
      if (nodes.length === BATCH_LENGTH) break;
      const node = this.#take(id) ? this.#scene.get(id) : undefined;
      if (node) nodes.push(node);
    }
    return nodes;
  }

  /** Numbers the message that tells what is known now. */
  number(): number {
    this.#messages += 1;
    this.#knowledge.set(this.#messages, this.#now);
    this.#knowledge.delete(this.#messages - MAX_KNOWLEDGE);
    return this.#messages;
  }

  /**
   * The edit up to which a tile shows everything that was painted after a message; `null` when it may
   * show some of the later ones, too, and not others.
   */
  sequenceOf(batch: number, bounds: Bounds): number | null {
    const known = this.#knowledge.get(batch);
    return known && isKnown(known, bounds) ? known.last : null;
  }

  /** Those that belong on a part of the board, and those that the worker would still paint there. */
  #seen(visible: Bounds): ElementId[] {
    const here = this.#scene.near(visible).filter(({ id }) => this.#waiting.has(id));
    const seen = new Set(here.map(({ id }) => id));
    for (const [id, place] of this.#outdated) if (intersects(place, visible)) seen.add(id);
    return [...seen];
  }

  /** @returns whether it was waiting. */
  #take(id: ElementId): boolean {
    this.#outdated.delete(id);
    return this.#waiting.delete(id);
  }

  #learn(news: Partial<Pick<Knowledge, 'within' | 'last'>>): void {
    const now = { ...this.#now, ...news };
    this.#now = this.isDone ? { ...now, within: 'everywhere' } : now;
  }
}

function isKnown({ within }: Knowledge, bounds: Bounds): boolean {
  if (within === 'everywhere') return true;
  return within !== 'nowhere' && containsBounds(within, bounds);
}

/** Elements and their packed points in one run of bytes, which need not be copied again. */
export function packElements(
  nodes: readonly SceneNode[],
  board: PackedPointsSource,
): { elements: SentElement[]; points: Uint8Array<ArrayBuffer> } {
  const packed = nodes.map(({ id }) => board.packedPoints(id));
  const points = new Uint8Array(packed.reduce((sum, one) => sum + (one?.bytes.length ?? 0), 0));
  let start = 0;
  const elements = nodes.map(({ element, text, inField, connection }, i): SentElement => {
    const own = packed[i];
    let range: PackedRange | null = null;
    if (own) {
      points.set(own.bytes, start);
      range = { start, length: own.bytes.length, reference: own.reference };
      start += own.bytes.length;
    }
    return { element, text, inField, connection, points: range };
  });
  return { elements, points };
}
