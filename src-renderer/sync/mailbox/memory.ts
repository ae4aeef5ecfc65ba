import { z } from 'zod';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'expected bytes');
const count = z.int().nonnegative();

/**
 * What this profile remembers of one board's mailbox, over restarts: how far it was read, and every
 * device's last entry, by which it notices that a cell shows less than it once had.
 */
export const mailboxMemorySchema = z.object({
  /** Names the mailbox's contents; another one means that sequences began anew. Empty: never read. */
  incarnation: z.string(),
  /** Everything up to this sequence was read. */
  cursor: count,
  /** Hash of the current snapshot; zeros when there is none. */
  snapshotHash: bytes,
  /** Bytes of the entries that no snapshot covers. */
  uncoveredBytes: count,
  /** Each device's last entry, by its key in base64url. */
  heads: z.array(z.object({ device: z.string(), counter: count, hash: bytes })),
  /** What the mailbox holds of the document: Yjs client id and clock. */
  vector: z.array(z.tuple([count, count])),
});
export type MailboxMemory = z.infer<typeof mailboxMemorySchema>;
