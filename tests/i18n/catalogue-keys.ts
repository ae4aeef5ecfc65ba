import {
  type AstNode,
  isNode,
  parseSource,
  stringLiteral,
  walk,
} from '../../scripts/support/syntax-tree.ts';

/** i18next's plural forms: `count` chooses among them, code names what stands before. */
const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Every sentence's key, dotted, as code names it. */
export function keysOf(catalogue: object, prefix = ''): string[] {
  const keys = Object.entries(catalogue).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null
      ? keysOf(value, `${prefix}${name}.`)
      : [`${prefix}${name.replace(PLURAL, '')}`],
  );
  return [...new Set(keys)];
}

/** What a source says about keys. */
export interface KeyUses {
  /** Keys that `t` is called with, in full. */
  readonly called: readonly string[];
  /** Keys with parts that are known only when the app runs, one of which `t` is called with. */
  readonly patterns: readonly RegExp[];
  /** Every other string: a table may name a key that `t` gets later. */
  readonly mentioned: readonly string[];
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The pattern of a template's values; undefined when nothing of it is fixed. */
function patternOf({ quasis }: AstNode): RegExp | undefined {
  if (!Array.isArray(quasis)) return undefined;
  const parts = quasis.map((part: unknown) =>
    isNode(part) && isNode(part.value) ? String(part.value.cooked) : '',
  );
  if (parts.every((part) => part === '')) return undefined;
  return new RegExp(`^${parts.map(escaped).join('[\\w-]+')}$`);
}

/** Literals and templates that an argument may be: `a`, or either side of `b ? a : c`. */
function choicesOf(argument: unknown): AstNode[] {
  if (!isNode(argument)) return [];
  if (argument.type === 'ConditionalExpression') {
    return [...choicesOf(argument.consequent), ...choicesOf(argument.alternate)];
  }
  if (argument.type === 'TSAsExpression') return choicesOf(argument.expression);
  return [argument];
}

/** Reads which keys a source asks the catalogue for. */
export function keyUsesOf(file: string, source: string): KeyUses {
  const called: string[] = [];
  const patterns: RegExp[] = [];
  const mentioned: string[] = [];
  walk(parseSource(file, source), (node) => {
    const text = stringLiteral(node);
    if (text !== undefined) mentioned.push(text);
    if (node.type !== 'CallExpression' || !isNode(node.callee)) return;
    if (node.callee.type !== 'Identifier' || node.callee.name !== 't') return;
    if (!Array.isArray(node.arguments)) return;
    for (const choice of choicesOf(node.arguments[0])) {
      const key = stringLiteral(choice);
      if (key !== undefined) called.push(key);
      const pattern = choice.type === 'TemplateLiteral' ? patternOf(choice) : undefined;
      if (pattern) patterns.push(pattern);
    }
  });
  return { called, patterns, mentioned };
}
