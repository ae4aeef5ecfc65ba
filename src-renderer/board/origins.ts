import type { WriteIntent } from './element.ts';

/** The origin of every transaction that this session writes. */
export interface LocalOrigin {
  readonly kind: 'local';
  readonly intent: WriteIntent;
}

/** One object per intent, so that a reader may compare identities. */
export const LOCAL_ORIGINS: Readonly<Record<WriteIntent, LocalOrigin>> = {
  undoable: Object.freeze({ kind: 'local', intent: 'undoable' }),
  silent: Object.freeze({ kind: 'local', intent: 'silent' }),
};

/** The origin of an ordinary edit, one step of undo. */
export const LOCAL_ORIGIN: LocalOrigin = LOCAL_ORIGINS.undoable;

export function isLocalOrigin(origin: unknown): origin is LocalOrigin {
  return origin === LOCAL_ORIGINS.undoable || origin === LOCAL_ORIGINS.silent;
}
