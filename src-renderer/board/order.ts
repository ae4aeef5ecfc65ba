import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import type { ElementId } from './element.ts';
import { INDEX_LENGTH_MAX } from './element-values.ts';

/**
 * Fractional order keys. They are compared by code unit, never by locale; equal keys, which jitter
 * makes rare, are ordered by id, so that the order is total and the same for everybody.
 */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const KEY = /^[A-Za-z][0-9A-Za-z]*$/;
/** 62³, about 238,000 places for two people who insert at one place at once. */
const JITTER_DIGITS = 3;
const JITTER_BISECTIONS = 16;

export interface Ordered {
  readonly id: ElementId;
  readonly index: string;
}

export function compareOrdered(a: Ordered, b: Ordered): number {
  if (a.index !== b.index) return a.index < b.index ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return 0;
}

/** Whether `value` is a key that a neighbour can be made for. */
export function isOrderKey(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > INDEX_LENGTH_MAX || !KEY.test(value)) {
    return false;
  }
  // The first letter tells the length of the integer part: a = 2 … z = 27, Z = 2 … A = 27.
  const head = value.charCodeAt(0);
  const integerLength = head >= 97 ? head - 97 + 2 : 90 - head + 2;
  if (value.length < integerLength) return false;
  const isSmallestInteger = head === 65 && /^0+$/.test(value.slice(1, integerLength));
  if (isSmallestInteger) return false;
  return value.length === integerLength || !value.endsWith('0');
}

function randomDigits(random: () => number): string {
  let digits = '';
  for (let i = 1; i < JITTER_DIGITS; i++) digits += DIGITS[Math.floor(random() * DIGITS.length)];
  // A key may not end with the smallest digit.
  return digits + DIGITS[1 + Math.floor(random() * (DIGITS.length - 1))];
}

/** A random key in the open range, by halving it a random way several times. */
function bisect(lower: string | null, upper: string, random: () => number): string {
  let low = lower;
  let high = upper;
  let key = generateKeyBetween(low, high);
  for (let i = 0; i < JITTER_BISECTIONS; i++) {
    if (random() < 0.5) high = key;
    else low = key;
    key = generateKeyBetween(low, high);
  }
  return key;
}

/**
 * `count` ascending keys between two others, with jitter. `null` stands for the open end. When both
 * are given they must be different valid keys with `below < above`; see {@link isOrderKey}.
 */
export function orderKeysBetween(
  below: string | null,
  above: string | null,
  count: number,
  random: () => number = Math.random,
): string[] {
  const keys = generateNKeysBetween(below, above, count);
  return keys.map((key, i) => {
    const upper = keys[i + 1] ?? above;
    const jittered = key + randomDigits(random);
    if (upper === null || jittered < upper) return jittered;
    return bisect(key, upper, random);
  });
}

/** One key between two others; see {@link orderKeysBetween}. */
export function orderKeyBetween(
  below: string | null,
  above: string | null,
  random: () => number = Math.random,
): string {
  return orderKeysBetween(below, above, 1, random)[0] ?? generateKeyBetween(below, above);
}
