import type { MergePolicy } from './merge-policies.ts';

/**
 * Properties of an element that are one value each, stored as it is given: a new one is one entry
 * here. Records, changes, copies, scripts and gestures that are shown to others take them from here.
 */

/** How an outline is drawn; `sketch` as by hand. */
export const DASHES = ['solid', 'dashed', 'dotted', 'sketch'] as const;
export type Dash = (typeof DASHES)[number];

/** How a line goes from one end to the other. */
export const ROUTES = ['straight', 'curved', 'elbow'] as const;
export type Route = (typeof ROUTES)[number];

/** What an arrow has at an end. */
export const HEADS = ['none', 'arrow', 'triangle', 'diamond', 'dot', 'bar'] as const;
export type Head = (typeof HEADS)[number];

/** `edge`: the line ends where it meets the outline; `point`: at the very place. */
export const HOLDS = ['edge', 'point'] as const;
export type Hold = (typeof HOLDS)[number];

/**
 * What an end of a line holds on to: the element's id, and the place that is aimed at as parts of its
 * box, 0 to 1 from the left and from the top before it is turned.
 */
export type Binding = readonly [id: string, x: number, y: number, hold: Hold];

const BINDING_ID = /^[A-Za-z0-9_-]{1,64}$/;

function isBindingOrNone(value: unknown): value is Binding | null {
  if (value === null) return true;
  if (!Array.isArray(value) || value.length !== 4) return false;
  const [id, x, y, hold]: unknown[] = value;
  const isPart = within(0, 1);
  return (
    typeof id === 'string' && BINDING_ID.test(id) && isPart(x) && isPart(y) && oneOf(HOLDS)(hold)
  );
}

/** SHA-256 of a picture's file as base64url: its name wherever it is kept or asked for. */
export type PictureHash = string;

/** 32 bytes; the last character has two bits that mean nothing and are 0. */
const PICTURE_HASH = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

export function isPictureHash(value: unknown): value is PictureHash {
  return typeof value === 'string' && PICTURE_HASH.test(value);
}

/** The corner radius that says nothing else: soft, yet clearly a corner. Board units. */
export const SOFT_RADIUS = 6;
const RADIUS_MAX = 10_000;

export interface RegisterValues {
  readonly dash: Dash;
  /** Of a rectangle's corners, in board units; at most half of its shorter side is shown. */
  readonly radius: number;
  readonly route: Route;
  readonly startHead: Head;
  readonly endHead: Head;
  /** What the first and the last point of a line or an arrow hold on to. */
  readonly start: Binding | null;
  readonly end: Binding | null;
  /** Who wrote a note, as the name was then. */
  readonly author: string;
  /** What an image shows. Its bytes are kept outside of the document. */
  readonly picture: PictureHash | null;
}
export type RegisterName = keyof RegisterValues;

/** Some of them, as a caller gives them. */
export type GivenRegisters = { readonly [N in RegisterName]?: RegisterValues[N] | undefined };

interface Register<T> {
  /** Its code in packed records: for ever, and never that of anything else. */
  readonly code: number;
  /** What records leave out. Part of the format: never to be changed. */
  readonly initial: T;
  readonly accepts: (value: unknown) => value is T;
  /** What is wrong with any other value. */
  readonly refusal: string;
  readonly policy: MergePolicy;
  readonly why: string;
}

/** A guard for one of several words. */
function oneOf<T extends string>(words: readonly T[]): (value: unknown) => value is T {
  return (value): value is T => words.some((word) => word === value);
}

/** Longest name of an author, in UTF-16 units. */
export const AUTHOR_LENGTH_MAX = 60;

const within =
  (least: number, most: number) =>
  (value: unknown): value is number =>
    typeof value === 'number' && value >= least && value <= most;

export const REGISTERS: { readonly [N in RegisterName]: Register<RegisterValues[N]> } = {
  dash: {
    code: 11,
    initial: 'solid',
    accepts: oneOf(DASHES),
    refusal: `none of ${DASHES.join(', ')}`,
    policy: 'last-writer-register',
    why: 'One choice, free of the width and the colour of the line.',
  },
  radius: {
    code: 12,
    initial: SOFT_RADIUS,
    accepts: within(0, RADIUS_MAX),
    refusal: `not within 0 and ${RADIUS_MAX}`,
    policy: 'last-writer-register',
    why: 'One number, free of the box whose corners it rounds.',
  },
  route: {
    code: 13,
    initial: 'straight',
    accepts: oneOf(ROUTES),
    refusal: `none of ${ROUTES.join(', ')}`,
    policy: 'last-writer-register',
    why: 'One choice, free of where the ends are.',
  },
  startHead: {
    code: 14,
    initial: 'none',
    accepts: oneOf(HEADS),
    refusal: `none of ${HEADS.join(', ')}`,
    policy: 'last-writer-register',
    why: 'One choice, free of the head at the other end.',
  },
  endHead: {
    code: 15,
    initial: 'arrow',
    accepts: oneOf(HEADS),
    refusal: `none of ${HEADS.join(', ')}`,
    policy: 'last-writer-register',
    why: 'One choice, free of the head at the other end.',
  },
  start: {
    code: 16,
    initial: null,
    accepts: isBindingOrNone,
    refusal: 'neither null nor [id, x, y, hold]',
    policy: 'atomic-register',
    why: 'An element and a place on it: of two writes mixed, a place on the wrong element.',
  },
  end: {
    code: 17,
    initial: null,
    accepts: isBindingOrNone,
    refusal: 'neither null nor [id, x, y, hold]',
    policy: 'atomic-register',
    why: 'An element and a place on it, free of what the other end holds on to.',
  },
  author: {
    code: 18,
    initial: '',
    accepts: (value): value is string =>
      typeof value === 'string' && value.length <= AUTHOR_LENGTH_MAX,
    refusal: `no name of at most ${AUTHOR_LENGTH_MAX} characters`,
    policy: 'last-writer-register',
    why: 'One name; whoever takes a note over puts another one there.',
  },
  picture: {
    code: 19,
    initial: null,
    accepts: (value) => value === null || isPictureHash(value),
    refusal: 'neither null nor a SHA-256 in base64url',
    policy: 'last-writer-register',
    why: 'One whole picture, free of the box in which it is shown.',
  },
};

export const REGISTER_NAMES = Object.keys(REGISTERS) as readonly RegisterName[];

export function isRegisterName(name: string): name is RegisterName {
  return Object.hasOwn(REGISTERS, name);
}

/** Makes something of each register. */
export function mapRegisters<T>(make: (name: RegisterName) => T): Record<RegisterName, T> {
  return Object.fromEntries(REGISTER_NAMES.map((name) => [name, make(name)])) as Record<
    RegisterName,
    T
  >;
}

/** What an element has that says nothing of them. */
export const INITIAL_REGISTERS: RegisterValues = Object.freeze(
  mapRegisters((name) => REGISTERS[name].initial),
) as RegisterValues;

/** Those of an element or of whatever has them; where it says nothing, what records leave out. */
export function registersOf(source: GivenRegisters): RegisterValues {
  return mapRegisters((name) => source[name] ?? REGISTERS[name].initial) as RegisterValues;
}

/** Those of a look that others are shown while something is drawn: words and numbers. */
export function toldLook(source: GivenRegisters): Record<string, string | number> {
  const look: Record<string, string | number> = {};
  for (const name of REGISTER_NAMES) {
    const value = source[name] ?? null;
    if (value !== null && typeof value !== 'object' && value !== REGISTERS[name].initial) {
      look[name] = value;
    }
  }
  return look;
}

/** Those that differ from what is left out: what is worth to be told of. */
export function toldRegisters(source: RegisterValues): Partial<RegisterValues> {
  const told = REGISTER_NAMES.filter((name) => source[name] !== REGISTERS[name].initial);
  return Object.fromEntries(told.map((name) => [name, source[name]]));
}

/** Reads what somebody else has told; what this version does not know is left out. */
export function readRegisters(told: Readonly<Record<string, unknown>>): Partial<RegisterValues> {
  const read = REGISTER_NAMES.filter((name) => REGISTERS[name].accepts(told[name]));
  return Object.fromEntries(read.map((name) => [name, told[name]]));
}
