/**
 * Reads the part of YAML that the files of this repository are written in: maps, lists and scalars,
 * in block and simple flow style, block texts, anchors and merges. It refuses everything else with
 * the line, so that these files stay simple, and it takes no name twice in a map.
 */
export type Yaml = string | number | boolean | null | readonly Yaml[] | YamlMap;
export interface YamlMap {
  readonly [key: string]: Yaml;
}

interface Line {
  readonly number: number;
  readonly indent: number;
  readonly text: string;
}

const ENTRY = /^("[^"]*"|[^\s"'#&*[{|>!%@][^:]*|<<):(?:\s+(.*))?$/;
const ANCHOR = /^&([\w-]+)(?:\s+(.*))?$/;

export function parseYaml(text: string): Yaml {
  return new Reader(text).read();
}

class Reader {
  readonly #raw: readonly string[];
  readonly #lines: Line[] = [];
  readonly #anchors = new Map<string, Yaml>();
  #at = 0;

  constructor(text: string) {
    this.#raw = text.split('\n');
    for (const [i, raw] of this.#raw.entries()) {
      const text = withoutComment(raw);
      if (text.trim() === '') continue;
      if (raw.includes('\t')) throw new Error(`line ${i + 1}: a tab`);
      this.#lines.push({ number: i + 1, indent: text.search(/\S/), text: text.trim() });
    }
  }

  read(): Yaml {
    const value = this.#block(0);
    const rest = this.#lines[this.#at];
    if (rest) throw this.#error(rest, 'wrongly indented');
    return value;
  }

  #error(line: Line, what: string): Error {
    return new Error(`line ${line.number}: ${what}: ${line.text}`);
  }

  /** Lines indented by `indent` or more, which is then their common indentation. */
  #block(indent: number): Yaml {
    const first = this.#lines[this.#at];
    if (!first || first.indent < indent) return null;
    return first.text.startsWith('- ') || first.text === '-'
      ? this.#list(first.indent)
      : this.#map(first.indent);
  }

  #list(indent: number): Yaml {
    const items: Yaml[] = [];
    for (let line = this.#lines[this.#at]; line?.indent === indent; line = this.#lines[this.#at]) {
      if (!line.text.startsWith('- ')) throw this.#error(line, 'no list item');
      const text = line.text.slice(2).trimStart();
      if (ENTRY.test(text)) {
        // A map that begins on the line of its dash.
        this.#lines[this.#at] = { ...line, indent: indent + line.text.indexOf(text), text };
        items.push(this.#map(indent + line.text.indexOf(text)));
      } else {
        this.#at += 1;
        items.push(this.#value(line, text));
      }
    }
    return items;
  }

  #map(indent: number): YamlMap {
    const own = new Map<string, Yaml>();
    const merged = new Map<string, Yaml>();
    for (let line = this.#lines[this.#at]; line?.indent === indent; line = this.#lines[this.#at]) {
      const [, key, rest = ''] = ENTRY.exec(line.text) ?? [];
      if (key === undefined) throw this.#error(line, 'no key');
      this.#at += 1;
      const value = this.#value(line, rest);
      const name = key.replace(/^"(.*)"$/, '$1');
      if (name === '<<') {
        if (!isMap(value)) throw this.#error(line, 'no map to merge');
        for (const [inner, its] of Object.entries(value)) merged.set(inner, its);
        continue;
      }
      if (own.has(name)) throw this.#error(line, 'twice');
      own.set(name, value);
    }
    return Object.fromEntries([...merged, ...own]);
  }

  /** What stands after a key or a dash, or below it. */
  #value(line: Line, text: string): Yaml {
    const [, anchor, rest] = ANCHOR.exec(text) ?? [];
    if (anchor !== undefined) {
      const value = this.#value(line, rest ?? '');
      this.#anchors.set(anchor, value);
      return value;
    }
    if (text === '') return this.#block(line.indent + 1);
    if (text === '|' || text === '>-') return this.#text(line, text === '|');
    if (text.startsWith('*')) {
      const value = this.#anchors.get(text.slice(1));
      if (value === undefined) throw this.#error(line, 'no such anchor');
      return value;
    }
    if (text === '{}') return {};
    const flow = /^\[(.*)\]$/.exec(text)?.[1];
    if (flow !== undefined) return splitFlow(flow).map((item) => this.#scalar(line, item));
    return this.#scalar(line, text);
  }

  /** A text of several lines: as they stand, or joined. */
  #text(line: Line, keepsLines: boolean): string {
    const texts: string[] = [];
    const first = this.#lines[this.#at];
    for (let next = first; next && next.indent > line.indent; next = this.#lines[this.#at]) {
      texts.push((this.#raw[next.number - 1] ?? '').slice(first?.indent));
      this.#at += 1;
    }
    return keepsLines ? `${texts.join('\n')}\n` : texts.map((each) => each.trim()).join(' ');
  }

  #scalar(line: Line, text: string): Yaml {
    if (/^"[^"\\]*"$/.test(text) || /^'[^']*'$/.test(text)) return text.slice(1, -1);
    if (/^["'[{&*!|>%@`]|: | #/.test(text)) throw this.#error(line, 'not understood');
    if (text === 'true' || text === 'false') return text === 'true';
    // Others read these as true or false.
    if (/^(?:yes|no|on|off)$/i.test(text)) throw this.#error(line, 'needs quotes');
    if (text === 'null' || text === '~') return null;
    return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
  }
}

export const isMap = (value: Yaml | undefined): value is YamlMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function withoutComment(line: string): string {
  if (line.trimStart().startsWith('#')) return '';
  const inQuotes = /"[^"]*"|'[^']*'/g;
  const masked = line.replace(inQuotes, (quoted) => '_'.repeat(quoted.length));
  const at = masked.search(/\s#/);
  return (at < 0 ? line : line.slice(0, at)).trimEnd();
}

const splitFlow = (text: string): string[] =>
  text.trim() === ''
    ? []
    : (text.match(/"[^"]*"|'[^']*'|[^,\s][^,]*/g) ?? []).map((each) => each.trim());
