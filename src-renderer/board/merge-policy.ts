import type { MergePolicy } from './merge-policies.ts';
import { mapRegisters, REGISTER_NAMES, REGISTERS } from './registers.ts';

export { MERGE_POLICIES, type MergePolicy } from './merge-policies.ts';

export interface PropertyPolicy {
  readonly policy: MergePolicy;
  readonly why: string;
}

/** Every property of an element that the document stores, those of the record and those of text. */
export const ELEMENT_PROPERTIES = [
  'type',
  'box',
  'rotation',
  'color',
  'fill',
  'fillStyle',
  'opacity',
  'size',
  'points',
  'index',
  'deleted',
  'pressure',
  'groups',
  'locked',
  'hidden',
  'text',
  ...REGISTER_NAMES,
] as const;
export type ElementProperty = (typeof ELEMENT_PROPERTIES)[number];

/** Those that are stored under `<id>/<property>` once they differ from the record. */
export const OVERRIDABLE_PROPERTIES = [
  'box',
  'rotation',
  'color',
  'fill',
  'fillStyle',
  'opacity',
  'size',
  'points',
  'index',
  'pressure',
  'groups',
  'locked',
  'hidden',
  ...REGISTER_NAMES,
] as const satisfies readonly ElementProperty[];
export type OverridableProperty = (typeof OVERRIDABLE_PROPERTIES)[number];

export const PROPERTY_MERGE_POLICY: Readonly<Record<ElementProperty, PropertyPolicy>> = {
  type: {
    policy: 'written-once',
    why: 'Turning one kind into another would leave properties without a meaning.',
  },
  box: {
    policy: 'atomic-register',
    why: 'A move and a concurrent resize mixed by coordinate give a box that nobody made.',
  },
  rotation: {
    policy: 'last-writer-register',
    why: 'One number; it turns about the centre of whatever box wins, so it is free of it.',
  },
  color: { policy: 'last-writer-register', why: 'One choice; a blend is neither of both.' },
  fill: { policy: 'last-writer-register', why: 'One choice, free of the outline colour.' },
  fillStyle: { policy: 'last-writer-register', why: 'One choice, free of the colour it is of.' },
  opacity: { policy: 'last-writer-register', why: 'One number, free of the others.' },
  size: { policy: 'last-writer-register', why: 'One number, free of the others.' },
  points: {
    policy: 'atomic-register',
    why: 'A path is one gesture; points of two gestures in one path are a scribble.',
  },
  index: {
    policy: 'fractional-index',
    why: 'Two people who put something at one place get both, in one order for all.',
  },
  deleted: {
    policy: 'edit-wins-marker',
    why: 'Deleting what another is editing must not swallow that work.',
  },
  pressure: { policy: 'last-writer-register', why: 'One choice of how the width is made.' },
  groups: {
    policy: 'atomic-register',
    why: 'The whole way from the outermost group in; where ways differ, the tree of groups is made of what most members say, and never has a cycle.',
  },
  locked: { policy: 'last-writer-register', why: 'Yes or no, free of all else.' },
  hidden: { policy: 'last-writer-register', why: 'Yes or no, free of all else.' },
  text: {
    policy: 'character-merge',
    why: 'Two people who type in one label at once both see all of it.',
  },
  ...mapRegisters((name): PropertyPolicy => {
    const { policy, why } = REGISTERS[name];
    return { policy, why };
  }),
};
