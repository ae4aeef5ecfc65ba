import type { ElementId, ElementType } from '../../board/element.ts';
import type { Editor } from '../../canvas/editor.ts';
import { type Command, type CommandContext, canRun, titleOf, type Words } from '../command.ts';
import { type FuzzyMatch, fuzzyMatch } from './fuzzy.ts';

/** What the palette finds: something to do, something on the board, or another board. */
export type PaletteTarget =
  | { readonly kind: 'command'; readonly id: string }
  | { readonly kind: 'element'; readonly id: ElementId; readonly type: ElementType }
  | { readonly kind: 'board'; readonly id: string };

export interface PaletteEntry {
  readonly target: PaletteTarget;
  readonly label: string;
  /** Also found by these words. */
  readonly alias?: string;
  /** In tinykeys' notation. */
  readonly shortcut?: string | undefined;
  /** It can be done now. */
  readonly enabled: boolean;
}

export interface PaletteHit {
  readonly entry: PaletteEntry;
  /** Places of the label's letters that were asked for. */
  readonly at: readonly number[];
}

/** No more are shown: who looks for more types another letter. */
export const PALETTE_HITS_MAX = 60;
/** More of a text than this is not looked through, nor shown. */
const NAME_LENGTH_MAX = 120;
const DISABLED_FACTOR = 0.5;
/** What answers so much worse than the best hit is not what was meant. */
const LEAST_SHARE = 0.35;
/** Commands are what one asks for most. */
const KIND_FACTORS: Readonly<Record<PaletteTarget['kind'], number>> = {
  command: 1.15,
  element: 1,
  board: 1,
};

/** Commands that make no sense in a list of commands: the list itself, and mere ways to steer it. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'help.palette',
  'edit.escape',
  'edit.nudge',
  'edit.nudge-far',
  'edit.select-next',
  'edit.select-previous',
]);

export function commandEntries(
  commands: readonly Command[],
  context: CommandContext,
  t: Words,
): PaletteEntry[] {
  return commands
    .filter(({ id }) => !LEFT_OUT.has(id))
    .map((command) => ({
      target: { kind: 'command', id: command.id },
      label: titleOf(command, context, t),
      alias: t(command.labelKey),
      shortcut: command.shortcuts[0],
      enabled: canRun(command, context),
    }));
}

/** Everything on the board that has a name: its text. */
export function elementEntries({ scene }: Pick<Editor, 'scene'>): PaletteEntry[] {
  return scene.all().flatMap(({ id, type, text }): PaletteEntry[] => {
    const label = text.trim().replaceAll(/\s+/g, ' ').slice(0, NAME_LENGTH_MAX);
    return label === '' ? [] : [{ target: { kind: 'element', id, type }, label, enabled: true }];
  });
}

/**
 * What answers a query, best first. Without one, the commands that can be run now in their own order.
 * @param recent ids of commands that were run last, the latest first: they stand above the others
 */
export function searchPalette(
  entries: readonly PaletteEntry[],
  query: string,
  recent: readonly string[] = [],
): PaletteHit[] {
  if (query.trim() === '') {
    const runnable = entries.filter(({ target, enabled }) => target.kind === 'command' && enabled);
    const place = ({ target }: PaletteEntry): number => {
      const at = recent.indexOf(target.id);
      return at < 0 ? recent.length : at;
    };
    return runnable
      .toSorted((a, b) => place(a) - place(b))
      .slice(0, PALETTE_HITS_MAX)
      .map((entry) => ({ entry, at: [] }));
  }
  const hits = entries
    .flatMap((entry) => {
      const match = bestMatch(entry, query);
      if (!match) return [];
      const factor = KIND_FACTORS[entry.target.kind] * (entry.enabled ? 1 : DISABLED_FACTOR);
      return [{ entry, at: match.at, score: match.score * factor }];
    })
    .sort((a, b) => b.score - a.score);
  const least = (hits[0]?.score ?? 0) * LEAST_SHARE;
  return hits
    .filter(({ score }) => score >= least)
    .slice(0, PALETTE_HITS_MAX)
    .map(({ entry, at }) => ({ entry, at }));
}

function bestMatch({ label, alias }: PaletteEntry, query: string): FuzzyMatch | null {
  const byLabel = fuzzyMatch(query, label);
  if (byLabel || alias === undefined || alias === label) return byLabel;
  const byAlias = fuzzyMatch(query, alias);
  return byAlias && { score: byAlias.score, at: [] };
}
