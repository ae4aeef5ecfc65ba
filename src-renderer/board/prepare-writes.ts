import { nanoid } from 'nanoid';
import type * as Y from 'yjs';
import type { BoardElement, ElementId, ElementPatch, NewElement, WriteFailure } from './element.ts';
import {
  mergePatches,
  type PreparedElement,
  prepareElement,
  preparePatch,
} from './element-input.ts';
import { readText, TEXT_LENGTH_MAX, type TextChange } from './element-text.ts';
import { cleanText } from './element-values.ts';
import type { OverridableProperty } from './merge-policy.ts';

type Prepared<T> = { readonly ok: true; readonly value: T } | WriteFailure;

export function failure(code: WriteFailure['code'], message: string): WriteFailure {
  return { ok: false, code, message };
}

/** Checks new elements, all of them before any is written, and names those without an id. */
export function prepareElements(
  elements: readonly NewElement[],
  isTaken: (id: ElementId) => boolean,
): Prepared<ReadonlyMap<ElementId, PreparedElement>> {
  const prepared = new Map<ElementId, PreparedElement>();
  for (const [i, element] of elements.entries()) {
    const checked = prepareElement(element);
    if (!checked.ok) return failure('invalid', `element ${i}: ${checked.message}`);
    const id = element.id ?? nanoid();
    if (isTaken(id) || prepared.has(id)) {
      return failure('duplicate-id', `element ${i}: ${id} is taken`);
    }
    prepared.set(id, checked.value);
  }
  return { ok: true, value: prepared };
}

export interface PreparedPatches {
  readonly values: readonly (readonly [ElementId, OverridableProperty, unknown])[];
  readonly texts: readonly (readonly [ElementId, string])[];
  /** What is not on the board any more. */
  readonly skipped: readonly ElementId[];
}

/**
 * Checks changes of elements, all of them before any is written. `not-found` when there are some and
 * none of their elements is on the board.
 */
export function preparePatches(
  patches: readonly ElementPatch[],
  get: (id: ElementId) => BoardElement | undefined,
  textOf: (element: BoardElement) => string,
): Prepared<PreparedPatches> {
  const skipped: ElementId[] = [];
  const values: [ElementId, OverridableProperty, unknown][] = [];
  const texts: [ElementId, string][] = [];
  const merged = mergePatches(patches);
  for (const [id, patch] of merged) {
    const current = get(id);
    if (current === undefined) {
      skipped.push(id);
      continue;
    }
    const checked = preparePatch(current, patch);
    if (!checked.ok) return failure('invalid', `${id}: ${checked.message}`);
    for (const [property, value] of checked.value.values) values.push([id, property, value]);
    const { text } = checked.value;
    if (text !== undefined && text !== textOf(current)) texts.push([id, text]);
  }
  if (merged.size > 0 && skipped.length === merged.size) {
    return failure('not-found', 'none of the elements is on the board');
  }
  return { ok: true, value: { values, texts, skipped } };
}

/** Cleans what is typed into a text. `text-too-long` when it would become too long by it. */
export function prepareTyping(
  fragment: Y.XmlFragment,
  changes: readonly TextChange[],
): Prepared<readonly TextChange[]> {
  const cleaned = changes.map((change) => ({ ...change, inserted: cleanText(change.inserted) }));
  const grown = cleaned.reduce((sum, { removed, inserted }) => sum + inserted.length - removed, 0);
  if (grown > 0 && readText(fragment).length + grown > TEXT_LENGTH_MAX) {
    return failure('text-too-long', `text: longer than ${TEXT_LENGTH_MAX}`);
  }
  return { ok: true, value: cleaned };
}
