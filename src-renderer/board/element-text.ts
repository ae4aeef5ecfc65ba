import * as Y from 'yjs';
import { NESTING_MAX } from './yjs-items.ts';

/**
 * The text of an element lives in a root fragment named after it, so that two people who start to
 * type at once share it. It holds one paragraph with one text; when two people made the first
 * paragraph at the same moment there are two, and the text is both of them, one after the other.
 * Paragraphs are never taken away again: somebody may be typing in them.
 */
const PARAGRAPH = 'paragraph';

/** Stands for whatever is in a text and is no character (an embed of a newer version). */
export const OBJECT_REPLACEMENT = '\uFFFC';

/** Longest text that is accepted from a caller, in UTF-16 units. */
export const TEXT_LENGTH_MAX = 100_000;

export function textRootName(id: string): string {
  return `text/${id}`;
}

/** The element that a root type's name belongs to; undefined for other root types. */
export function elementOfTextRoot(name: string): string | undefined {
  return name.startsWith('text/') ? name.slice('text/'.length) : undefined;
}

/** The pieces that hold an element's text, one after the other. */
export function* textsIn(parent: Y.XmlFragment, depth: number = NESTING_MAX): Generator<Y.XmlText> {
  // What another client put there may be anything, so each child is looked at, not believed.
  for (const child of parent.toArray() as unknown[]) {
    if (child instanceof Y.XmlText) yield child;
    else if (depth > 0 && child instanceof Y.XmlFragment) yield* textsIn(child, depth - 1);
  }
}

export function plainText(text: Y.XmlText): string {
  let plain = '';
  for (const { insert } of text.toDelta() as { insert: unknown }[]) {
    plain += typeof insert === 'string' ? insert : OBJECT_REPLACEMENT;
  }
  // What a text field would make of it anyway; lengths must not differ from those of Yjs.
  return plain.replaceAll('\r', '\n');
}

export function readText(fragment: Y.XmlFragment): string {
  let text = '';
  for (const part of textsIn(fragment)) text += plainText(part);
  return text;
}

/** One replacement in a text, in UTF-16 units. Of several, each is told of the text as it is then. */
export interface TextChange {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

export function applyChanges(text: string, changes: readonly TextChange[]): string {
  return changes.reduce(
    (now, { at, removed, inserted }) => now.slice(0, at) + inserted + now.slice(at + removed),
    text,
  );
}

function splitsSurrogatePair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

/**
 * The one replacement that turns `before` into `after`; never in the middle of a surrogate pair.
 * @param caret where the caret is after it, if it was typed: of "aaa" it tells which is the new one.
 */
export function differenceOf(before: string, after: string, caret = Infinity): TextChange {
  const grown = Math.max(0, after.length - before.length);
  const shorter = Math.max(0, Math.min(before.length, after.length, caret - grown));
  let prefix = 0;
  while (prefix < shorter && before[prefix] === after[prefix]) prefix++;
  if (splitsSurrogatePair(before, prefix) || splitsSurrogatePair(after, prefix)) prefix--;
  let suffix = 0;
  const room = Math.min(before.length, after.length) - prefix;
  while (suffix < room && before[before.length - 1 - suffix] === after[after.length - 1 - suffix]) {
    suffix++;
  }
  if (
    splitsSurrogatePair(before, before.length - suffix) ||
    splitsSurrogatePair(after, after.length - suffix)
  ) {
    suffix--;
  }
  return {
    at: prefix,
    removed: before.length - prefix - suffix,
    inserted: after.slice(prefix, after.length - suffix),
  };
}

/** Turns the text into `text` by the smallest replacement. To be called in a transaction. */
export function writeText(fragment: Y.XmlFragment, text: string): void {
  changeText(fragment, differenceOf(readText(fragment), text));
}

/** Carries out one replacement. To be called in a transaction. */
export function changeText(fragment: Y.XmlFragment, { at, removed, inserted }: TextChange): void {
  if (removed === 0 && inserted === '') return;
  const parts = [...textsIn(fragment)];
  let start = 0;
  let toRemove = removed;
  let toInsert = inserted;
  for (const [i, part] of parts.entries()) {
    const length = plainText(part).length;
    const end = start + length;
    const isLast = i === parts.length - 1;
    // A place between two parts belongs to the end of the former.
    if (toInsert !== '' && at <= end) {
      part.insert(at - start, toInsert);
      const shift = toInsert.length;
      toInsert = '';
      const removable = Math.min(toRemove, end - at);
      if (removable > 0) part.delete(at - start + shift, removable);
      toRemove -= removable;
    } else if (toRemove > 0 && (at < end || isLast)) {
      const from = Math.max(0, at - start);
      const removable = Math.min(toRemove, length - from);
      if (removable > 0) part.delete(from, removable);
      toRemove -= removable;
    }
    start = end;
  }
  if (toInsert !== '') {
    const paragraph = new Y.XmlElement(PARAGRAPH);
    paragraph.insert(0, [new Y.XmlText(toInsert)]);
    fragment.insert(fragment.length, [paragraph]);
  }
}
