import * as Y from 'yjs';
import { OBJECT_REPLACEMENT, plainText, type TextChange, textsIn } from './element-text.ts';

interface Part {
  readonly text: Y.XmlText;
  readonly length: number;
}

/**
 * Tells what transactions do to an element's text, exactly: which of three equal letters is the new
 * one cannot be seen from the texts before and after, but a caret beside it has to know.
 */
export class TextChangesReader {
  readonly #fragment: Y.XmlFragment;
  /** As they were after the last transaction. */
  #parts: Part[];

  constructor(fragment: Y.XmlFragment) {
    this.#fragment = fragment;
    this.#parts = this.#readParts();
  }

  /** To be called by an observer of the fragment and all within, for each of its calls. */
  read(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): TextChange[] {
    const deltas = new Map<unknown, Y.YEvent<Y.AbstractType<unknown>>['delta']>();
    for (const event of events) {
      if (event.target instanceof Y.XmlText) deltas.set(event.target, event.delta);
    }
    const before = this.#parts;
    this.#parts = this.#readParts();
    const now = new Set(this.#parts.map(({ text }) => text));
    const changes: TextChange[] = [];
    let at = 0;
    let next = 0;
    const passRemoved = (): void => {
      for (; before[next] && !now.has(before[next]?.text as Y.XmlText); next++) {
        changes.push({ at, removed: before[next]?.length ?? 0, inserted: '' });
      }
    };
    for (const { text, length } of this.#parts) {
      passRemoved();
      if (before[next]?.text === text) {
        changes.push(...changesOfDelta(deltas.get(text) ?? [], at));
        next += 1;
      } else {
        changes.push({ at, removed: 0, inserted: plainText(text) });
      }
      at += length;
    }
    passRemoved();
    return changes.filter(({ removed, inserted }) => removed > 0 || inserted !== '');
  }

  #readParts(): Part[] {
    return [...textsIn(this.#fragment)].map((text) => ({ text, length: text.length }));
  }
}

function* changesOfDelta(
  delta: Y.YEvent<Y.AbstractType<unknown>>['delta'],
  start: number,
): Generator<TextChange> {
  let at = start;
  for (const { retain, insert, delete: removed } of delta) {
    if (retain !== undefined) {
      at += retain;
    } else if (removed !== undefined) {
      yield { at, removed, inserted: '' };
    } else if (insert !== undefined) {
      const inserted =
        typeof insert === 'string' ? insert.replaceAll('\r', '\n') : OBJECT_REPLACEMENT;
      yield { at, removed: 0, inserted };
      at += inserted.length;
    }
  }
}

/**
 * Tells each change of a text, by whomever, in its own order and exactly; gives the function that
 * ends it.
 */
export function observeTextChanges(
  fragment: Y.XmlFragment,
  listener: (changes: readonly TextChange[]) => void,
): () => void {
  const reader = new TextChangesReader(fragment);
  const observe = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    const changes = reader.read(events);
    if (changes.length > 0) listener(changes);
  };
  fragment.observeDeep(observe);
  return () => fragment.unobserveDeep(observe);
}
