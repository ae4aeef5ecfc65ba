import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Box } from '../geometry/box.ts';

/**
 * A run of points as bytes, relative to the top-left corner of a reference box.
 *
 * Layout: one byte `version << 4 | flags`, one byte log2(precision), the number of points as varint,
 * the reference width and height (float64 each) if the flag says so, one pressure byte if all are
 * equal, then per point the deltas of x, y and, unless constant, pressure as signed varints. Deltas
 * are of first order (the step) or second order (the change of the step), whichever is shorter.
 */
const FORMAT_VERSION = 1;

const PRESSURE_NONE = 0;
const PRESSURE_CONSTANT = 1;
const PRESSURE_VARYING = 2;
const PRESSURE_MASK = 0b0011;
const FLAG_SECOND_ORDER = 0b0100;
const FLAG_OWN_REFERENCE = 0b1000;

/** The default grid of points: 1/16 board unit. */
export const DEFAULT_POINT_PRECISION = 16;
export const POINT_PRECISION_MAX = 4096;
const PRECISION_LOG2_MAX = Math.log2(POINT_PRECISION_MAX);

/** What a point without pressure is taken for. */
export const NEUTRAL_PRESSURE = 0.5;
const PRESSURE_STEPS = 255;

/** Numbers per point in the flat arrays: x, y, pressure. */
export const POINT_STRIDE = 3;

/** No coordinate relative to the box may be larger, in board units: what is larger is malformed. */
const RELATIVE_COORDINATE_MAX = 1e8;

export type UnpackPointsResult =
  | { readonly ok: true; readonly points: Float32Array }
  | { readonly ok: false; readonly code: 'malformed-points'; readonly message: string };

export interface PackPointsOptions {
  /** The grid is 1/precision board unit: a power of two from 1 to 4096. */
  readonly precision?: number | undefined;
  /** `false`: every point has the neutral pressure, and no byte is spent on it. */
  readonly hasPressure: boolean;
  /**
   * Whether the size of the box is written too. Without it the reader must be given the same
   * reference box, as a record does, which holds both.
   */
  readonly ownReference: boolean;
}

export function isPointPrecision(value: number): boolean {
  return (
    Number.isInteger(value) &&
    value >= 1 &&
    value <= POINT_PRECISION_MAX &&
    (value & (value - 1)) === 0
  );
}

/** The grid that packed points lie on, in steps per board unit; null when the bytes are not points. */
export function packedPrecision(bytes: Uint8Array): number | null {
  const [head = 0, log2 = PRECISION_LOG2_MAX + 1] = bytes;
  return head >> 4 === FORMAT_VERSION && log2 <= PRECISION_LOG2_MAX ? 2 ** log2 : null;
}

/**
 * Packs x, y, pressure triples (board coordinates; pressure 0..1) relative to `box`.
 * Every point is kept; its place is rounded to the grid. The caller has checked that all numbers
 * are finite and within the board.
 */
export function packPoints(
  triples: ArrayLike<number>,
  box: Box,
  options: PackPointsOptions,
): Uint8Array {
  const precision = options.precision ?? DEFAULT_POINT_PRECISION;
  const count = Math.floor(triples.length / POINT_STRIDE);
  const xs = new Float64Array(count);
  const ys = new Float64Array(count);
  const pressures = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const at = i * POINT_STRIDE;
    xs[i] = Math.round(((triples[at] ?? 0) - box.x) * precision);
    ys[i] = Math.round(((triples[at + 1] ?? 0) - box.y) * precision);
    const pressure = Math.min(1, Math.max(0, triples[at + 2] ?? NEUTRAL_PRESSURE));
    pressures[i] = Math.round(pressure * PRESSURE_STEPS);
  }
  const first = pressures[0] ?? 0;
  const varying = options.hasPressure && pressures.some((pressure) => pressure !== first);
  let flags = PRESSURE_NONE;
  if (options.hasPressure) flags = varying ? PRESSURE_VARYING : PRESSURE_CONSTANT;
  const secondOrder = secondOrderIsShorter(xs, ys);
  if (secondOrder) flags |= FLAG_SECOND_ORDER;
  if (options.ownReference) flags |= FLAG_OWN_REFERENCE;

  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, (FORMAT_VERSION << 4) | flags);
  encoding.writeUint8(encoder, Math.log2(precision));
  encoding.writeVarUint(encoder, count);
  if (options.ownReference) {
    encoding.writeFloat64(encoder, box.width);
    encoding.writeFloat64(encoder, box.height);
  }
  if (options.hasPressure && !varying) encoding.writeUint8(encoder, first);

  let x = 0;
  let y = 0;
  let stepX = 0;
  let stepY = 0;
  let pressure = 0;
  for (let i = 0; i < count; i++) {
    const nextX = xs[i] ?? 0;
    const nextY = ys[i] ?? 0;
    const dx = nextX - x;
    const dy = nextY - y;
    // `+ 0` turns -0 into 0, which would otherwise be written as a number of its own.
    encoding.writeVarInt(encoder, dx - (secondOrder ? stepX : 0) + 0);
    encoding.writeVarInt(encoder, dy - (secondOrder ? stepY : 0) + 0);
    // The step to the first point is its distance from the corner, no hint of the stroke's speed.
    stepX = i === 0 ? 0 : dx;
    stepY = i === 0 ? 0 : dy;
    x = nextX;
    y = nextY;
    if (varying) {
      const nextPressure = pressures[i] ?? 0;
      encoding.writeVarInt(encoder, nextPressure - pressure + 0);
      pressure = nextPressure;
    }
  }
  return encoding.toUint8Array(encoder);
}

/** Bytes that lib0's signed varint takes: six bits in the first byte, seven in each further one. */
function varIntLength(value: number): number {
  let rest = Math.floor(Math.abs(value) / 64);
  let bytes = 1;
  while (rest > 0) {
    rest = Math.floor(rest / 128);
    bytes++;
  }
  return bytes;
}

function secondOrderIsShorter(xs: Float64Array, ys: Float64Array): boolean {
  let saved = 0;
  for (let i = 2; i < xs.length; i++) {
    for (const axis of [xs, ys]) {
      const step = (axis[i] ?? 0) - (axis[i - 1] ?? 0);
      const lastStep = (axis[i - 1] ?? 0) - (axis[i - 2] ?? 0);
      saved += varIntLength(step) - varIntLength(step - lastStep);
    }
  }
  return saved > 0;
}

function malformed(message: string): UnpackPointsResult {
  return { ok: false, code: 'malformed-points', message };
}

/**
 * Unpacks to x, y, pressure triples in board coordinates of `box`: moved and scaled from the
 * reference box (`reference`, unless the bytes hold their own) to where the box is now. A side
 * without extent is not scaled. Never throws: bytes may come from anybody.
 */
export function unpackPoints(bytes: Uint8Array, reference: Box, box: Box): UnpackPointsResult {
  try {
    return readPoints(decoding.createDecoder(bytes), bytes.length, reference, box);
  } catch (error) {
    return malformed(error instanceof Error ? error.message : String(error));
  }
}

function readPoints(
  decoder: decoding.Decoder,
  length: number,
  reference: Box,
  box: Box,
): UnpackPointsResult {
  const head = decoding.readUint8(decoder);
  if (head >> 4 !== FORMAT_VERSION) return malformed(`points of unknown format ${head >> 4}`);
  const pressureMode = head & PRESSURE_MASK;
  if (pressureMode > PRESSURE_VARYING) return malformed('unknown pressure mode');
  const precisionLog2 = decoding.readUint8(decoder);
  if (precisionLog2 > PRECISION_LOG2_MAX) return malformed('precision out of range');
  const precision = 2 ** precisionLog2;
  const count = decoding.readVarUint(decoder);
  // Each point takes two bytes at least, so a huge count in few bytes allocates nothing.
  if (count > length / 2) return malformed('more points announced than bytes given');
  let width = reference.width;
  let height = reference.height;
  if (head & FLAG_OWN_REFERENCE) {
    width = decoding.readFloat64(decoder);
    height = decoding.readFloat64(decoder);
    if (!(width >= 0 && height >= 0)) return malformed('the reference box has no size');
  }
  const constant = pressureMode === PRESSURE_CONSTANT ? decoding.readUint8(decoder) : 0;
  const secondOrder = (head & FLAG_SECOND_ORDER) !== 0;
  const scaleX = (width > 0 ? box.width / width : 1) / precision;
  const scaleY = (height > 0 ? box.height / height : 1) / precision;
  const limit = RELATIVE_COORDINATE_MAX * precision;

  const points = new Float32Array(count * POINT_STRIDE);
  let x = 0;
  let y = 0;
  let stepX = 0;
  let stepY = 0;
  let level = 0;
  for (let i = 0; i < count; i++) {
    const dx = decoding.readVarInt(decoder) + stepX;
    const dy = decoding.readVarInt(decoder) + stepY;
    x += dx;
    y += dy;
    if (Math.abs(x) > limit || Math.abs(y) > limit) return malformed('a point is off the board');
    if (secondOrder && i > 0) {
      stepX = dx;
      stepY = dy;
    }
    if (pressureMode === PRESSURE_VARYING) {
      level += decoding.readVarInt(decoder);
      if (level < 0 || level > PRESSURE_STEPS) return malformed('pressure out of range');
    }
    const at = i * POINT_STRIDE;
    points[at] = box.x + x * scaleX;
    points[at + 1] = box.y + y * scaleY;
    points[at + 2] =
      pressureMode === PRESSURE_NONE
        ? NEUTRAL_PRESSURE
        : (pressureMode === PRESSURE_CONSTANT ? constant : level) / PRESSURE_STEPS;
  }
  if (decoding.hasContent(decoder)) return malformed('bytes left over after the last point');
  return { ok: true, points };
}
