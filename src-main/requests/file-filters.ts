import type { FileFilter } from 'electron';

const EXTENSION = /^\.?([a-z0-9]{1,16})$/i;
/** Extensions of the media types that boards use. */
const EXTENSIONS_OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/svg+xml': ['svg'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'image/*': ['png', 'jpg', 'jpeg', 'svg', 'webp', 'gif'],
  'application/json': ['json'],
  'application/pdf': ['pdf'],
};

/** The dialog filters for a list as of `<input accept>`; none when it names nothing known. */
export function filtersOfAccept(accept: string): FileFilter[] {
  const extensions = new Set<string>();
  for (const part of accept.split(',').map((each) => each.trim())) {
    const known = EXTENSIONS_OF_TYPE[part.toLowerCase()];
    for (const extension of known ?? []) extensions.add(extension);
    const match = part.startsWith('.') ? EXTENSION.exec(part) : null;
    if (match?.[1] !== undefined) extensions.add(match[1].toLowerCase());
  }
  if (extensions.size === 0) return [];
  return [
    { name: [...extensions].map((each) => `*.${each}`).join(', '), extensions: [...extensions] },
    { name: '*', extensions: ['*'] },
  ];
}

/** The dialog filter for a file to be saved under a name; none for a name without extension. */
export function filtersOfName(name: string): FileFilter[] {
  const match = EXTENSION.exec(name.includes('.') ? (name.split('.').pop() ?? '') : '');
  return match?.[1] === undefined ? [] : [{ name: `*.${match[1]}`, extensions: [match[1]] }];
}
