import * as Y from 'yjs';

/**
 * What the board stores is flat. Code that walks values nested thousands deep runs out of stack, and
 * at which depth depends on who calls it: such a value might be read, and then not be passed on.
 */
export const VALUE_DEPTH_MAX = 64;

/**
 * Whether an update (V1) can be read whole and holds no value nested beyond {@link VALUE_DEPTH_MAX}.
 * Asked before one is applied: half of a malformed one might otherwise be in the document when the
 * error comes.
 */
export function isReadableUpdate(update: Uint8Array): boolean {
  let structs: ReturnType<typeof Y.decodeUpdate>['structs'];
  try {
    structs = Y.decodeUpdate(update).structs;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
  return structs.every(
    (struct) =>
      !(struct instanceof Y.Item) ||
      valuesOf(struct.content).every((value) => isWithinDepth(value, VALUE_DEPTH_MAX)),
  );
}

function valuesOf(content: Y.Item['content']): readonly unknown[] {
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return content.arr;
  if (content instanceof Y.ContentEmbed) return [content.embed];
  if (content instanceof Y.ContentFormat) return [content.value];
  return [];
}

function isWithinDepth(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return true;
  return depth > 0 && Object.values(value).every((inner) => isWithinDepth(inner, depth - 1));
}
