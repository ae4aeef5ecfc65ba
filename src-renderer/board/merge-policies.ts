/** How concurrent changes of one property come together. */
export const MERGE_POLICIES = {
  'last-writer-register':
    'One whole value; of concurrent ones Yjs keeps one, the same on every replica.',
  'atomic-register':
    'Several numbers that make sense only together, kept as one value: never a mix of two writes.',
  'fractional-index': 'A key between its neighbours with jitter; ties are broken by the id.',
  'character-merge': 'Every inserted and every deleted character of everybody is kept.',
  'edit-wins-marker':
    'A marker that lists the edits it has seen; an edit that it has not seen brings the element back.',
  'written-once': 'Set when the element is made and never again.',
} as const;
export type MergePolicy = keyof typeof MERGE_POLICIES;
