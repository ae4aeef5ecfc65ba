import type { Author, ElementId } from '../element.ts';
import type { OverridableProperty } from '../merge-policy.ts';

/** Two people have changed the same property, neither knowing of the other. */
export interface PropertyConflict {
  readonly kind: 'property';
  readonly key: string;
  readonly id: ElementId;
  readonly property: OverridableProperty;
  /** Stored values. */
  readonly mine: unknown;
  readonly theirs: unknown;
  /** Whose value the board shows until somebody chooses. */
  readonly shown: 'mine' | 'theirs';
  readonly other: Author;
}

/** One has deleted what the other was changing. The element has stayed. */
export interface DeletionConflict {
  readonly kind: 'deletion';
  readonly key: string;
  readonly id: ElementId;
  /** Who has deleted it; the other one has changed it. */
  readonly deletedBy: 'me' | 'other';
  readonly other: Author;
}

/** Somebody has deleted what this person had in hand. It is gone. */
export interface LostConflict {
  readonly kind: 'lost';
  readonly key: string;
  readonly id: ElementId;
  readonly other: Author;
}

export type Conflict = PropertyConflict | DeletionConflict | LostConflict;

/** `both`: theirs stays, and mine is a copy beside it. */
export type Answer = 'mine' | 'theirs' | 'both';

/** Of these a copy beside the element would say nothing. */
const NO_COPY: ReadonlySet<OverridableProperty> = new Set(['index', 'groups', 'locked', 'hidden']);

/** What can be chosen. Being there at all cannot be had twice. */
export function answersTo(conflict: Conflict): readonly Answer[] {
  const hasBoth = conflict.kind === 'property' && !NO_COPY.has(conflict.property);
  return hasBoth ? ['mine', 'theirs', 'both'] : ['mine', 'theirs'];
}
