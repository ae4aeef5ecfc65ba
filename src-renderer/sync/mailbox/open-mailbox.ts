import type * as Y from 'yjs';
import type { BoardKeys, SigningKeyPair } from '../keys/board-keys.ts';
import { fromBase64Url } from '../keys/bytes.ts';
import { Sealer } from '../keys/sealer.ts';
import { Mailbox } from './mailbox.ts';
import type { MailboxPort } from './mailbox-port.ts';
import { type MailboxMemory, mailboxMemorySchema } from './memory.ts';

/** Where a profile keeps what it remembers of a board's mailbox. */
export interface MailboxStore {
  /** What was saved last, unchecked. */
  load(): Promise<unknown>;
  save(memory: MailboxMemory): Promise<void>;
}

export interface OpenMailboxOptions {
  readonly doc: Y.Doc;
  readonly keys: BoardKeys;
  readonly device: SigningKeyPair;
  readonly port: MailboxPort;
  readonly store: MailboxStore;
}

/** Opens a board's mailbox with what this profile remembers of it. */
export async function openMailbox(options: OpenMailboxOptions): Promise<Mailbox> {
  const { doc, keys, device, port, store } = options;
  const room = fromBase64Url(keys.roomId) ?? new Uint8Array();
  const saved = await store.load().catch((error: unknown) => {
    console.error('what was remembered of the mailbox could not be read', error);
    return undefined;
  });
  const memory = mailboxMemorySchema.safeParse(saved);
  return new Mailbox({
    doc,
    keys: { room, edit: keys.edit, device },
    sealer: new Sealer('mailbox-content', room, keys.contentKey),
    port,
    // Without it everything is read from the beginning: more work, and nothing lost.
    memory: memory.success ? memory.data : null,
    save: (now) => store.save(now),
    exclusive: exclusively(`drawbridge-mailbox-${keys.roomId}`),
  });
}

/** Runs a task while no other window of this profile runs one of this name (Web Locks). */
function exclusively(name: string): <T>(task: () => Promise<T>) => Promise<T> {
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  if (!locks) return (task) => task();
  return async (task) => await locks.request(name, task);
}
