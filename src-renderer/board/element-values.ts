import type { Box } from '../geometry/box.ts';
import {
  type Color,
  FILL_STYLES,
  type Fill,
  type FillStyle,
  GROUP_DEPTH_MAX,
  type GroupPath,
  isElementId,
  PALETTE_NAMES,
  type PaletteName,
  PRESSURE_MODES,
  type PressureMode,
} from './element.ts';

/** No coordinate and no side of a box is larger, in board units. */
export const BOARD_COORDINATE_MAX = 1e7;
export const ELEMENT_SIZE_MAX = 10_000;
export const INDEX_LENGTH_MAX = 512;

const HEX_COLOR = /^#[0-9a-f]{6}$/i;
const palette: ReadonlySet<string> = new Set(PALETTE_NAMES);
const pressureModes: ReadonlySet<string> = new Set(PRESSURE_MODES);

export function isPaletteName(value: unknown): value is PaletteName {
  return typeof value === 'string' && palette.has(value);
}

export function isColor(value: unknown): value is Color {
  return isPaletteName(value) || (typeof value === 'string' && HEX_COLOR.test(value));
}

export function isFill(value: unknown): value is Fill {
  return value === 'none' || isColor(value);
}

export function isFillStyle(value: unknown): value is FillStyle {
  return FILL_STYLES.some((style) => style === value);
}

export function isOpacity(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

export function isPressureMode(value: unknown): value is PressureMode {
  return typeof value === 'string' && pressureModes.has(value);
}

export function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

/** Ids from the outermost group inwards, none of them twice. */
export function isGroupPath(value: unknown): value is GroupPath {
  return (
    Array.isArray(value) &&
    value.length <= GROUP_DEPTH_MAX &&
    value.every(isElementId) &&
    new Set(value).size === value.length
  );
}

/** A finite number within the board. */
export function isCoordinate(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= BOARD_COORDINATE_MAX;
}

export function isElementSize(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= ELEMENT_SIZE_MAX;
}

/** Any finite number of degrees that is not absurd; the reader turns it into [0, 360). */
export function isRotation(value: unknown): value is number {
  return isCoordinate(value);
}

export function isBox(box: Box): boolean {
  return (
    isCoordinate(box.x) &&
    isCoordinate(box.y) &&
    isCoordinate(box.width) &&
    isCoordinate(box.height) &&
    box.width >= 0 &&
    box.height >= 0
  );
}

/** The box of a stored `[x, y, width, height]`; undefined when it is none. */
export function parseStoredBox(value: unknown): Box | undefined {
  if (!Array.isArray(value) || value.length !== 4) return undefined;
  const [x, y, width, height]: unknown[] = value;
  if (!isCoordinate(x) || !isCoordinate(y) || !isCoordinate(width) || !isCoordinate(height)) {
    return undefined;
  }
  const box = Object.freeze({ x, y, width, height });
  return isBox(box) ? box : undefined;
}

export function storedBox(box: Box): [number, number, number, number] {
  return [box.x, box.y, box.width, box.height];
}

/** Whether two stored values are the same: numbers, strings, arrays of them, or bytes. */
export function equalStoredValues(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (a instanceof Uint8Array && b instanceof Uint8Array) {
    return a.length === b.length && a.every((byte, i) => byte === b[i]);
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, i) => equalStoredValues(value, b[i]));
  }
  return false;
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const LINE_END = /\r\n?|\u2028|\u2029/g;
/** Control characters that are no part of a text: all but tab and line feed. */
export const CONTROL_CHARACTERS = /(?![\t\n])\p{Cc}/gu;

/**
 * Text as it is stored: one kind of line end, no control characters, and half a surrogate pair as
 * U+FFFD, which it would become anyway on its way through UTF-8.
 */
export function cleanText(text: string): string {
  return text
    .replace(LINE_END, '\n')
    .replace(CONTROL_CHARACTERS, '')
    .replace(LONE_SURROGATE, '\uFFFD');
}
