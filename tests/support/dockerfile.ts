/** One instruction of a Dockerfile. */
export interface Instruction {
  readonly name: string;
  /** `--name=value` words in front. */
  readonly flags: readonly string[];
  /** The rest: of the exec form its items, else what white space separates. */
  readonly words: readonly string[];
}

const NAMES = new Set([
  'ADD',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'RUN',
  'USER',
  'VOLUME',
  'WORKDIR',
]);

/** @throws on what is no instruction */
export function readDockerfile(text: string): Instruction[] {
  const lines = text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
      if (!NAMES.has(name)) throw new Error(`no instruction: ${line}`);
      const flags = /^(?:--\S+\s+)*/.exec(rest)?.[0] ?? '';
      return { name, flags: wordsOf(flags), words: wordsOf(rest.slice(flags.length)) };
    });
}

function wordsOf(text: string): string[] {
  const [, command, list] = /^(?:(CMD)\s+)?(\[.*\])$/.exec(text.trim()) ?? [];
  if (list === undefined) return text.split(/\s+/).filter((word) => word !== '');
  const items: unknown = JSON.parse(list);
  if (!Array.isArray(items)) throw new Error(`no list: ${text}`);
  return [...(command === undefined ? [] : [command]), ...items.map((item) => String(item))];
}

/** What makes the image that is used. */
export const finalStage = (instructions: readonly Instruction[]): Instruction[] =>
  instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
