import type { Box } from '../geometry/box.ts';
import type { ElementId, ElementType } from './element.ts';
import { parseStoredBox } from './element-values.ts';
import type { HistoryEntry, SetStep } from './history.ts';
import type { OverridableProperty } from './merge-policy.ts';

/** What a step of undo did, in one word. */
export const STEP_ACTIONS = [
  'add',
  'delete',
  'move',
  'resize',
  'rotate',
  'reorder',
  'style',
  'type',
  'group',
  'ungroup',
  'lock',
  'unlock',
  'hide',
  'show',
  'change',
] as const;
export type StepAction = (typeof STEP_ACTIONS)[number];

export interface StepSummary {
  readonly action: StepAction;
  /** How many elements it is about. */
  readonly count: number;
  /** Their kind, when they are all of one. */
  readonly type: ElementType | null;
}

/** What elements were before anything of them was changed. */
export interface StepSource {
  typeOf(id: ElementId): ElementType | undefined;
  /** The box of the element's record. */
  firstBoxOf(id: ElementId): Box | undefined;
}

const PLACE: ReadonlySet<OverridableProperty> = new Set(['box', 'rotation', 'points', 'size']);
const STYLE: ReadonlySet<OverridableProperty> = new Set([
  'color',
  'fill',
  'fillStyle',
  'opacity',
  'size',
  'pressure',
  'dash',
  'radius',
]);
const ORDER: ReadonlySet<OverridableProperty> = new Set(['index']);
const GROUPING: ReadonlySet<OverridableProperty> = new Set(['groups', 'index']);

/** Says in few words what a step of undo did, by what it wrote. */
export function summarizeStep(entry: HistoryEntry<unknown>, source: StepSource): StepSummary {
  const added = entry.flatMap((step) => (step.kind === 'add' ? step.id : []));
  const removed = entry.flatMap((step) => (step.kind === 'remove' ? step.id : []));
  const sets = entry.filter((step) => step.kind === 'set');
  const summary = (action: StepAction, ids: Iterable<ElementId>): StepSummary => {
    const unique = [...new Set(ids)];
    const types = new Set(unique.map((id) => source.typeOf(id)));
    const [type = null] = types;
    return { action, count: unique.length, type: types.size === 1 ? type : null };
  };
  if (added.length > 0 && removed.length > 0) return summary('change', [...added, ...removed]);
  if (added.length > 0) return summary('add', added);
  if (removed.length > 0) return summary('delete', removed);
  const typed = entry.flatMap((step) => (step.kind === 'text' ? step.ids : []));
  if (sets.length === 0) return summary('type', typed);
  return summary(actionOf(sets, source), [...sets.map(({ id }) => id), ...typed]);
}

function actionOf(sets: readonly SetStep[], source: StepSource): StepAction {
  const written = new Set(sets.map(({ property }) => property));
  const only = (allowed: ReadonlySet<OverridableProperty>): boolean =>
    [...written].every((property) => allowed.has(property));
  if (only(ORDER)) return 'reorder';
  if (only(GROUPING)) return grows(sets) ? 'group' : 'ungroup';
  if (only(new Set(['locked']))) return sets[0]?.after === true ? 'lock' : 'unlock';
  if (only(new Set(['hidden']))) return sets[0]?.after === true ? 'hide' : 'show';
  // Of text the size is a matter of style as long as nothing else is written.
  if (only(STYLE)) return 'style';
  if (only(PLACE)) return placing(sets, written, source);
  return 'change';
}

/** Whether elements are in more groups afterwards. */
function grows(sets: readonly SetStep[]): boolean {
  const depth = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
  return sets.some(
    ({ property, before, after }) => property === 'groups' && depth(after) > depth(before),
  );
}

/** Of a step of thousands of elements a few tell what it did to all. */
const LOOKED_AT_MAX = 100;

function placing(
  sets: readonly SetStep[],
  written: ReadonlySet<OverridableProperty>,
  source: StepSource,
): StepAction {
  const isResized = sets.slice(0, LOOKED_AT_MAX).some(({ id, property, before, after }) => {
    if (property !== 'box') return false;
    const was = before === undefined ? source.firstBoxOf(id) : parseStoredBox(before);
    const now = after === undefined ? source.firstBoxOf(id) : parseStoredBox(after);
    return (
      !!was && !!now && !(sameLength(was.width, now.width) && sameLength(was.height, now.height))
    );
  });
  if (written.has('rotation') && !isResized) return 'rotate';
  return isResized || written.has('points') || written.has('size') ? 'resize' : 'move';
}

/** Lengths that differ by less come from arithmetic, in board units. */
const SAME_LENGTH = 1e-6;

function sameLength(a: number, b: number): boolean {
  return Math.abs(a - b) < SAME_LENGTH;
}

/**
 * Remembers what steps did: it is asked for after each change of the board, by whomever, and steps
 * of many elements take a while to read.
 */
export class StepSummaries {
  readonly #source: StepSource;
  readonly #known = new WeakMap<object, { steps: number; summary: StepSummary }>();

  constructor(source: StepSource) {
    this.#source = source;
  }

  of(entry: HistoryEntry<unknown>): StepSummary {
    const known = this.#known.get(entry);
    if (known?.steps === entry.length) return known.summary;
    const summary = summarizeStep(entry, this.#source);
    this.#known.set(entry, { steps: entry.length, summary });
    return summary;
  }
}
