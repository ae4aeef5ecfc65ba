import type { MergePolicy } from './merge-policies.ts';

/**
 * Properties of an element that are one value each, stored as it is given: a new one is one entry
 * here. Records, changes, copies, scripts and gestures that are shown to others take them from here.
 */

/** How an outline is drawn; `sketch` as by hand. */
export const DASHES = ['solid', 'dashed', 'dotted', 'sketch'] as const;
export type Dash = (typeof DASHES)[number];

/** The corner radius that says nothing else: soft, yet clearly a corner. Board units. */
export const SOFT_RADIUS = 6;
const RADIUS_MAX = 10_000;

export interface RegisterValues {
  readonly dash: Dash;
  /** Of a rectangle's corners, in board units; at most half of its shorter side is shown. */
  readonly radius: number;
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
