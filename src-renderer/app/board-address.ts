import {
  type BoardLink,
  type BoardLinkError,
  parseBoardFragment,
} from '../sync/keys/board-link.ts';

/** What the page's address asks for (docs/protocol.md, "Addresses of the guest client"). */
export type BoardAddress =
  /** `/`: the last board, or a fresh one. */
  | { readonly kind: 'last' }
  /** `/#new`: a fresh board. */
  | { readonly kind: 'new' }
  /** `/#board=<secret>.<owner>`: that board. */
  | { readonly kind: 'board'; readonly link: Omit<BoardLink, 'cell'> }
  | { readonly kind: 'broken'; readonly code: BoardLinkError };

/** Reads `location.hash`. */
export function parseBoardAddress(hash: string): BoardAddress {
  const fragment = hash.replace(/^#/, '');
  if (fragment === '') return { kind: 'last' };
  if (fragment === 'new') return { kind: 'new' };
  const parsed = parseBoardFragment(fragment);
  if (!parsed.ok) {
    return { kind: 'broken', code: parsed.code === 'no-board' ? 'not-a-link' : parsed.code };
  }
  const { editSecret, ownerPublicKey } = parsed;
  return { kind: 'board', link: { editSecret, ownerPublicKey } };
}
