import type { Axis } from './align.ts';
import { type Bounds, intersects } from './box.ts';

/** Something to show why a thing snapped, in board units. */
export type Guide =
  /** An edge or a middle that things share. */
  | {
      readonly kind: 'line';
      /** The axis along which they are at one place: an `x` line is upright. */
      readonly axis: Axis;
      readonly at: number;
      readonly from: number;
      readonly to: number;
    }
  /** One of several gaps that are the same. */
  | {
      readonly kind: 'gap';
      /** The axis along which the gap lies. */
      readonly axis: Axis;
      readonly from: number;
      readonly to: number;
      /** Where it is shown along the other axis. */
      readonly at: number;
    };

/** Places that differ by less are the same, in board units. */
const SAME = 1e-6;

interface Span {
  readonly min: number;
  readonly max: number;
}

function span(bounds: Bounds, axis: Axis): Span {
  return axis === 'x'
    ? { min: bounds.minX, max: bounds.maxX }
    : { min: bounds.minY, max: bounds.maxY };
}

const across = (axis: Axis): Axis => (axis === 'x' ? 'y' : 'x');

/** A place on an axis that some thing has an edge or its middle at. */
interface Place {
  readonly at: number;
  readonly of: Bounds;
}

interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Which edges of a moved box may snap, and its middle. */
export interface SnapParts {
  readonly min: boolean;
  readonly middle: boolean;
  readonly max: boolean;
  /** The box moves as a whole, so that gaps on both of its sides count. */
  readonly gaps: boolean;
}

export const WHOLE_BOX: SnapParts = { min: true, middle: true, max: true, gaps: true };

/** What things can snap to: the edges and middles of others, and the gaps between them. */
export class SnapField {
  readonly #targets: readonly Bounds[];
  readonly #places: Readonly<Record<Axis, readonly Place[]>>;

  constructor(targets: readonly Bounds[]) {
    this.#targets = targets;
    this.#places = { x: placesOf(targets, 'x'), y: placesOf(targets, 'y') };
  }

  /**
   * How far a box has to go along an axis to snap.
   * @param reach no farther than this, in board units
   * @returns null when nothing is in reach
   */
  pull(box: Bounds, axis: Axis, reach: number, parts: SnapParts = WHOLE_BOX): number | null {
    let best: number | null = null;
    const offer = (distance: number): void => {
      if (Math.abs(distance) > reach) return;
      if (best === null || Math.abs(distance) < Math.abs(best)) best = distance;
    };
    for (const at of partsOf(box, axis, parts)) {
      const place = this.#nearest(axis, at);
      if (place !== undefined) offer(place - at);
    }
    if (parts.gaps) {
      const { min } = span(box, axis);
      for (const start of this.#evenStarts(box, axis, reach)) offer(start - min);
    }
    return best;
  }

  /** Why a box is where it is. */
  guides(box: Bounds, axis: Axis, parts: SnapParts = WHOLE_BOX): Guide[] {
    const guides: Guide[] = [];
    for (const at of partsOf(box, axis, parts)) {
      const shared = this.#at(axis, at);
      if (shared.length === 0) continue;
      const spans = [box, ...shared.map(({ of }) => of)].map((one) => span(one, across(axis)));
      guides.push({
        kind: 'line',
        axis,
        at,
        from: Math.min(...spans.map(({ min }) => min)),
        to: Math.max(...spans.map(({ max }) => max)),
      });
    }
    return parts.gaps ? [...guides, ...this.#gapGuides(box, axis)] : guides;
  }

  #nearest(axis: Axis, at: number): number | undefined {
    const places = this.#places[axis];
    const i = firstFrom(places, at);
    const below = places[i - 1]?.at;
    const above = places[i]?.at;
    if (below === undefined || above === undefined) return below ?? above;
    return at - below <= above - at ? below : above;
  }

  #at(axis: Axis, at: number): Place[] {
    const places = this.#places[axis];
    const shared: Place[] = [];
    for (let i = firstFrom(places, at - SAME); i < places.length; i++) {
      const place = places[i];
      if (!place || place.at > at + SAME) break;
      shared.push(place);
    }
    return shared;
  }

  /** Those beside the box, as one goes along the axis. */
  #beside(box: Bounds, axis: Axis): Span[] {
    const other = span(box, across(axis));
    return this.#targets
      .filter((target) => {
        const { min, max } = span(target, across(axis));
        return min < other.max && max > other.min;
      })
      .map((target) => span(target, axis))
      .sort((a, b) => a.min - b.min);
  }

  /** Where the box may begin so that the gaps around it are even. */
  #evenStarts(box: Bounds, axis: Axis, reach: number): number[] {
    const { min, max } = span(box, axis);
    const beside = this.#beside(box, axis);
    const before = lastBefore(beside, min + reach);
    const after = firstAfter(beside, max - reach);
    const starts: number[] = [];
    if (before && after) {
      const room = after.min - before.max - (max - min);
      if (room > 0) starts.push(before.max + room / 2);
    }
    const secondBefore = before && lastBefore(beside, before.min);
    if (before && secondBefore) starts.push(before.max + before.min - secondBefore.max);
    const secondAfter = after && firstAfter(beside, after.max);
    if (after && secondAfter) starts.push(after.min - (secondAfter.min - after.max) - (max - min));
    return starts;
  }

  #gapGuides(box: Bounds, axis: Axis): Guide[] {
    const { min, max } = span(box, axis);
    const beside = this.#beside(box, axis);
    const before = lastBefore(beside, min + SAME);
    const after = firstAfter(beside, max - SAME);
    const gap = (a: Span | undefined, b: Span | undefined): Gap | null =>
      a && b && b.min - a.max > SAME ? { from: a.max, to: b.min } : null;
    const own: Span = { min, max };
    const chain = [
      gap(before && lastBefore(beside, before.min + SAME), before),
      gap(before, own),
      gap(own, after),
      gap(after, after && firstAfter(beside, after.max - SAME)),
    ];
    const shown = new Set<Gap>();
    for (let i = 0; i + 1 < chain.length; i++) {
      const [one, next] = [chain[i], chain[i + 1]];
      if (!one || !next || Math.abs(length(one) - length(next)) > SAME) continue;
      shown.add(one);
      shown.add(next);
    }
    const { min: low, max: high } = span(box, across(axis));
    return [...shown].map(({ from, to }) => ({
      kind: 'gap',
      axis,
      from,
      to,
      at: (low + high) / 2,
    }));
  }
}

const length = ({ from, to }: Gap): number => to - from;

function placesOf(targets: readonly Bounds[], axis: Axis): Place[] {
  return targets
    .flatMap((of): Place[] => {
      const { min, max } = span(of, axis);
      return [
        { at: min, of },
        { at: (min + max) / 2, of },
        { at: max, of },
      ];
    })
    .sort((a, b) => a.at - b.at);
}

function partsOf(box: Bounds, axis: Axis, parts: SnapParts): number[] {
  const { min, max } = span(box, axis);
  return [
    ...(parts.min ? [min] : []),
    ...(parts.middle ? [(min + max) / 2] : []),
    ...(parts.max ? [max] : []),
  ];
}

/** The first place that is not before `at`. */
function firstFrom(places: readonly Place[], at: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The one that ends last of those that end before. */
function lastBefore(spans: readonly Span[], end: number): Span | undefined {
  let last: Span | undefined;
  for (const one of spans) if (one.max <= end && (!last || one.max > last.max)) last = one;
  return last;
}

function firstAfter(spans: readonly Span[], start: number): Span | undefined {
  return spans.find(({ min }) => min >= start);
}

/** Of many things those that are nearest to a box: what lies far off is not what is meant. */
export function nearestTo(box: Bounds, things: readonly Bounds[], most: number): readonly Bounds[] {
  if (things.length <= most) return things;
  const x = (box.minX + box.maxX) / 2;
  const y = (box.minY + box.maxY) / 2;
  const away = (b: Bounds): number =>
    Math.max(b.minX - x, x - b.maxX, 0) ** 2 + Math.max(b.minY - y, y - b.maxY, 0) ** 2;
  const overlapping = things.filter((thing) => intersects(thing, box));
  if (overlapping.length >= most) return overlapping.slice(0, most);
  return things
    .map((thing) => ({ thing, away: away(thing) }))
    .sort((a, b) => a.away - b.away)
    .slice(0, most)
    .map(({ thing }) => thing);
}
