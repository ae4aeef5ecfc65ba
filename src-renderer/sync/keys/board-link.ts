import { KEY_BYTES } from './board-keys.ts';
import { fromBase64Url, toBase64Url } from './bytes.ts';

/** What a link to a board holds. */
export interface BoardLink {
  /** http(s) origin of the cell at which the board's people meet; null = the page's own. */
  readonly cell: string | null;
  readonly editSecret: Uint8Array;
  readonly ownerPublicKey: Uint8Array;
}

export type BoardLinkError =
  | 'not-a-link'
  | 'no-board'
  | 'truncated'
  | 'damaged-secret'
  | 'bad-cell-address';

export type ParsedBoardLink =
  | { readonly ok: true; readonly link: BoardLink }
  | { readonly ok: false; readonly code: BoardLinkError };

const BOARD_PARAMETER = 'board';

/** `<edit secret>.<owner public key>`, both base64url: what stands behind `#board=`. */
export const formatBoardFragment = (link: Omit<BoardLink, 'cell'>): string =>
  `${BOARD_PARAMETER}=${toBase64Url(link.editSecret)}.${toBase64Url(link.ownerPublicKey)}`;

/** The link for browsers: the cell serves the guest client at `/`; the fragment never reaches it. */
export const formatWebLink = (link: BoardLink & { readonly cell: string }): string =>
  `${link.cell}/#${formatBoardFragment(link)}`;

/** The link that opens the desktop app. */
export const formatAppLink = (link: BoardLink & { readonly cell: string }): string =>
  `drawbridge://join?cell=${encodeURIComponent(link.cell)}#${formatBoardFragment(link)}`;

/**
 * The origin of a cell's address as people type it: `cell.example`, `10.0.0.5:4444`,
 * `https://cell.example/`. Without a scheme https is meant, except for loopback.
 * @returns null when it is no http(s) address.
 */
export function parseCellOrigin(address: string): string | null {
  const trimmed = address.trim();
  // Chromium takes spaces within a host's name, as %20.
  if (trimmed === '' || /\s/.test(trimmed)) return null;
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed);
  const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|\/|$)/i.test(trimmed);
  const text = hasScheme ? trimmed : `${loopback ? 'http' : 'https'}://${trimmed}`;
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (url.username !== '' || url.password !== '' || url.hostname === '') return null;
  return url.origin;
}

/** Reads `board=<secret>.<owner>` out of a fragment with or without its `#`. */
export function parseBoardFragment(
  fragment: string,
):
  | { ok: true; editSecret: Uint8Array; ownerPublicKey: Uint8Array }
  | { ok: false; code: BoardLinkError } {
  const value = new URLSearchParams(fragment.replace(/^#/, '')).get(BOARD_PARAMETER);
  if (value === null) return { ok: false, code: 'no-board' };
  const parts = value.split('.');
  if (parts.length !== 2) return { ok: false, code: 'truncated' };
  const [secretText = '', ownerText = ''] = parts;
  const expectedLength = toBase64Url(new Uint8Array(KEY_BYTES)).length;
  if (secretText.length < expectedLength || ownerText.length < expectedLength) {
    return { ok: false, code: 'truncated' };
  }
  const editSecret = fromBase64Url(secretText, KEY_BYTES);
  const ownerPublicKey = fromBase64Url(ownerText, KEY_BYTES);
  if (!editSecret || !ownerPublicKey) return { ok: false, code: 'damaged-secret' };
  return { ok: true, editSecret, ownerPublicKey };
}

/** Parses a link that somebody pasted, clicked or opened: either of the two forms. */
export function parseBoardLink(text: string): ParsedBoardLink {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return { ok: false, code: 'not-a-link' };
  const url = new URL(trimmed);
  let cell: string | null;
  if (url.protocol === 'drawbridge:') {
    const address = url.searchParams.get('cell');
    cell = address === null ? null : parseCellOrigin(address);
    if (cell === null) return { ok: false, code: 'bad-cell-address' };
  } else if (url.protocol === 'http:' || url.protocol === 'https:') {
    cell = url.origin;
  } else {
    return { ok: false, code: 'not-a-link' };
  }
  const board = parseBoardFragment(url.hash);
  if (!board.ok) return board;
  return {
    ok: true,
    link: { cell, editSecret: board.editSecret, ownerPublicKey: board.ownerPublicKey },
  };
}
