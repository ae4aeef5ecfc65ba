const UNSAFE_KEYS = ['__proto__', 'constructor', 'prototype'] as const;

/**
 * Whether a value from `JSON.parse` has, at any depth, a key that a careless merge at a receiver
 * would turn into a change of a prototype. Without recursion.
 */
export function hasUnsafeKey(value: unknown): boolean {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (!Array.isArray(next) && UNSAFE_KEYS.some((key) => Object.hasOwn(next, key))) return true;
    for (const child of Object.values(next)) {
      if (typeof child === 'object' && child !== null) waiting.push(child);
    }
  }
  return false;
}
