import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { messageOf } from '../log.ts';
import { type Configuration, configurationSchema, problemOf } from './configuration.ts';
import { CONFIGURATION_KEYS, type ConfigurationKey, VARIABLE_PREFIX } from './keys.ts';

export type ConfigurationResult =
  | { readonly ok: true; readonly kind: 'start'; readonly configuration: Configuration }
  | { readonly ok: true; readonly kind: 'print'; readonly configuration: Configuration }
  | { readonly ok: true; readonly kind: 'help' }
  /** `message` is one sentence. */
  | { readonly ok: false; readonly message: string };

type Environment = Readonly<Record<string, string | undefined>>;
interface Tree {
  [name: string]: unknown;
}

class ConfigurationError extends Error {}

const CONFIG_VARIABLE = `${VARIABLE_PREFIX}CONFIG`;
const treeSchema = z.record(z.string(), z.unknown());

/**
 * Reads the configuration: defaults, then the file, then the environment, then the command line,
 * each before the one after it.
 * @param args without the interpreter and the script
 */
export function readConfiguration(
  args: readonly string[],
  environment: Environment,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): ConfigurationResult {
  try {
    const flags = parseFlags(args);
    if (flags.help === true) return { ok: true, kind: 'help' };
    const file = flags.config ?? environment[CONFIG_VARIABLE];
    const tree: Tree = typeof file === 'string' ? parseFile(file, readFile) : {};
    // Where each value came from, to say so when it is wrong.
    const sources = new Map<string, string>();
    for (const key of CONFIGURATION_KEYS) {
      const { path, variable, flag } = key;
      const text = environment[variable];
      if (text !== undefined) {
        put(tree, path, parseValue(key, text, variable));
        sources.set(path.join('.'), variable);
      }
      const given = flags[flag];
      if (given !== undefined) {
        put(tree, path, parseValue(key, given, `--${flag}`));
        sources.set(path.join('.'), `--${flag}`);
      }
    }
    addStunServers(tree, flags.ice);
    refuseUnknownVariables(environment);
    const parsed = configurationSchema.safeParse(tree);
    if (!parsed.success) throw new ConfigurationError(sentenceOf(parsed.error, sources, file));
    const problem = problemOf(parsed.data);
    if (problem !== undefined) throw new ConfigurationError(problem);
    const kind = flags['print-config'] === true ? 'print' : 'start';
    return { ok: true, kind, configuration: parsed.data };
  } catch (error) {
    if (error instanceof ConfigurationError) return { ok: false, message: error.message };
    throw error;
  }
}

type Flags = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

function parseFlags(args: readonly string[]): Flags {
  const options = Object.fromEntries([
    ...CONFIGURATION_KEYS.map(({ flag, kind }) => [
      flag,
      { type: kind === 'switch' ? 'boolean' : 'string', multiple: kind === 'list' } as const,
    ]),
    ['ice', { type: 'string', multiple: true }],
    ['config', { type: 'string' }],
    ['print-config', { type: 'boolean' }],
    ['help', { type: 'boolean' }],
  ]);
  try {
    return parseArgs({ args: [...args], options, strict: true, allowNegative: true }).values;
  } catch (error) {
    // Node goes on to explain cases of which there are none here.
    const [sentence = ''] = messageOf(error).split(/\.\s/);
    throw new ConfigurationError(`${sentence.replace(/\.$/, '')}; see --help.`);
  }
}

function parseFile(path: string, readFile: (path: string) => string): Tree {
  let value: unknown;
  try {
    value = JSON.parse(readFile(path));
  } catch (error) {
    // The text is not quoted: it may hold a secret.
    const why = error instanceof SyntaxError ? 'it is not valid JSON' : messageOf(error);
    throw new ConfigurationError(`The configuration ${path} cannot be used: ${why}.`);
  }
  const tree = treeSchema.safeParse(value);
  if (tree.success) return tree.data;
  throw new ConfigurationError(`The configuration ${path} cannot be used: it is no JSON object.`);
}

/** A value from its text. */
function parseValue({ kind }: ConfigurationKey, given: unknown, source: string): unknown {
  if (typeof given !== 'string') return given;
  switch (kind) {
    case 'number':
      // What is no number is told with the others, by the schema.
      return /^-?\d+(\.\d+)?$/.test(given) ? Number(given) : given;
    case 'switch':
      if (given === 'true' || given === 'false') return given === 'true';
      throw new ConfigurationError(`${source} is true or false, not "${given}".`);
    case 'list':
      return given.split(',').map((item) => item.trim());
    case 'json':
      try {
        return JSON.parse(given);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        throw new ConfigurationError(`${source} is not valid JSON.`);
      }
    case 'text':
      return given;
  }
}

function put(tree: Tree, path: readonly string[], value: unknown): void {
  let at = tree;
  for (const name of path.slice(0, -1)) {
    const inner = treeSchema.safeParse(at[name]);
    const copy: Tree = inner.success ? { ...inner.data } : {};
    at[name] = copy;
    at = copy;
  }
  const last = path.at(-1);
  if (last !== undefined) at[last] = value;
}

/** `--ice` names a server without the JSON around it. */
function addStunServers(tree: Tree, urls: Flags[string]): void {
  if (!Array.isArray(urls)) return;
  const servers: unknown = tree.iceServers ?? [];
  tree.iceServers = [
    ...urls.map((url: unknown) => ({ urls: url })),
    ...(Array.isArray(servers) ? servers : []),
  ];
}

function refuseUnknownVariables(environment: Environment): void {
  const known = new Set([CONFIG_VARIABLE, ...CONFIGURATION_KEYS.map(({ variable }) => variable)]);
  for (const name of Object.keys(environment)) {
    if (name.startsWith(VARIABLE_PREFIX) && !known.has(name)) {
      throw new ConfigurationError(`There is no setting ${name}.`);
    }
  }
}

function sentenceOf(
  error: z.ZodError,
  sources: ReadonlyMap<string, string>,
  file: unknown,
): string {
  const [issue] = error.issues;
  const path = issue?.path.join('.') ?? '';
  const from = [...sources].find(([key]) => path === key || path.startsWith(`${key}.`))?.[1];
  if (issue?.code === 'unrecognized_keys') {
    const name = [...(issue.path ?? []), issue.keys[0]].join('.');
    return `There is no setting ${name}${typeof file === 'string' ? ` (in ${file})` : ''}.`;
  }
  return `${from ?? path} is not valid: ${(issue?.message ?? '').replace(/\.$/, '')}.`;
}
