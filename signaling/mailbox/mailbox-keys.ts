/** Keys of what is kept for one room. A room id is base64url, so the parts cannot run together. */
const SEQUENCE_DIGITS = 14;

const ordered = (sequence: number): string => sequence.toString(16).padStart(SEQUENCE_DIGITS, '0');

export const META_SECTION = ['meta/', 'meta0'] as const;
export const metaKey = (room: string): string => `meta/${room}`;
export const roomOfMetaKey = (key: string): string => key.slice('meta/'.length);

export const entryKey = (room: string, sequence: number): string =>
  `${room}/entry/${ordered(sequence)}`;
export const snapshotKey = (room: string, sequence: number): string =>
  `${room}/snapshot/${ordered(sequence)}`;
export const headKey = (room: string, device: string): string => `${room}/head/${device}`;
export const partKey = (room: string, hash: string): string => `${room}/part/${hash}`;

/** The sequence at the end of an entry's or a snapshot's key. */
export const sequenceOf = (key: string): number => Number.parseInt(key.slice(-SEQUENCE_DIGITS), 16);

/** Everything of a room but its meta. */
export const roomSection = (room: string): readonly [string, string] => [`${room}/`, `${room}0`];
