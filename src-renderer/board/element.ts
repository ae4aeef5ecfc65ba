import type { Box } from '../geometry/box.ts';
import type { GivenRegisters, RegisterValues } from './registers.ts';

/** 1 to 64 of A-Z a-z 0-9 _ - ; a nanoid unless the caller gives its own. */
export type ElementId = string;
/** The random id of a person's profile, the same in all of his or her sessions. */
export type PersonId = string;

/** Their places in this list are part of the format of records: new ones go to the end. */
export const ELEMENT_TYPES = [
  'stroke',
  'rectangle',
  'ellipse',
  'line',
  'arrow',
  'text',
  'diamond',
  'triangle',
  'hexagon',
  'star',
  'cloud',
  'cylinder',
  'parallelogram',
  'callout',
  'note',
  'highlight',
  'image',
] as const;
export type ElementType = (typeof ELEMENT_TYPES)[number];

export const PALETTE_NAMES = [
  'black',
  'grey',
  'white',
  'red',
  'orange',
  'amber',
  'yellow',
  'lime',
  'green',
  'teal',
  'cyan',
  'blue',
  'indigo',
  'violet',
  'pink',
] as const;
export type PaletteName = (typeof PALETTE_NAMES)[number];
/** A palette name, which follows the theme, or a fixed `#rrggbb`. */
export type Color = PaletteName | `#${string}`;
export type Fill = Color | 'none';

/**
 * A palette colour fills with its soft partner or with itself; a fixed colour is the same in both.
 * `hatch` rules the inside with lines. Their places are part of the format of records.
 */
export const FILL_STYLES = ['soft', 'solid', 'hatch'] as const;
export type FillStyle = (typeof FILL_STYLES)[number];

/** How a stroke's width follows the pen: its pressure, an imitation from its speed, or not at all. */
export const PRESSURE_MODES = ['real', 'simulated', 'off'] as const;
export type PressureMode = (typeof PRESSURE_MODES)[number];

/** Groups that an element is in, the outermost first. */
export type GroupPath = readonly GroupId[];
/** Of the same form as an element's id. */
export type GroupId = string;
export const NO_GROUPS: GroupPath = Object.freeze([]);
/** Groups are nested no deeper. */
export const GROUP_DEPTH_MAX = 16;

/** An element as it is now: its record and what was changed since, resolved and frozen. */
export interface BoardElement extends RegisterValues {
  readonly id: ElementId;
  readonly type: ElementType;
  /** Unrotated, in board units. */
  readonly box: Box;
  /** Degrees clockwise about the box's centre, in [0, 360). */
  readonly rotation: number;
  /** Fractional order key; the total order is (index, id). */
  readonly index: string;
  readonly color: Color;
  readonly fill: Fill;
  readonly fillStyle: FillStyle;
  /** 0 (not to be seen) to 1. */
  readonly opacity: number;
  /** Stroke width in board units; for text its font size. */
  readonly size: number;
  /** Has a meaning for strokes only. */
  readonly pressure: PressureMode;
  /** As they were written; what people see as groups is in the `GroupTree`. */
  readonly groups: GroupPath;
  /** Neither tools nor commands change it until it is unlocked. */
  readonly locked: boolean;
  /** Not to be seen, and so not to be selected either. */
  readonly hidden: boolean;
  /** Another number each time anything of the element changes; of this session only, never stored. */
  readonly version: number;
  readonly createdBy: PersonId | null;
}

/** A point with or without pressure (0..1), in board coordinates. */
export type InputPoint = readonly [number, number] | readonly [number, number, number];

/** What may be given of an element, new or changed; board units throughout. */
interface ElementFields extends GivenRegisters {
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly rotation?: number | undefined;
  readonly color?: Color | undefined;
  readonly fill?: Fill | undefined;
  readonly fillStyle?: FillStyle | undefined;
  readonly opacity?: number | undefined;
  readonly size?: number | undefined;
  readonly pressure?: PressureMode | undefined;
  readonly groups?: GroupPath | undefined;
  readonly locked?: boolean | undefined;
  readonly hidden?: boolean | undefined;
  /**
   * Stroke, line and arrow only; in board coordinates. Without any of x, y, width, height the box
   * becomes that around them.
   */
  readonly points?: readonly InputPoint[] | undefined;
  /** Any type but stroke and image. */
  readonly text?: string | undefined;
  /** Order key. A new element without one goes on top of everything. */
  readonly index?: string | undefined;
  /** Points are kept to 1/precision board unit: a power of two from 1 to 4096, 16 by default. */
  readonly precision?: number | undefined;
}

export interface NewElement extends ElementFields {
  readonly id?: ElementId | undefined;
  readonly type: ElementType;
}

/** What to change of one element; absent = stays as it is. */
export interface ElementPatch extends ElementFields {
  readonly id: ElementId;
}

export interface Author {
  readonly personId: PersonId;
  readonly name: string;
}

/** `undoable`: a step of this session's undo; `silent`: not one. */
export type WriteIntent = 'undoable' | 'silent';

export type WriteFailureCode =
  | 'read-only'
  | 'invalid'
  | 'text-too-long'
  | 'duplicate-id'
  | 'not-found';

export interface WriteFailure {
  readonly ok: false;
  readonly code: WriteFailureCode;
  /** For a log or a script's author, in English; the interface words `code` itself. */
  readonly message: string;
}

export type AddResult = { readonly ok: true; readonly ids: readonly ElementId[] } | WriteFailure;

/** `skipped`: ids that are not on the board (any more). */
export type WriteResult =
  | { readonly ok: true; readonly skipped: readonly ElementId[] }
  | WriteFailure;

const ELEMENT_ID = /^[A-Za-z0-9_-]{1,64}$/;

export function isElementId(value: unknown): value is ElementId {
  return typeof value === 'string' && ELEMENT_ID.test(value);
}

/** Whether elements of the type are drawn along points. */
export function hasPoints(type: ElementType): boolean {
  return type === 'stroke' || type === 'highlight' || type === 'line' || type === 'arrow';
}

/** Whether elements of the type can hold text. */
export function canHoldText(type: ElementType): boolean {
  return type !== 'stroke' && type !== 'highlight' && type !== 'image';
}
