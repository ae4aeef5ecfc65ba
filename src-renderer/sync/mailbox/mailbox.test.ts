import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { deriveBoardKeys, newSigningKeyPair, type SigningKeyPair } from '../keys/board-keys.ts';
import { fromBase64Url, randomBytes } from '../keys/bytes.ts';
import { Sealer } from '../keys/sealer.ts';
import { nextTurn } from '../peer-link/next-turn.ts';
import { Mailbox } from './mailbox.ts';
import type { MailboxMemory } from './memory.ts';
import { makeEntry, NO_HASH } from './records.ts';
import { MemoryMailbox, type MemoryMailboxPort } from './testing/memory-mailbox.ts';

const keys = deriveBoardKeys(randomBytes(32), newSigningKeyPair().publicKey);
const room = fromBase64Url(keys.roomId) ?? new Uint8Array();
const until = (holds: () => boolean): Promise<void> =>
  vi.waitFor(() => expect(holds()).toBe(true), { timeout: 15_000, interval: 5 });

interface Copy {
  readonly doc: Y.Doc;
  readonly mailbox: Mailbox;
  readonly port: MemoryMailboxPort;
  readonly memory: () => MailboxMemory | null;
}

describe('the mailbox of a board', () => {
  const open: Mailbox[] = [];
  let queue: Promise<unknown> = Promise.resolve();

  const copy = (
    server: MemoryMailbox,
    options: {
      doc?: Y.Doc;
      device?: SigningKeyPair;
      memory?: MailboxMemory | null;
      compactAfterBytes?: number;
    } = {},
  ): Copy => {
    const doc = options.doc ?? new Y.Doc();
    const port = server.connect();
    let saved = options.memory ?? null;
    const mailbox = new Mailbox({
      doc,
      keys: { room, edit: keys.edit, device: options.device ?? newSigningKeyPair() },
      sealer: new Sealer('mailbox-content', room, keys.contentKey),
      port,
      memory: saved,
      save: async (memory) => {
        saved = memory;
      },
      exclusive: (task) => {
        const run = queue.then(task, task);
        queue = run.catch(() => undefined);
        return run;
      },
      appendAfterMs: 0,
      carryAfterMs: 1,
      ...(options.compactAfterBytes === undefined
        ? {}
        : { compactAfterBytes: options.compactAfterBytes }),
    });
    open.push(mailbox);
    return { doc, mailbox, port, memory: () => saved };
  };
  afterEach(() => {
    for (const mailbox of open.splice(0)) mailbox.destroy();
  });

  const write = (doc: Y.Doc, key: string, value = 'v'): void => {
    doc.getMap('m').set(key, value);
  };
  const keysOf = (doc: Y.Doc): string[] => [...doc.getMap('m').keys()].sort();

  it('takes a large state in slice by slice, with turns for everything else between', async () => {
    const server = new MemoryMailbox();
    const ada = copy(server);
    for (let i = 0; i < 1_000; i++) ada.doc.getMap('m').set(`k${i}`, randomBytes(300));
    await until(() => server.entries.length > 0);
    ada.mailbox.destroy();
    const bob = copy(server);
    let turns = 0;
    const turnsOfUpdates: number[] = [];
    const next = (): void => {
      turns += 1;
      if (keysOf(bob.doc).length < 1_000) nextTurn(next);
    };
    next();
    bob.doc.on('update', () => turnsOfUpdates.push(turns));
    await until(() => keysOf(bob.doc).length === 1_000);
    expect(turnsOfUpdates.length).toBeGreaterThan(5);
    expect(new Set(turnsOfUpdates).size).toBe(turnsOfUpdates.length);
  });

  it('brings a change to somebody who comes when its maker has gone', async () => {
    const server = new MemoryMailbox();
    const ada = copy(server);
    write(ada.doc, 'from ada');
    await until(() => server.entries.length > 0);
    ada.mailbox.destroy();
    const bob = copy(server);
    await until(() => keysOf(bob.doc).length === 1);
    expect(keysOf(bob.doc)).toEqual(['from ada']);
  });

  it('tells the cell nothing of what is in it', async () => {
    const server = new MemoryMailbox();
    const ada = copy(server);
    write(ada.doc, 'a very secret word');
    await until(() => server.entries.length > 0);
    const stored = server.entries.map(({ bytes }) => new TextDecoder().decode(bytes)).join('');
    expect(stored).not.toContain('secret');
  });

  it('is known to hold a change only once the cell has said so', async () => {
    const server = new MemoryMailbox();
    const ada = copy(server);
    write(ada.doc, 'x');
    expect(ada.mailbox.state.holds.get(ada.doc.clientID)).toBeUndefined();
    await until(() => ada.mailbox.state.holds.get(ada.doc.clientID) === 1);
    expect(server.entries).toHaveLength(1);
  });

  it('takes each change once, though everybody there could put it in', async () => {
    const server = new MemoryMailbox();
    const ada = copy(server);
    const bob = copy(server);
    for (let i = 0; i < 5; i++) {
      write(ada.doc, `a${i}`);
      write(bob.doc, `b${i}`);
      await until(
        () => keysOf(ada.doc).length === 2 * i + 2 && keysOf(bob.doc).length === 2 * i + 2,
      );
    }
    expect(server.entries.length).toBeLessThanOrEqual(10);
  });

  it('is read again from the beginning by a copy that has lost what it had read (CM-14)', async () => {
    const server = new MemoryMailbox();
    const ada = copy(server);
    write(ada.doc, 'from ada');
    await until(() => server.entries.length > 0);
    const bob = copy(server);
    await until(() => keysOf(bob.doc).length === 1 && (bob.memory()?.cursor ?? 0) > 0);
    for (const { mailbox } of [ada, bob]) mailbox.destroy();
    const damaged = copy(server, { memory: bob.memory() });
    await until(() => keysOf(damaged.doc).length === 1);
    expect(keysOf(damaged.doc)).toEqual(['from ada']);
  });

  it('goes on where it was after a restart, without putting anything in twice', async () => {
    const server = new MemoryMailbox();
    const device = newSigningKeyPair();
    const ada = copy(server, { device });
    write(ada.doc, 'x');
    await until(() => ada.memory()?.heads.length === 1);
    ada.mailbox.destroy();
    const again = copy(server, { device, doc: ada.doc, memory: ada.memory() });
    await until(() => again.mailbox.state.usage !== null);
    write(again.doc, 'y');
    await until(() => server.entries.length === 2);
    expect(again.port.requests).toEqual(['read', 'append']);
  });

  it('lets two windows of one profile put in under one device key', async () => {
    const server = new MemoryMailbox();
    const device = newSigningKeyPair();
    const [one, two] = [copy(server, { device }), copy(server, { device })];
    write(one.doc, 'x');
    write(two.doc, 'y');
    await until(() => keysOf(one.doc).length === 2 && keysOf(two.doc).length === 2);
    expect(one.mailbox.state.problem).toBeNull();
  });

  it('puts everything in again, and says so, when the cell lost what it had', async () => {
    const server = new MemoryMailbox();
    const ada = copy(server);
    write(ada.doc, 'x');
    await until(() => server.entries.length === 1);
    server.entries = [];
    server.head = 0;
    server.incarnation = 'emptied';
    ada.port.tell();
    await until(() => server.entries.length === 1);
    expect(ada.mailbox.state.problem).toBe('rolled-back');
    const bob = copy(server);
    await until(() => keysOf(bob.doc).length === 1);
  });

  it('finds nothing strange in a cell without a disk that was started again', async () => {
    const server = new MemoryMailbox();
    server.durable = false;
    const ada = copy(server);
    write(ada.doc, 'x');
    await until(() => server.entries.length === 1);
    server.entries = [];
    server.head = 0;
    server.incarnation = 'started again';
    ada.port.tell();
    await until(() => server.entries.length === 1);
    expect(ada.mailbox.state.problem).toBeNull();
  });

  it('notices that the newest entries are withheld, and puts them in again', async () => {
    const server = new MemoryMailbox();
    const ada = copy(server);
    write(ada.doc, 'x');
    await until(() => server.entries.length === 1);
    const old = [...server.entries];
    write(ada.doc, 'y');
    await until(() => server.entries.length === 2);
    server.entries = old;
    server.head = 1;
    ada.port.tell();
    await until(() => ada.mailbox.state.problem === 'rolled-back');
    await until(() => server.entries.length > 1);
    const bob = copy(server);
    await until(() => keysOf(bob.doc).length === 2);
  });

  it('notices an entry that is missing in the middle', async () => {
    const server = new MemoryMailbox();
    const ada = copy(server);
    for (const key of ['x', 'y', 'z']) {
      write(ada.doc, key);
      await until(() => server.entries.some(({ sequence }) => sequence === keysOf(ada.doc).length));
    }
    server.entries.splice(1, 1);
    const bob = copy(server);
    await until(() => bob.mailbox.state.problem === 'gap');
    await until(() => bob.memory() !== null);
    // What comes after the gap is of no use without it, so nobody may count on the mailbox for it.
    const { holds } = bob.mailbox.state;
    expect(holds.get(ada.doc.clientID)).toBeLessThan(
      Y.getState(ada.doc.store, ada.doc.clientID) - 1,
    );
  });

  it('takes nothing that was not signed with the edit key', async () => {
    const server = new MemoryMailbox();
    const other = new Y.Doc();
    write(other, 'smuggled');
    const sealer = new Sealer('mailbox-content', room, keys.contentKey);
    const content = await sealer.seal(Y.encodeStateAsUpdate(other));
    const forger = { room, edit: newSigningKeyPair(), device: newSigningKeyPair() };
    server.append(makeEntry(forger, { counter: 1, previous: NO_HASH }, content));
    const bob = copy(server);
    await until(() => bob.mailbox.state.usage !== null);
    expect(keysOf(bob.doc)).toEqual([]);
  });

  it('replaces many entries by one snapshot, which a newcomer reads', async () => {
    const server = new MemoryMailbox();
    const ada = copy(server, { compactAfterBytes: 2_000 });
    for (let i = 0; i < 12; i++) {
      write(ada.doc, `k${i}`, 'x'.repeat(200));
      await until(() => (ada.mailbox.state.holds.get(ada.doc.clientID) ?? 0) > i);
    }
    await until(() => server.snapshot !== null);
    expect(server.entries.length).toBeLessThan(12);
    const bob = copy(server);
    await until(() => keysOf(bob.doc).length === 12);
    write(ada.doc, 'after');
    await until(() => keysOf(bob.doc).length === 13);
    expect(bob.mailbox.state.problem).toBeNull();
  });

  it('splits the snapshot of a large board into parts', async () => {
    const server = new MemoryMailbox();
    const ada = copy(server, { compactAfterBytes: 100_000 });
    ada.doc.transact(() => {
      for (let i = 0; i < 200; i++) write(ada.doc, `k${i}`, 'x'.repeat(20_000));
    });
    await until(() => server.snapshot !== null);
    expect(server.parts.size).toBeGreaterThan(1);
    const bob = copy(server);
    await until(() => keysOf(bob.doc).length === 200);
  });

  it('says when the cell keeps no more, and goes on once it does', async () => {
    const server = new MemoryMailbox();
    server.quotaBytes = 100;
    const ada = copy(server);
    write(ada.doc, 'x');
    await until(() => ada.mailbox.state.problem === 'quota');
    server.quotaBytes = 1_000_000;
    write(ada.doc, 'y');
    await until(() => server.entries.length > 0);
    await until(() => ada.mailbox.state.problem === null);
  });
});
