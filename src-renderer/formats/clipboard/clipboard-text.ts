import { nanoid } from 'nanoid';
import { z } from 'zod';
import type { BoardDocument } from '../../board/board-document.ts';
import { bindingsOfCopy, heldAmong } from '../../board/copy-bindings.ts';
import { groupsOfCopies } from '../../board/copy-groups.ts';
import type { BoardElement, NewElement } from '../../board/element.ts';
import { hasPoints, NO_GROUPS } from '../../board/element.ts';
import type { GroupTree } from '../../board/group-tree.ts';
import { POINT_PRECISION_MAX } from '../../ink/packed-points.ts';
import { NEW_RECORDS, toScriptRecord } from '../records/element-records.ts';

/** Elements on the clipboard are JSON of this form, so that any program can carry or make them. */
const FORMAT = 'elements';
const FORMAT_VERSION = 1;
/** Longer texts are not even read as JSON. UTF-16 units. */
export const CLIPBOARD_LENGTH_MAX = 64 * 1024 * 1024;

const envelope = z.object({ drawbridge: z.literal(FORMAT), version: z.int().positive() });
const content = z.object({ elements: NEW_RECORDS });

export type ClipboardError = 'plain-text' | 'damaged' | 'newer-format' | 'too-large';
export type ParsedClipboard =
  | { readonly ok: true; readonly elements: readonly NewElement[] }
  | { readonly ok: false; readonly code: ClipboardError };

/** Elements as text for the clipboard, in the order given, with the groups that are whole. */
export function encodeClipboard(
  board: Pick<BoardDocument, 'points' | 'pointPrecision' | 'text'>,
  elements: readonly BoardElement[],
  groups: Pick<GroupTree, 'pathOf' | 'membersOf'>,
): string {
  const copies = groupsOfCopies(groups, new Set(elements.map(({ id }) => id)));
  const ids = new Set(elements.map(({ id }) => id));
  const held = heldAmong(elements, ids);
  const records = elements.map((element) => {
    const { id, groups: _, locked: __, ...own } = toScriptRecord(board, element);
    const bindings = bindingsOfCopy(element, (target) => (ids.has(target) ? target : undefined));
    // Only those that lines hold on to need a name there.
    const rest = { ...(held.has(id) ? { id } : {}), ...own, ...bindings };
    const { copied = NO_GROUPS } = copies.get(element.id) ?? {};
    const record = copied.length > 0 ? { ...rest, groups: copied } : rest;
    if (!hasPoints(element.type)) return record;
    return { ...record, precision: board.pointPrecision(element.id) };
  });
  const text = { drawbridge: FORMAT, version: FORMAT_VERSION, elements: records };
  return JSON.stringify(text, shortened);
}

/** Finer than a board keeps anything: without the tails that arithmetic leaves behind. */
function shortened(_key: string, value: unknown): unknown {
  return typeof value === 'number'
    ? Math.round(value * POINT_PRECISION_MAX) / POINT_PRECISION_MAX
    : value;
}

/** Elements from the clipboard: each paste makes new ids, and those that lines hold on to have one. */
export function parseClipboard(text: string): ParsedClipboard {
  if (!looksLikeOurs(text)) return { ok: false, code: 'plain-text' };
  if (text.length > CLIPBOARD_LENGTH_MAX) return { ok: false, code: 'too-large' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, code: 'damaged' };
    throw error;
  }
  const opened = envelope.safeParse(json);
  if (!opened.success) return { ok: false, code: 'damaged' };
  if (opened.data.version > FORMAT_VERSION) return { ok: false, code: 'newer-format' };
  const parsed = content.safeParse(json);
  if (!parsed.success) return { ok: false, code: 'damaged' };
  const records = parsed.data.elements;
  const held = heldAmong(records, new Set(records.flatMap(({ id }) => id ?? [])));
  const names = new Map([...held].map((id) => [id, nanoid()]));
  const elements = records.map((record): NewElement => {
    const { id, ...element } = record;
    const name = id === undefined ? undefined : names.get(id);
    const bindings = bindingsOfCopy(record, (target) => names.get(target));
    return { ...(name === undefined ? {} : { id: name }), ...element, ...bindings };
  });
  return { ok: true, elements };
}

/** Whether the text is meant as elements, be they whole or not. */
function looksLikeOurs(text: string): boolean {
  return /^\s*\{\s*"drawbridge"\s*:/.test(text.slice(0, 200));
}
