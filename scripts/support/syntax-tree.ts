import { extname } from 'node:path';
import { parseAst } from 'vite';

/** A node of a syntax tree, or an object within one. */
export type AstNode = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null;
}

/** The syntax tree of a TypeScript source. @throws when it is none */
export function parseSource(file: string, source: string): AstNode {
  const program: unknown = parseAst(
    source,
    { lang: extname(file) === '.tsx' ? 'tsx' : 'ts', astType: 'ts' },
    file,
  );
  if (!isNode(program)) throw new Error(`${file} has no syntax tree`);
  return program;
}

/** Visits every node once, in no particular order. */
export function walk(root: unknown, visit: (node: AstNode) => void): void {
  const waiting: unknown[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isNode(next)) continue;
    if (typeof next.type === 'string') visit(next);
    for (const child of Object.values(next)) if (isNode(child)) waiting.push(child);
  }
}

/** The value of a string literal, else undefined. */
export function stringLiteral(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'Literal' && typeof value.value === 'string') return value.value;
  return undefined;
}

/** The 1-based line on which a node begins. */
export function lineOf(source: string, node: AstNode): number {
  return source.slice(0, typeof node.start === 'number' ? node.start : 0).split('\n').length;
}
