import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Box } from '../geometry/box.ts';
import {
  type Color,
  ELEMENT_TYPES,
  type ElementType,
  FILL_STYLES,
  type Fill,
  type FillStyle,
  type GroupPath,
  NO_GROUPS,
  PALETTE_NAMES,
  PRESSURE_MODES,
  type PressureMode,
} from './element.ts';
import {
  equalStoredValues,
  isBox,
  isElementSize,
  isGroupPath,
  isOpacity,
  isRotation,
} from './element-values.ts';
import { isOrderKey } from './order.ts';
import {
  INITIAL_REGISTERS,
  mapRegisters,
  REGISTER_NAMES,
  REGISTERS,
  type RegisterName,
  type RegisterValues,
} from './registers.ts';

/**
 * The immutable packed record of an element: all its initial properties in one run of bytes.
 *
 * Layout: format version, type code, then properties as `code, length, bytes`. A property equal to
 * its default is left out. A code that this version does not know is skipped; since a record is
 * never written again, what a newer version put there stays. The codes are for ever: one that falls
 * out of use is not given to anything else.
 */
const RECORD_FORMAT_VERSION = 1;

/** The code of each property that a record can hold. */
export const RECORD_PROPERTY_CODES = {
  box: 1,
  rotation: 2,
  color: 3,
  fill: 4,
  size: 5,
  points: 6,
  index: 7,
  pressure: 8,
  fillStyle: 9,
  opacity: 10,
  // From 32 on: how an element stands among the others, not how it looks.
  groups: 32,
  locked: 33,
  hidden: 34,
  ...mapRegisters((name) => REGISTERS[name].code),
} as const;

const REGISTER_OF_CODE: ReadonlyMap<number, RegisterName> = new Map(
  REGISTER_NAMES.map((name) => [REGISTERS[name].code, name]),
);

/** A box on this grid takes a third of the bytes; any other is written in full. */
const BOX_GRID = 16;
const BOX_ON_GRID = 1;
const BOX_EXACT = 0;
const GRID_COORDINATE_MAX = 2 ** 40;

/** Their places in this list are part of the format: new names go to the end. */
const paletteNames: readonly string[] = PALETTE_NAMES;
const COLOR_RGB = 255;
const FILL_NONE = 254;

/** What a property is that the record leaves out. Part of the format: never to be changed. */
const RECORD_DEFAULTS = {
  rotation: 0,
  color: 'black',
  fill: 'none',
  size: 4,
  pressure: 'real',
  fillStyle: 'soft',
  opacity: 1,
  groups: NO_GROUPS,
  locked: false,
  hidden: false,
} as const;

export interface ElementRecord extends RegisterValues {
  readonly type: ElementType;
  readonly box: Box;
  readonly rotation: number;
  readonly color: Color;
  readonly fill: Fill;
  readonly fillStyle: FillStyle;
  readonly opacity: number;
  readonly size: number;
  readonly index: string;
  readonly pressure: PressureMode;
  readonly groups: GroupPath;
  readonly locked: boolean;
  readonly hidden: boolean;
  /** Packed, relative to `box`; null for types without points. */
  readonly points: Uint8Array | null;
}

export type DecodeRecordResult =
  | { readonly ok: true; readonly record: ElementRecord }
  | { readonly ok: false; readonly code: 'malformed-record'; readonly message: string };

export function encodeRecord(record: ElementRecord): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, RECORD_FORMAT_VERSION);
  encoding.writeUint8(encoder, ELEMENT_TYPES.indexOf(record.type));
  writeProperty(encoder, RECORD_PROPERTY_CODES.box, (inner) => writeBox(inner, record.box));
  if (record.rotation !== RECORD_DEFAULTS.rotation) {
    writeProperty(encoder, RECORD_PROPERTY_CODES.rotation, (inner) =>
      encoding.writeAny(inner, record.rotation),
    );
  }
  if (record.color !== RECORD_DEFAULTS.color) {
    writeProperty(encoder, RECORD_PROPERTY_CODES.color, (inner) => writeColor(inner, record.color));
  }
  if (record.fill !== RECORD_DEFAULTS.fill) {
    writeProperty(encoder, RECORD_PROPERTY_CODES.fill, (inner) => writeColor(inner, record.fill));
  }
  if (record.size !== RECORD_DEFAULTS.size) {
    writeProperty(encoder, RECORD_PROPERTY_CODES.size, (inner) =>
      encoding.writeAny(inner, record.size),
    );
  }
  writeProperty(encoder, RECORD_PROPERTY_CODES.index, (inner) => {
    for (let i = 0; i < record.index.length; i++) {
      encoding.writeUint8(inner, record.index.charCodeAt(i));
    }
  });
  if (record.pressure !== RECORD_DEFAULTS.pressure) {
    writeProperty(encoder, RECORD_PROPERTY_CODES.pressure, (inner) =>
      encoding.writeUint8(inner, PRESSURE_MODES.indexOf(record.pressure)),
    );
  }
  if (record.fillStyle !== RECORD_DEFAULTS.fillStyle) {
    writeProperty(encoder, RECORD_PROPERTY_CODES.fillStyle, (inner) =>
      encoding.writeUint8(inner, FILL_STYLES.indexOf(record.fillStyle)),
    );
  }
  if (record.opacity !== RECORD_DEFAULTS.opacity) {
    writeProperty(encoder, RECORD_PROPERTY_CODES.opacity, (inner) =>
      encoding.writeAny(inner, record.opacity),
    );
  }
  if (record.groups.length > 0) {
    writeProperty(encoder, RECORD_PROPERTY_CODES.groups, (inner) => {
      for (const group of record.groups) encoding.writeVarString(inner, group);
    });
  }
  for (const flag of ['locked', 'hidden'] as const) {
    if (!record[flag]) continue;
    writeProperty(encoder, RECORD_PROPERTY_CODES[flag], (inner) => encoding.writeUint8(inner, 1));
  }
  for (const name of REGISTER_NAMES) {
    if (equalStoredValues(record[name], REGISTERS[name].initial)) continue;
    writeProperty(encoder, REGISTERS[name].code, (inner) =>
      encoding.writeAny(inner, record[name] as Parameters<typeof encoding.writeAny>[1]),
    );
  }
  const { points } = record;
  if (points !== null) {
    encoding.writeVarUint(encoder, RECORD_PROPERTY_CODES.points);
    encoding.writeVarUint8Array(encoder, points);
  }
  return encoding.toUint8Array(encoder);
}

function writeProperty(
  encoder: encoding.Encoder,
  code: number,
  write: (inner: encoding.Encoder) => void,
): void {
  const inner = encoding.createEncoder();
  write(inner);
  encoding.writeVarUint(encoder, code);
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
}

function writeBox(encoder: encoding.Encoder, box: Box): void {
  const sides = [box.x, box.y, box.width, box.height];
  const onGrid = sides.every(
    (side) => Number.isInteger(side * BOX_GRID) && Math.abs(side * BOX_GRID) < GRID_COORDINATE_MAX,
  );
  encoding.writeUint8(encoder, onGrid ? BOX_ON_GRID : BOX_EXACT);
  for (const side of sides) {
    // `+ 0` turns -0 into 0.
    if (onGrid) encoding.writeVarInt(encoder, side * BOX_GRID + 0);
    else encoding.writeFloat64(encoder, side);
  }
}

function writeColor(encoder: encoding.Encoder, color: Fill): void {
  if (color === 'none') {
    encoding.writeUint8(encoder, FILL_NONE);
  } else if (color.startsWith('#')) {
    encoding.writeUint8(encoder, COLOR_RGB);
    for (let at = 1; at < 7; at += 2) {
      encoding.writeUint8(encoder, Number.parseInt(color.slice(at, at + 2), 16));
    }
  } else {
    encoding.writeUint8(encoder, paletteNames.indexOf(color));
  }
}

/** Reads a record. Never throws: the bytes may come from anybody. */
export function decodeRecord(bytes: Uint8Array): DecodeRecordResult {
  try {
    return { ok: true, record: readRecord(decoding.createDecoder(bytes)) };
  } catch (error) {
    return {
      ok: false,
      code: 'malformed-record',
      message: error instanceof Error ? error.message : String(error),
    };
  }
}

/**
 * The points of a record that is known to be sound, and the box that they are relative to. All else is
 * skipped, which is several times faster; undefined when there are none.
 */
export function readPlacedPoints(
  bytes: Uint8Array,
): { readonly box: Box; readonly points: Uint8Array } | undefined {
  const decoder = decoding.createDecoder(bytes);
  decoder.pos = 2;
  let box: Box | undefined;
  let points: Uint8Array | undefined;
  while (decoding.hasContent(decoder)) {
    const code = decoding.readVarUint(decoder);
    const end = decoding.readVarUint(decoder) + decoder.pos;
    if (code === RECORD_PROPERTY_CODES.box) box = readBox(decoder);
    else if (code === RECORD_PROPERTY_CODES.points) points = bytes.subarray(decoder.pos, end);
    decoder.pos = end;
  }
  return box && points && { box, points };
}

/** Ends the reading of a record; never leaves this module. */
class MalformedRecordError extends Error {
  readonly code = 'malformed-record';
}

function readRecord(decoder: decoding.Decoder): ElementRecord {
  const version = decoding.readUint8(decoder);
  if (version !== RECORD_FORMAT_VERSION) {
    throw new MalformedRecordError(`record of unknown format ${version}`);
  }
  const typeCode = decoding.readUint8(decoder);
  const type = ELEMENT_TYPES[typeCode];
  if (type === undefined) throw new MalformedRecordError(`unknown type of element ${typeCode}`);

  let box: Box | undefined;
  let index = '';
  let rotation: number = RECORD_DEFAULTS.rotation;
  let color: Color = RECORD_DEFAULTS.color;
  let fill: Fill = RECORD_DEFAULTS.fill;
  let size: number = RECORD_DEFAULTS.size;
  let pressure: PressureMode = RECORD_DEFAULTS.pressure;
  let fillStyle: FillStyle = RECORD_DEFAULTS.fillStyle;
  let opacity: number = RECORD_DEFAULTS.opacity;
  let groups: GroupPath = RECORD_DEFAULTS.groups;
  let locked: boolean = RECORD_DEFAULTS.locked;
  let hidden: boolean = RECORD_DEFAULTS.hidden;
  let points: Uint8Array | null = null;
  const registers: Record<string, unknown> = {};

  while (decoding.hasContent(decoder)) {
    const code = decoding.readVarUint(decoder);
    const length = decoding.readVarUint(decoder);
    const end = decoder.pos + length;
    if (end > decoder.arr.length) throw new MalformedRecordError('a property is cut off');
    switch (code) {
      case RECORD_PROPERTY_CODES.box:
        box = readBox(decoder);
        break;
      case RECORD_PROPERTY_CODES.rotation:
        rotation = readNumber(decoder, 'rotation', isRotation);
        break;
      case RECORD_PROPERTY_CODES.color: {
        const read = readColor(decoder);
        if (read === 'none') throw new MalformedRecordError('color: none is a fill only');
        color = read;
        break;
      }
      case RECORD_PROPERTY_CODES.fill:
        fill = readColor(decoder);
        break;
      case RECORD_PROPERTY_CODES.size:
        size = readNumber(decoder, 'size', isElementSize);
        break;
      case RECORD_PROPERTY_CODES.index:
        index = String.fromCharCode(...decoder.arr.subarray(decoder.pos, end));
        decoder.pos = end;
        break;
      case RECORD_PROPERTY_CODES.pressure: {
        const mode = PRESSURE_MODES[decoding.readUint8(decoder)];
        if (mode === undefined) throw new MalformedRecordError('unknown pressure mode');
        pressure = mode;
        break;
      }
      case RECORD_PROPERTY_CODES.fillStyle: {
        const style = FILL_STYLES[decoding.readUint8(decoder)];
        if (style === undefined) throw new MalformedRecordError('unknown style of fill');
        fillStyle = style;
        break;
      }
      case RECORD_PROPERTY_CODES.opacity:
        opacity = readNumber(decoder, 'opacity', isOpacity);
        break;
      case RECORD_PROPERTY_CODES.groups:
        groups = readGroups(decoder, end);
        break;
      case RECORD_PROPERTY_CODES.locked:
        locked = decoding.readUint8(decoder) === 1;
        break;
      case RECORD_PROPERTY_CODES.hidden:
        hidden = decoding.readUint8(decoder) === 1;
        break;
      case RECORD_PROPERTY_CODES.points:
        // A view, not a copy: the bytes live in the document anyway.
        points = decoder.arr.subarray(decoder.pos, end);
        decoder.pos = end;
        break;
      default: {
        const name = REGISTER_OF_CODE.get(code);
        if (name === undefined) decoder.pos = end;
        else registers[name] = readRegister(decoder, name);
      }
    }
    if (decoder.pos !== end) throw new MalformedRecordError('a property has another length');
  }
  if (box === undefined) throw new MalformedRecordError('no box');
  if (!isOrderKey(index)) throw new MalformedRecordError('no valid index');
  const style = { color, fill, fillStyle, opacity, size, pressure };
  const standing = { index, groups, locked, hidden };
  return { type, box, rotation, ...style, ...INITIAL_REGISTERS, ...registers, ...standing, points };
}

function readGroups(decoder: decoding.Decoder, end: number): GroupPath {
  const groups: string[] = [];
  while (decoder.pos < end) groups.push(decoding.readVarString(decoder));
  if (!isGroupPath(groups)) throw new MalformedRecordError('groups: no way through groups');
  return Object.freeze(groups);
}

function readRegister(decoder: decoding.Decoder, name: RegisterName): unknown {
  const value: unknown = decoding.readAny(decoder);
  if (!REGISTERS[name].accepts(value)) {
    throw new MalformedRecordError(`${name}: ${REGISTERS[name].refusal}`);
  }
  return value;
}

function readBox(decoder: decoding.Decoder): Box {
  const form = decoding.readUint8(decoder);
  if (form > BOX_ON_GRID) throw new MalformedRecordError('box: unknown form');
  const side =
    form === BOX_ON_GRID
      ? () => decoding.readVarInt(decoder) / BOX_GRID
      : () => decoding.readFloat64(decoder);
  const box = Object.freeze({ x: side(), y: side(), width: side(), height: side() });
  if (!isBox(box)) throw new MalformedRecordError('box: not on the board');
  return box;
}

function readNumber(
  decoder: decoding.Decoder,
  property: string,
  accepts: (value: unknown) => value is number,
): number {
  const value: unknown = decoding.readAny(decoder);
  if (!accepts(value)) throw new MalformedRecordError(`${property}: not a number in range`);
  return value;
}

function readColor(decoder: decoding.Decoder): Fill {
  const code = decoding.readUint8(decoder);
  if (code === FILL_NONE) return 'none';
  if (code === COLOR_RGB) {
    let digits = '';
    for (let i = 0; i < 3; i++) digits += decoding.readUint8(decoder).toString(16).padStart(2, '0');
    return `#${digits}`;
  }
  const name = PALETTE_NAMES[code];
  if (name === undefined) throw new MalformedRecordError(`unknown colour ${code}`);
  return name;
}
