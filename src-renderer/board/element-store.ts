import * as Y from 'yjs';
import { normalizeDegrees } from '../geometry/angle.ts';
import type { Box } from '../geometry/box.ts';
import {
  DEFAULT_POINT_PRECISION,
  POINT_PRECISION_MAX,
  packedPrecision,
  unpackPoints,
} from '../ink/packed-points.ts';
import { covers, type DeletionMarker, decodeMarker } from './deletion-marker.ts';
import {
  type BoardElement,
  canHoldText,
  type ElementId,
  type ElementType,
  hasPoints,
  isElementId,
  type PersonId,
} from './element.ts';
import { decodeRecord, type ElementRecord, readPlacedPoints } from './element-record.ts';
import { readText, textRootName } from './element-text.ts';
import {
  isColor,
  isElementSize,
  isFill,
  isFillStyle,
  isFlag,
  isGroupPath,
  isOpacity,
  isPressureMode,
  isRotation,
  parseStoredBox,
} from './element-values.ts';
import type { OverridableProperty } from './merge-policy.ts';
import { isOrderKey } from './order.ts';
import { PointsCache } from './points-cache.ts';
import { isRegisterName, REGISTERS } from './registers.ts';
import {
  presentWrite,
  type SharedType,
  type WriteId,
  writesOfKey,
  writesWithin,
} from './yjs-items.ts';

/** How many times smaller a side has become; 1 for one without extent. */
function shrinkage(before: number, now: number): number {
  return before > 0 && now > 0 ? before / now : 1;
}

const NO_POINTS = new Float32Array(0);

/** Points as they are stored: to be unpacked elsewhere, in a worker say. */
export interface PackedPoints {
  readonly bytes: Uint8Array;
  /** The box that they are relative to, unless the bytes hold their own. */
  readonly reference: Box;
}

/** The override that marks an element as deleted. */
export const DELETED = 'deleted';

export function overrideKey(id: ElementId, property: OverridableProperty | typeof DELETED): string {
  return `${id}/${property}`;
}

/** The element and the property of an override's key; undefined when it is none. */
export function splitOverrideKey(key: string): { id: ElementId; property: string } | undefined {
  const at = key.indexOf('/');
  if (at <= 0) return undefined;
  return { id: key.slice(0, at), property: key.slice(at + 1) };
}

/**
 * The one accessor: puts records and overrides together to elements. It reads the shared types and
 * never writes them; nothing that another client may have put there makes it throw.
 */
export class ElementStore {
  readonly doc: Y.Doc;
  readonly records: Y.Map<unknown>;
  readonly overrides: Y.Map<unknown>;
  /** Why an element is not shown, or which of its changes is not. */
  readonly quarantine = new Map<ElementId, string>();
  #quarantineRevision = 0;
  readonly #authorOf: (clientId: number) => PersonId | null;
  /** Which overrides an element has, those of a newer version too. */
  readonly #overridden = new Map<ElementId, Set<string>>();
  readonly #points = new PointsCache();
  #lastVersion = 0;

  constructor(doc: Y.Doc, authorOf: (clientId: number) => PersonId | null) {
    this.doc = doc;
    this.records = doc.getMap('elements');
    this.overrides = doc.getMap('changes');
    this.#authorOf = authorOf;
    for (const key of this.overrides.keys()) this.noteOverride(key);
  }

  /** Another number each time `quarantine` is another. */
  get quarantineRevision(): number {
    return this.#quarantineRevision;
  }

  /** The packed points in place of the record's with which an element is shown. */
  shownPoints: (id: ElementId) => unknown = (id) => this.override(id, 'points');

  /** Keeps the index of overrides; to be called for each key of `changes` that was touched. */
  noteOverride(key: string): { id: ElementId; property: string } | undefined {
    const split = splitOverrideKey(key);
    if (split === undefined) return undefined;
    const { id, property } = split;
    const known = this.#overridden.get(id);
    if (this.overrides.has(key)) {
      if (known) known.add(property);
      else this.#overridden.set(id, new Set([property]));
    } else if (known) {
      known.delete(property);
      if (known.size === 0) this.#overridden.delete(id);
    }
    return split;
  }

  override(id: ElementId, property: OverridableProperty | typeof DELETED): unknown {
    return this.overrides.get(overrideKey(id, property));
  }

  /** The packed points that took the place of the record's; undefined when there are none. */
  replacedPoints(id: ElementId): unknown {
    return this.#overridden.get(id)?.has('points') ? this.override(id, 'points') : undefined;
  }

  /** The root type of the element's text, where there is one; reading it makes none. */
  textRoot(id: ElementId): SharedType | undefined {
    return this.doc.share.get(textRootName(id));
  }

  /** The changes that the element has now, each by who wrote it: what a deletion has to cover. */
  *presentChanges(id: ElementId): Generator<WriteId> {
    for (const property of this.#overridden.get(id) ?? []) {
      if (property === DELETED) continue;
      const write = presentWrite(this.overrides, `${id}/${property}`);
      if (write) yield write;
    }
    const text = this.textRoot(id);
    if (text) {
      for (const write of writesWithin(text)) if (!write.deleted) yield write;
    }
  }

  /** Every change that the element ever had and that is still known, deletions of it left out. */
  *allChanges(id: ElementId): Generator<WriteId> {
    for (const property of this.#overridden.get(id) ?? []) {
      if (property !== DELETED) yield* writesOfKey(this.overrides, `${id}/${property}`);
    }
    const text = this.textRoot(id);
    if (text) yield* writesWithin(text);
  }

  isCovered(id: ElementId, marker: DeletionMarker): boolean {
    for (const change of this.presentChanges(id)) if (!covers(marker, change)) return false;
    return true;
  }

  isDeleted(id: ElementId): boolean {
    if (!this.#overridden.get(id)?.has(DELETED)) return false;
    const marker = decodeMarker(this.override(id, DELETED));
    return marker !== undefined && this.isCovered(id, marker);
  }

  /**
   * Takes away the marker of a deletion that a living element has survived: what is edited next may
   * be the very work that it survived by, and taking that back must not let it die after all. To be
   * called in a transaction, before an element that is alive is edited.
   */
  settle(id: ElementId): void {
    if (this.#overridden.get(id)?.has(DELETED)) this.overrides.delete(overrideKey(id, DELETED));
  }

  /** The element as it is now; undefined when there is none, it is deleted, or it is malformed. */
  resolve(id: ElementId): BoardElement | undefined {
    const reason = this.quarantine.get(id);
    this.quarantine.delete(id);
    const element = this.#resolve(id);
    if (this.quarantine.get(id) !== reason) this.#quarantineRevision++;
    return element;
  }

  /** An element as it is, or as it was when it was deleted; undefined where there never was one. */
  known(id: ElementId): BoardElement | undefined {
    const reason = this.quarantine.get(id);
    const element = this.#resolve(id, true);
    if (reason === undefined) this.quarantine.delete(id);
    else this.quarantine.set(id, reason);
    return element;
  }

  #resolve(id: ElementId, evenDeleted = false): BoardElement | undefined {
    const bytes = this.records.get(id);
    if (bytes === undefined) return undefined;
    if (!isElementId(id)) return this.#reject(id, 'its id is not one');
    if (!evenDeleted && this.isDeleted(id)) return undefined;
    if (!(bytes instanceof Uint8Array)) return this.#reject(id, 'its record is no bytes');
    const decoded = decodeRecord(bytes);
    if (!decoded.ok) return this.#reject(id, decoded.message);
    const { record } = decoded;
    if (hasPoints(record.type) !== (record.points !== null)) {
      return this.#reject(id, `a ${record.type} ${record.points ? 'has no' : 'needs'} points`);
    }
    return Object.freeze({
      id,
      ...this.#overriddenValues(id, record),
      type: record.type,
      version: ++this.#lastVersion,
      createdBy: this.#creatorOf(id),
    });
  }

  /**
   * The living element as it would be with another stored value of one property (undefined: as it
   * was first), and its points; undefined when that is no value of it.
   */
  variant(
    id: ElementId,
    property: OverridableProperty,
    value: unknown,
  ): { element: BoardElement; points: Float32Array } | undefined {
    const bytes = this.records.get(id);
    const decoded = bytes instanceof Uint8Array ? decodeRecord(bytes) : undefined;
    if (!decoded?.ok || this.isDeleted(id)) return undefined;
    const { record } = decoded;
    const reason = this.quarantine.get(id);
    this.quarantine.delete(id);
    const values = this.#overriddenValues(id, record, { property, value });
    const isMalformed = this.quarantine.has(id);
    this.quarantine.delete(id);
    if (reason !== undefined) this.quarantine.set(id, reason);
    if (isMalformed) return undefined;
    const element = Object.freeze({
      id,
      ...values,
      type: record.type,
      version: ++this.#lastVersion,
      createdBy: this.#creatorOf(id),
    });
    if (!hasPoints(record.type)) return { element, points: NO_POINTS };
    const packed =
      property === 'points' ? (value ?? record.points) : this.#storedPoints(id).packed[0];
    if (!(packed instanceof Uint8Array)) return undefined;
    const unpacked = unpackPoints(packed, record.box, element.box);
    return unpacked.ok ? { element, points: unpacked.points } : undefined;
  }

  #reject(id: ElementId, reason: string): undefined {
    this.quarantine.set(id, reason);
    return undefined;
  }

  #creatorOf(id: ElementId): PersonId | null {
    const write = presentWrite(this.records, id);
    return write ? this.#authorOf(write.client) : null;
  }

  /** @param instead counts in place of what is stored of that property */
  #overriddenValues(
    id: ElementId,
    record: ElementRecord,
    instead?: { readonly property: string; readonly value: unknown },
  ) {
    const { type: _type, points: _points, ...values } = record;
    const known = this.#overridden.get(id);
    const overridden = instead ? new Set([...(known ?? []), instead.property]) : known;
    if (overridden === undefined) return values;
    for (const property of overridden) {
      const stored =
        property === instead?.property ? instead.value : this.overrides.get(`${id}/${property}`);
      if (stored === undefined) continue;
      let accepted = true;
      switch (property) {
        case 'box': {
          const parsed = parseStoredBox(stored);
          if (parsed) values.box = parsed;
          else accepted = false;
          break;
        }
        case 'rotation':
          if (isRotation(stored)) values.rotation = normalizeDegrees(stored);
          else accepted = false;
          break;
        case 'color':
          if (isColor(stored)) values.color = stored;
          else accepted = false;
          break;
        case 'fill':
          if (isFill(stored)) values.fill = stored;
          else accepted = false;
          break;
        case 'fillStyle':
          if (isFillStyle(stored)) values.fillStyle = stored;
          else accepted = false;
          break;
        case 'opacity':
          if (isOpacity(stored)) values.opacity = stored;
          else accepted = false;
          break;
        case 'size':
          if (isElementSize(stored)) values.size = stored;
          else accepted = false;
          break;
        case 'index':
          if (isOrderKey(stored)) values.index = stored;
          else accepted = false;
          break;
        case 'pressure':
          if (isPressureMode(stored)) values.pressure = stored;
          else accepted = false;
          break;
        case 'groups':
          if (isGroupPath(stored)) values.groups = Object.freeze([...stored]);
          else accepted = false;
          break;
        case 'locked':
        case 'hidden':
          if (isFlag(stored)) values[property] = stored;
          else accepted = false;
          break;
        case 'points':
          accepted = stored instanceof Uint8Array;
          break;
        default:
          // Else the marker, or a property of a newer version: kept, and nothing that we could show.
          if (!isRegisterName(property)) break;
          if (REGISTERS[property].accepts(stored)) {
            const own: unknown = Array.isArray(stored) ? Object.freeze([...stored]) : stored;
            Object.assign(values, { [property]: own });
          } else accepted = false;
      }
      if (!accepted)
        this.quarantine.set(id, `${property}: not a value of it; the first one is shown`);
    }
    return values;
  }

  /** x, y, pressure triples in board coordinates; empty for what has none or is malformed. */
  points(element: BoardElement): Float32Array {
    if (!hasPoints(element.type)) return NO_POINTS;
    const cached = this.#points.get(element);
    if (cached) return cached;
    const points = this.#unpack(element);
    this.#points.set(element, points);
    return points;
  }

  /** The packed points as they are stored, and the box that they are relative to. */
  packedPoints(id: ElementId): PackedPoints | undefined {
    if (!this.#overridden.get(id)?.has('points')) {
      const bytes = this.records.get(id);
      const placed = bytes instanceof Uint8Array ? readPlacedPoints(bytes) : undefined;
      return placed && { bytes: placed.points, reference: placed.box };
    }
    const { record, packed } = this.#storedPoints(id);
    if (!record) return undefined;
    // Nearly always there is one only, which then needs no reading.
    const bytes =
      packed.length > 1
        ? packed.find((candidate) => unpackPoints(candidate, record.box, record.box).ok)
        : packed[0];
    return bytes && { bytes, reference: record.box };
  }

  /** The kind of an element, of a deleted one too. */
  typeOf(id: ElementId): ElementType | undefined {
    return this.#record(id)?.type;
  }

  /** The box that an element was made with. */
  firstBoxOf(id: ElementId): Box | undefined {
    return this.#record(id)?.box;
  }

  #record(id: ElementId): ElementRecord | undefined {
    const bytes = this.records.get(id);
    const decoded = bytes instanceof Uint8Array ? decodeRecord(bytes) : undefined;
    return decoded?.ok ? decoded.record : undefined;
  }

  forgetPoints(id: ElementId): void {
    this.#points.delete(id);
  }

  /**
   * The finest grid on which the element's points lie as they are now, in steps per board unit: that
   * of the stored ones, finer where the box has shrunk since.
   */
  pointPrecision(element: BoardElement): number {
    const { record, packed } = this.#storedPoints(element.id);
    const stored = packed[0] === undefined ? null : packedPrecision(packed[0]);
    if (!record || stored === null) return DEFAULT_POINT_PRECISION;
    const { width, height } = element.box;
    const shrunk = Math.max(
      1,
      shrinkage(record.box.width, width),
      shrinkage(record.box.height, height),
    );
    return Math.min(POINT_PRECISION_MAX, stored * 2 ** Math.ceil(Math.log2(shrunk)));
  }

  /** The record, and the points that count, with what they fall back to when they are malformed. */
  #storedPoints(id: ElementId): { record?: ElementRecord; packed: readonly Uint8Array[] } {
    const record = this.#record(id);
    if (!record) return { packed: [] };
    const packed = [this.shownPoints(id), record.points].filter(
      (points) => points instanceof Uint8Array,
    );
    return { record, packed };
  }

  #unpack(element: BoardElement): Float32Array {
    const { id, box } = element;
    const { record, packed: candidates } = this.#storedPoints(id);
    if (!record) return NO_POINTS;
    for (const packed of candidates) {
      const unpacked = unpackPoints(packed, record.box, box);
      if (unpacked.ok) return unpacked.points;
      if (this.quarantine.get(id) !== unpacked.message) this.#quarantineRevision++;
      this.quarantine.set(id, unpacked.message);
    }
    return NO_POINTS;
  }

  /** Asks for the root fragment only where there is one, or every reading would make one. */
  text(element: BoardElement): string {
    const name = textRootName(element.id);
    if (!canHoldText(element.type) || !this.doc.share.has(name)) return '';
    return readText(this.doc.get(name, Y.XmlFragment));
  }
}
