/** Changes of a board, to be cut into slices. */
export interface ToSliceWorker {
  readonly updates: readonly Uint8Array[];
}

export type FromSliceWorker =
  | { readonly kind: 'slice'; readonly slice: Uint8Array }
  | { readonly kind: 'done' };
