import { z } from 'zod';
import { PERSON_COLORS } from '../status.ts';

/** Cursors are sent at most this often (20 Hz), and not at all while nothing moves (PR-14). */
export const PRESENCE_INTERVAL_MS = 50;
/** More selected elements than this are not shown to others one by one. */
export const PRESENCE_SELECTION_MAX = 200;
export const PERSON_NAME_MAX_LENGTH = 60;

const coordinate = z.number().min(-1e9).max(1e9);
const extent = z.number().positive().max(1e9);

/**
 * What a person shows of himself or herself. Who it is comes from the link (its proven device key),
 * so the message names nobody and cannot speak for another.
 */
export const presenceSchema = z.object({
  name: z.string().max(PERSON_NAME_MAX_LENGTH),
  color: z.enum(PERSON_COLORS).catch('blue'),
  tool: z.string().max(32).nullable(),
  cursor: z.tuple([coordinate, coordinate]).nullable(),
  selection: z.array(z.string().max(64)).max(PRESENCE_SELECTION_MAX),
  /** The part of the board that this person sees: x, y, width, height; absent in older versions. */
  view: z.tuple([coordinate, coordinate, extent, extent]).nullable().optional(),
  /** Where in which element's text this person types; absent in older versions. */
  caret: z
    .object({ element: z.string().max(64), index: z.int().min(0) })
    .nullable()
    .optional(),
});
export type Presence = z.infer<typeof presenceSchema>;

const CONTROL_CHARACTERS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** Takes out what could disturb the text around a name: line breaks, direction marks, and the like. */
export const cleanName = (name: string): string =>
  name.replaceAll(CONTROL_CHARACTERS, ' ').trim().slice(0, PERSON_NAME_MAX_LENGTH);

/** First letters of the first two words, "?" for nobody. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters = words.slice(0, 2).map((word) => [...word][0] ?? '');
  return letters.join('').toLocaleUpperCase() || '?';
}

export const encodePresence = (presence: Presence): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(presence));

/** @returns null when the bytes are no presence. */
export function decodePresence(bytes: Uint8Array): Presence | null {
  const parsed = presenceSchema.safeParse(parseJson(bytes));
  return parsed.success ? { ...parsed.data, name: cleanName(parsed.data.name) } : null;
}

/** JSON in UTF-8; undefined when it is neither. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
