// Every sentence that people read comes from the catalogue. A linter's rule for that
// (`react/jsx-no-literals`) knows the text between tags only; names of controls, notices and
// painted words are text as well.
import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { listSourceFiles } from './support/source-files.ts';
import {
  type AstNode,
  isNode,
  lineOf,
  parseSource,
  stringLiteral,
  walk,
} from './support/syntax-tree.ts';

/** The interface and what it is made of. */
export const CHECKED_ROOT = 'src-renderer';
/** The catalogue itself, tests, and the layers below the interface, whose texts are for logs. */
const NOT_SHOWN =
  /(^|\/)(ui\/i18n|testing|fixtures)\/|\.test\.tsx?$|^src-renderer\/(board|geometry|ink|storage|sync)\//;

/** Attributes and properties that people read or hear. */
const TEXT_NAMES: ReadonlySet<string> = new Set([
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'description',
  'detail',
  'hint',
  'label',
  'lead',
  'placeholder',
  'text',
  'title',
  'tooltip',
]);
/** Properties of the page that show what is assigned to them. */
const SHOWN_WHEN_ASSIGNED: ReadonlySet<string> = new Set([
  'alt',
  'ariaLabel',
  'innerText',
  'placeholder',
  'textContent',
  'title',
]);
/** Functions that show an argument, and which. */
const SHOWING_CALLS: Readonly<Record<string, number>> = {
  alert: 0,
  confirm: 0,
  fillText: 0,
  prompt: 0,
  setTitle: 0,
  strokeText: 0,
  tell: 1,
};
/** `menu.open`: the name of a sentence, not a sentence. */
const KEY = /^[a-z][\w-]*(\.[\w-]+)+$/i;
/** `light-dark(…, …)`: a colour for text. */
const CSS_VALUE = /^[a-z-]+\([^)]*\)$/;

/** Where every sentence is for people, but those of errors. */
const COMPOSED_FOR_PEOPLE = /^src-renderer\/(ui|app)\//;
/** There, whatever begins like a sentence and has a second word. */
const SENTENCE = /^\p{Lu}\p{Ll}*['’]?\p{Ll}* \p{L}{2,}/u;

export interface HardCodedString {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

export interface UiStringsReport {
  readonly filesSeen: number;
  readonly filesOnDisk: number;
  /** Places where text may stand, and stood or came from the catalogue. */
  readonly placesSeen: number;
  readonly problems: readonly (HardCodedString & { readonly file: string })[];
}

const hasWords = (text: string): boolean =>
  /\p{L}/u.test(text) && !KEY.test(text.trim()) && !CSS_VALUE.test(text.trim());

/** Literals that an expression may have as its value, with what it adds to them. */
function literalsOf(expression: unknown): { node: AstNode; text: string }[] {
  if (!isNode(expression)) return [];
  const literal = stringLiteral(expression);
  if (literal !== undefined) return [{ node: expression, text: literal }];
  switch (expression.type) {
    case 'JSXExpressionContainer':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
      return literalsOf(expression.expression);
    case 'ConditionalExpression':
      return [...literalsOf(expression.consequent), ...literalsOf(expression.alternate)];
    case 'LogicalExpression':
      // What stands before `&&` is shown only when it is nothing to see.
      if (expression.operator === '&&') return literalsOf(expression.right);
      return [...literalsOf(expression.left), ...literalsOf(expression.right)];
    case 'BinaryExpression':
      if (expression.operator !== '+') return [];
      return [...literalsOf(expression.left), ...literalsOf(expression.right)];
    case 'TemplateLiteral':
      return [{ node: expression, text: templateText(expression) }];
    default:
      return [];
  }
}

/** The fixed parts of a template. */
function templateText({ quasis }: AstNode): string {
  if (!Array.isArray(quasis)) return '';
  return quasis
    .map((part: unknown) => (isNode(part) && isNode(part.value) ? String(part.value.cooked) : ''))
    .join('…');
}

function nameOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  return typeof node.name === 'string' ? node.name : stringLiteral(node);
}

const isTextAttribute = (name = ''): boolean => name === 'alt' || TEXT_NAMES.has(name);

/** What a node shows to people; undefined when it shows nothing. */
function shownBy(node: AstNode): readonly unknown[] | undefined {
  switch (node.type) {
    case 'JSXText':
      return [{ ...node, type: 'Literal' }];
    case 'JSXElement':
    case 'JSXFragment':
      return Array.isArray(node.children)
        ? node.children.filter(
            (child: unknown) => isNode(child) && child.type === 'JSXExpressionContainer',
          )
        : undefined;
    case 'JSXAttribute':
      return isTextAttribute(nameOf(node.name)) ? [node.value] : undefined;
    case 'Property':
      return node.computed !== true && TEXT_NAMES.has(nameOf(node.key) ?? '')
        ? [node.value]
        : undefined;
    case 'AssignmentExpression': {
      const { left } = node;
      const isShown =
        isNode(left) &&
        left.type === 'MemberExpression' &&
        SHOWN_WHEN_ASSIGNED.has(nameOf(left.property) ?? '');
      return isShown ? [node.right] : undefined;
    }
    case 'CallExpression':
      return shownByCall(node);
    default:
      return undefined;
  }
}

function shownByCall({ callee, arguments: given }: AstNode): readonly unknown[] | undefined {
  if (!isNode(callee) || !Array.isArray(given)) return undefined;
  const name = nameOf(callee.type === 'MemberExpression' ? callee.property : callee) ?? '';
  if (name === 'setAttribute') {
    return isTextAttribute(stringLiteral(given[0])) ? [given[1]] : undefined;
  }
  return Object.hasOwn(SHOWING_CALLS, name) ? [given[SHOWING_CALLS[name] ?? 0]] : undefined;
}

/** Errors, and what is written to the console. */
function isForLogs({ type, callee }: AstNode): boolean {
  if (type === 'NewExpression') return true;
  return type === 'CallExpression' && isNode(callee) && nameOf(callee.object) === 'console';
}

/** Every text of a source that people would read and that is not from the catalogue. */
export function hardCodedStrings(
  file: string,
  source: string,
): { places: number; problems: HardCodedString[] } {
  const problems = new Map<unknown, HardCodedString>();
  const forLogs = new Set<unknown>();
  let places = 0;
  const complain = (node: AstNode, text: string): void => {
    problems.set(node.start, { line: lineOf(source, node), text: text.trim() });
  };
  const program = parseSource(file, source);
  walk(program, (node) => {
    if (isForLogs(node)) walk(node.arguments, (argument) => forLogs.add(argument));
  });
  walk(program, (node) => {
    const shown = shownBy(node);
    if (shown !== undefined) {
      places += shown.length;
      for (const { node: at, text } of shown.flatMap(literalsOf)) {
        if (hasWords(text)) complain(at, text);
      }
    } else if (COMPOSED_FOR_PEOPLE.test(file)) {
      if (node.type !== 'Literal' && node.type !== 'TemplateLiteral') return;
      const [literal] = literalsOf(node);
      if (literal && SENTENCE.test(literal.text) && !forLogs.has(node)) {
        complain(node, literal.text);
      }
    }
  });
  return { places, problems: [...problems.values()].sort((a, b) => a.line - b.line) };
}

/**
 * Checks every source of the interface.
 *
 * @param root the repository's folder
 * @param read reads one file; a file it cannot read is a problem, so that nothing is passed over
 */
export async function checkUiStrings(
  root: string,
  read: (file: string) => Promise<string> = (file) => readFile(file, 'utf8'),
): Promise<UiStringsReport> {
  const sources = await listSourceFiles([join(root, CHECKED_ROOT)], ['.ts', '.tsx']);
  const files = sources
    .map((file) => relative(root, file).split(sep).join('/'))
    .filter((name) => !NOT_SHOWN.test(name));
  const problems: UiStringsReport['problems'][number][] = [];
  let filesSeen = 0;
  let placesSeen = 0;
  for (const file of files) {
    try {
      const found = hardCodedStrings(file, await read(join(root, file)));
      filesSeen += 1;
      placesSeen += found.places;
      problems.push(...found.problems.map((problem) => ({ ...problem, file })));
    } catch (error) {
      problems.push({ file, line: 1, text: `could not be read as source: ${error}` });
    }
  }
  return { filesSeen, filesOnDisk: files.length, placesSeen, problems };
}

/** One line per problem, and a closing line. */
export function describeUiStrings(report: UiStringsReport): { passed: boolean; lines: string[] } {
  const { filesSeen, filesOnDisk, placesSeen, problems } = report;
  const lines = problems.map(
    ({ file, line, text }) => `${file}:${line} not from the catalogue: “${text}”`,
  );
  const sawAll = filesOnDisk > 0 && filesSeen === filesOnDisk;
  if (!sawAll) lines.push(`read ${filesSeen} of ${filesOnDisk} files: the check saw too little`);
  lines.push(`strings: ${filesSeen} files, ${placesSeen} places, ${problems.length} problems`);
  return { passed: sawAll && problems.length === 0, lines };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, lines } = describeUiStrings(
    await checkUiStrings(fileURLToPath(new URL('..', import.meta.url))),
  );
  console.log(lines.join('\n'));
  process.exitCode = passed ? 0 : 1;
}
