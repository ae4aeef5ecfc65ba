import { normalizeDegrees } from '../geometry/angle.ts';
import type { Box } from '../geometry/box.ts';
import {
  DEFAULT_POINT_PRECISION,
  isPointPrecision,
  NEUTRAL_PRESSURE,
  POINT_STRIDE,
  packPoints,
} from '../ink/packed-points.ts';
import {
  type BoardElement,
  canHoldText,
  ELEMENT_TYPES,
  type ElementId,
  type ElementPatch,
  FILL_STYLES,
  hasPoints,
  type InputPoint,
  isElementId,
  type NewElement,
  NO_GROUPS,
} from './element.ts';
import type { ElementRecord } from './element-record.ts';
import { TEXT_LENGTH_MAX } from './element-text.ts';
import {
  cleanText,
  equalStoredValues,
  isBox,
  isColor,
  isCoordinate,
  isElementSize,
  isFill,
  isFillStyle,
  isFlag,
  isGroupPath,
  isOpacity,
  isPressureMode,
  isRotation,
  storedBox,
} from './element-values.ts';
import type { OverridableProperty } from './merge-policy.ts';
import { isOrderKey } from './order.ts';
import { REGISTER_NAMES, REGISTERS, registersOf } from './registers.ts';

/** Turns what a caller gives into what is stored, or says in one sentence what is wrong with it. */

export const DEFAULT_STROKE_WIDTH = 4;
export const DEFAULT_FONT_SIZE = 24;
/** Most points of one element that are accepted from a caller. */
export const POINTS_MAX = 200_000;

type Checked<T> = { readonly ok: true; readonly value: T } | InvalidInput;
interface InvalidInput {
  readonly ok: false;
  readonly message: string;
}

function invalid(message: string): InvalidInput {
  return { ok: false, message };
}

export interface PreparedElement {
  /** Without its place in the order, which only the board can give. */
  readonly record: Omit<ElementRecord, 'index'>;
  readonly index: string | undefined;
  readonly text: string;
}

interface FlatPoints {
  readonly triples: Float64Array;
  readonly hasPressure: boolean;
}

function flattenPoints(points: readonly InputPoint[]): Checked<FlatPoints> {
  if (!Array.isArray(points)) return invalid('points: not a list');
  if (points.length === 0) return invalid('points: there is none');
  if (points.length > POINTS_MAX) return invalid(`points: more than ${POINTS_MAX}`);
  const triples = new Float64Array(points.length * POINT_STRIDE);
  let hasPressure = false;
  for (const [i, point] of points.entries()) {
    if (!Array.isArray(point)) return invalid(`points: number ${i} is not [x, y, pressure]`);
    const [x, y, pressure]: unknown[] = point;
    if (!isCoordinate(x) || !isCoordinate(y))
      return invalid(`points: number ${i} is off the board`);
    if (pressure !== undefined) {
      if (typeof pressure !== 'number' || !(pressure >= 0 && pressure <= 1)) {
        return invalid(`points: the pressure of number ${i} is not within 0 and 1`);
      }
      hasPressure = true;
    }
    const at = i * POINT_STRIDE;
    triples[at] = x;
    triples[at + 1] = y;
    triples[at + 2] = pressure ?? NEUTRAL_PRESSURE;
  }
  return { ok: true, value: { triples, hasPressure } };
}

/** The box around the points, grown to the grid so that no point lies outside by rounding. */
function boxAround(triples: Float64Array, precision: number): Box {
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < triples.length; at += POINT_STRIDE) {
    const x = triples[at] ?? 0;
    const y = triples[at + 1] ?? 0;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  const left = Math.floor(minX * precision) / precision;
  const top = Math.floor(minY * precision) / precision;
  return {
    x: left + 0,
    y: top + 0,
    width: Math.ceil(maxX * precision) / precision - left,
    height: Math.ceil(maxY * precision) / precision - top,
  };
}

/** A box with negative sides, as a drag to the left gives, turned the right way round. */
function checkBox(x: unknown, y: unknown, width: unknown, height: unknown): Checked<Box> {
  if (!isCoordinate(x) || !isCoordinate(y) || !isCoordinate(width) || !isCoordinate(height)) {
    return invalid('x, y, width, height: not all are numbers on the board');
  }
  const box = {
    x: (width < 0 ? x + width : x) + 0,
    y: (height < 0 ? y + height : y) + 0,
    width: Math.abs(width),
    height: Math.abs(height),
  };
  return isBox(box) ? { ok: true, value: box } : invalid('x, y, width, height: off the board');
}

function checkText(text: unknown): Checked<string> {
  if (typeof text !== 'string') return invalid('text: not a string');
  if (text.length > TEXT_LENGTH_MAX) return invalid(`text: longer than ${TEXT_LENGTH_MAX}`);
  return { ok: true, value: cleanText(text) };
}

/** Checks the properties that a new element and a patch have in common, when they are given. */
function checkCommon(input: Omit<ElementPatch, 'id'>): InvalidInput | undefined {
  const { rotation, color, fill, fillStyle, opacity, size, pressure, index, precision } = input;
  if (rotation !== undefined && !isRotation(rotation)) return invalid('rotation: no angle');
  if (color !== undefined && !isColor(color)) return invalid('color: no palette name or #rrggbb');
  if (fill !== undefined && !isFill(fill)) return invalid('fill: no palette name, #rrggbb or none');
  if (fillStyle !== undefined && !isFillStyle(fillStyle)) {
    return invalid(`fillStyle: none of ${FILL_STYLES.join(', ')}`);
  }
  if (opacity !== undefined && !isOpacity(opacity)) {
    return invalid('opacity: not within 0 and 1');
  }
  if (size !== undefined && !isElementSize(size)) return invalid('size: out of range');
  if (pressure !== undefined && !isPressureMode(pressure)) return invalid('pressure: no such mode');
  const { groups, locked, hidden } = input;
  if (groups !== undefined && !isGroupPath(groups)) return invalid('groups: no list of group ids');
  if (locked !== undefined && !isFlag(locked)) return invalid('locked: neither true nor false');
  if (hidden !== undefined && !isFlag(hidden)) return invalid('hidden: neither true nor false');
  if (index !== undefined && !isOrderKey(index)) return invalid('index: no order key');
  if (precision !== undefined && !isPointPrecision(precision)) {
    return invalid('precision: no power of two from 1 to 4096');
  }
  for (const name of REGISTER_NAMES) {
    const { accepts, refusal } = REGISTERS[name];
    if (input[name] !== undefined && !accepts(input[name])) return invalid(`${name}: ${refusal}`);
  }
  return undefined;
}

export function prepareElement(input: NewElement): Checked<PreparedElement> {
  const { type } = input;
  if (!ELEMENT_TYPES.includes(type)) return invalid('type: no such type of element');
  if (input.id !== undefined && !isElementId(input.id)) {
    return invalid('id: not 1 to 64 letters, digits, _ or -');
  }
  const wrong = checkCommon(input);
  if (wrong) return wrong;

  const { x, y, width, height } = input;
  const precision = input.precision ?? DEFAULT_POINT_PRECISION;
  let flat: FlatPoints | undefined;
  if (hasPoints(type)) {
    let given = input.points;
    if (given === undefined && (type === 'line' || type === 'arrow')) {
      // A line that is told only its box runs through it, the way its sides point.
      if (!isCoordinate(x) || !isCoordinate(y) || !isCoordinate(width) || !isCoordinate(height)) {
        return invalid('points: neither they nor a box are given');
      }
      given = [
        [x, y],
        [x + width, y + height],
      ];
    }
    const checked = flattenPoints(given ?? []);
    if (!checked.ok) return checked;
    flat = checked.value;
  } else if (input.points !== undefined) {
    return invalid(`points: a ${type} has none`);
  }

  let box: Box;
  const hasBox = x !== undefined || y !== undefined || width !== undefined || height !== undefined;
  if (flat !== undefined && !hasBox) {
    box = boxAround(flat.triples, precision);
  } else {
    // Without a width a text is as wide as its lines; its height always follows from them.
    const own = type === 'text' ? 0 : undefined;
    const checked = checkBox(x, y, width ?? own, height ?? own);
    if (!checked.ok) return checked;
    box = checked.value;
  }

  let text = '';
  if (input.text !== undefined && input.text !== '') {
    if (!canHoldText(type)) return invalid(`text: a ${type} has none`);
    const checked = checkText(input.text);
    if (!checked.ok) return checked;
    text = checked.value;
  }

  const hasPressure = type === 'stroke' && flat?.hasPressure === true;
  return {
    ok: true,
    value: {
      record: {
        type,
        box,
        rotation: normalizeDegrees(input.rotation ?? 0),
        color: input.color ?? 'black',
        fill: input.fill ?? 'none',
        fillStyle: input.fillStyle ?? 'soft',
        opacity: input.opacity ?? 1,
        size:
          input.size ??
          (type === 'text' || type === 'note' ? DEFAULT_FONT_SIZE : DEFAULT_STROKE_WIDTH),
        pressure: input.pressure ?? (type === 'stroke' && !hasPressure ? 'simulated' : 'real'),
        groups: input.groups ?? NO_GROUPS,
        locked: input.locked ?? false,
        hidden: input.hidden ?? false,
        ...registersOf(input),
        points: flat
          ? packPoints(flat.triples, box, { precision, hasPressure, ownReference: false })
          : null,
      },
      index: input.index,
      text,
    },
  };
}

/** Those that are stored as they are given. */
const PLAIN_PROPERTIES = [
  'color',
  'fill',
  'fillStyle',
  'opacity',
  'size',
  'pressure',
  'index',
  'groups',
  'locked',
  'hidden',
  ...REGISTER_NAMES,
] as const;

export interface PreparedPatch {
  /** What is to be stored, in the form in which it is stored. */
  readonly values: readonly (readonly [OverridableProperty, unknown])[];
  readonly text: string | undefined;
}

/** Checks a patch against the element as it is and gives only what it really changes. */
export function preparePatch(current: BoardElement, patch: ElementPatch): Checked<PreparedPatch> {
  const wrong = checkCommon(patch);
  if (wrong) return wrong;
  const values: (readonly [OverridableProperty, unknown])[] = [];

  const { x, y, width, height } = patch;
  const hasBox = x !== undefined || y !== undefined || width !== undefined || height !== undefined;
  let { box } = current;
  if (hasBox) {
    const checked = checkBox(x ?? box.x, y ?? box.y, width ?? box.width, height ?? box.height);
    if (!checked.ok) return checked;
    box = checked.value;
  }
  if (patch.points !== undefined) {
    if (!hasPoints(current.type)) return invalid(`points: a ${current.type} has none`);
    const checked = flattenPoints(patch.points);
    if (!checked.ok) return checked;
    const { triples, hasPressure } = checked.value;
    const precision = patch.precision ?? DEFAULT_POINT_PRECISION;
    if (!hasBox) box = boxAround(triples, precision);
    values.push([
      'points',
      packPoints(triples, box, {
        precision,
        hasPressure: hasPressure && current.type === 'stroke',
        ownReference: true,
      }),
    ]);
  }
  const was = current.box;
  if (box.x !== was.x || box.y !== was.y || box.width !== was.width || box.height !== was.height) {
    values.push(['box', storedBox(box)]);
  }
  if (patch.rotation !== undefined) {
    const rotation = normalizeDegrees(patch.rotation);
    if (rotation !== current.rotation) values.push(['rotation', rotation]);
  }
  for (const property of PLAIN_PROPERTIES) {
    const value = patch[property];
    if (value === undefined || equalStoredValues(value, current[property])) continue;
    values.push([property, Array.isArray(value) ? [...value] : value]);
  }

  let text: string | undefined;
  if (patch.text !== undefined) {
    if (!canHoldText(current.type)) return invalid(`text: a ${current.type} has none`);
    const checked = checkText(patch.text);
    if (!checked.ok) return checked;
    text = checked.value;
  }
  return { ok: true, value: { values, text } };
}

/** Several patches of one element in one call are one; the later value of a property wins. */
export function mergePatches(patches: readonly ElementPatch[]): Map<ElementId, ElementPatch> {
  const merged = new Map<ElementId, ElementPatch>();
  for (const patch of patches) {
    const given = Object.fromEntries(
      Object.entries(patch).filter(([, value]) => value !== undefined),
    );
    merged.set(patch.id, { ...merged.get(patch.id), ...given, id: patch.id });
  }
  return merged;
}
