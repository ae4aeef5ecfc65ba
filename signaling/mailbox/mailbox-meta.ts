import { randomBytes } from 'node:crypto';
import { z } from 'zod';

const count = z.number().int().nonnegative();

/** What is known about one mailbox besides its records. */
export const mailboxMetaSchema = z.object({
  incarnation: z.string(),
  /** Last sequence given. */
  head: count,
  snapshot: z.object({ sequence: count, hash: z.string(), bytes: count }).nullable(),
  /** Entries that no snapshot covers. */
  entriesBytes: count,
  /** Parts that no snapshot names yet. */
  pendingParts: z.array(z.object({ hash: z.string(), bytes: count, storedAtMs: count })),
  /** What each snapshot covered and replaced, oldest first, until it is forgotten. */
  covered: z.array(z.object({ sequence: count, atMs: count, bytes: count })),
  lastUsedMs: count,
});
export type MailboxMeta = z.infer<typeof mailboxMetaSchema>;

const INCARNATION_BYTES = 16;

export const newMeta = (nowMs: number): MailboxMeta => ({
  incarnation: randomBytes(INCARNATION_BYTES).toString('base64url'),
  head: 0,
  snapshot: null,
  entriesBytes: 0,
  pendingParts: [],
  covered: [],
  lastUsedMs: nowMs,
});

const sum = (items: readonly { readonly bytes: number }[]): number =>
  items.reduce((total, { bytes }) => total + bytes, 0);

/** What counts against the quota: covered records do not, so that compaction always helps. */
export const usedBytes = (meta: MailboxMeta): number =>
  meta.entriesBytes + (meta.snapshot?.bytes ?? 0) + sum(meta.pendingParts);

export const coveredBytes = (meta: MailboxMeta): number => sum(meta.covered);
