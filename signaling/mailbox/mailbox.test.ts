import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { connectRedis } from '../bus/redis-connection.ts';
import type { DeviceHead } from '../protocol.ts';
import { newPersonId, newSigningKey, sha256, TestBoard } from '../testing/board.ts';
import { MailboxReader, TestDevice } from '../testing/mailbox-reader.ts';
import { RUNGS, SessionClient } from '../testing/session-client.ts';
import { startTestCell } from '../testing/test-cell.ts';
import { HAS_REDIS, TestRedis } from '../testing/test-redis.ts';
import { LevelStore } from './level-store.ts';
import { MemoryStore, type OrderedStore } from './ordered-store.ts';
import { RedisStore } from './redis-store.ts';

const bytes = (text: string): Buffer => Buffer.from(text);
const text = (value: Uint8Array): string => Buffer.from(value).toString('base64url');
const NOTHING = new Uint8Array(32);
const KEPT_FOR_MS = 60_000;
const IN_REDIS = 'in Redis';

const stores: readonly (readonly [string, () => Promise<OrderedStore>])[] = [
  ['in memory', async () => new MemoryStore()],
  [
    'in a folder',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'drawbridge-mailbox-'));
      onTestFinished(() => rm(folder, { recursive: true }));
      return LevelStore.open(folder);
    },
  ],
  [
    IN_REDIS,
    async () => {
      const redis = await TestRedis.start();
      return RedisStore.open(connectRedis(redis.target), KEPT_FOR_MS);
    },
  ],
];

describe.each(stores)('a mailbox %s', (name, openStore) => {
  beforeEach((context) => {
    context.skip(name === IN_REDIS && !HAS_REDIS, 'there is no redis-server here');
  });
  const open = async (limits = {}) => {
    const mailboxStore = await openStore();
    const cell = await startTestCell({ mailboxStore, limits });
    const board = new TestBoard();
    return { cell, board, reader: await MailboxReader.open(cell.url, board) };
  };

  it.each(RUNGS)('keeps changes for somebody who comes later, over the rung %s', async (rung) => {
    const { cell, board } = await open();
    const anna = await MailboxReader.open(cell.url, board, rung);
    const device = new TestDevice(board);
    const entries = ['one', 'two', 'three'].map((content) => device.next(content));
    for (const [i, entry] of entries.entries()) {
      expect(await anna.append(entry)).toMatchObject({
        type: 'appended',
        device: text(device.key.publicKey),
        counter: i + 1,
        sequence: i + 1,
      });
    }
    anna.client.send({ type: 'bye' });
    const ben = await MailboxReader.open(cell.url, board, rung);
    const page = await ben.page(0);
    expect(page.entries).toEqual(entries);
    expect(page).toMatchObject({ head: 3, next: 3, more: false, snapshot: 0 });
    expect((await ben.page(2)).entries).toEqual(entries.slice(2));
    expect((await ben.page(3)).entries).toEqual([]);
  });

  it('tells those who are there that something new waits', async () => {
    const { cell, board, reader } = await open();
    const other = await MailboxReader.open(cell.url, board);
    const device = new TestDevice(board);
    await reader.append(device.next('one'));
    await other.client.until((its) => its.of('mailbox').length > 0);
    const { incarnation } = await other.page(0);
    expect(other.client.of('mailbox')).toEqual([
      { type: 'mailbox', room: board.room, incarnation, head: 1 },
    ]);
  });

  it('gives much in pages, at least one record each', async () => {
    const { board, reader } = await open();
    const device = new TestDevice(board);
    const entries = Array.from({ length: 10 }, (_, i) => device.next(Buffer.alloc(10_000, i)));
    for (const entry of entries) await reader.append(entry);
    const read: Buffer[] = [];
    let after = 0;
    const sizes: number[] = [];
    for (let more = true; more; ) {
      const page = await reader.page(after, { maxBytes: sizes.length === 0 ? 1 : 35_000 });
      read.push(...page.entries);
      sizes.push(page.entries.length);
      after = page.next;
      more = page.more;
    }
    expect(sizes).toEqual([1, 3, 3, 3]);
    expect(read).toEqual(entries);
  });

  it('takes the same entry twice as once', async () => {
    const { board, reader } = await open();
    const device = new TestDevice(board);
    const entry = device.next('one');
    expect(await reader.append(entry)).toMatchObject({ sequence: 1 });
    expect(await reader.append(entry)).toMatchObject({ type: 'appended', sequence: 1 });
    expect((await reader.page(0)).entries).toHaveLength(1);
  });

  it('takes the device’s next entry only, and says what it has', async () => {
    const { board, reader } = await open();
    const device = new TestDevice(board);
    await reader.append(device.next('one'));
    const { hash } = device.head;
    const expected = { counter: 1, hash: text(hash) };
    const fork = board.entry(device.key, { counter: 1, content: bytes('another one') });
    const skipping = board.entry(device.key, {
      counter: 3,
      previous: hash,
      content: bytes('three'),
    });
    const wrongPrevious = board.entry(device.key, { counter: 2, content: bytes('two') });
    for (const entry of [fork, skipping, wrongPrevious]) {
      expect(await reader.append(entry)).toMatchObject({ code: 'wrong-counter', expected });
    }
    expect(await reader.append(device.next('two'))).toMatchObject({ sequence: 2 });
    // A device that is not known here may begin anywhere.
    const late = new TestDevice(board);
    late.head = { ...late.head, counter: 41, hash: sha256(bytes('elsewhere')) };
    expect(await reader.append(late.next('forty-two'))).toMatchObject({ counter: 42, sequence: 3 });
  });

  it('gives a snapshot in place of what it covers, and goes on from there', async () => {
    const { board, reader } = await open();
    const [anna, ben] = [new TestDevice(board), new TestDevice(board)];
    for (const entry of [anna.next('a1'), ben.next('b1'), anna.next('a2')]) {
      await reader.append(entry);
    }
    const snapshot = board.snapshot(anna.key, {
      sequence: 3,
      heads: [anna.head, ben.head],
      content: bytes('all of it'),
    });
    expect(await reader.compact(snapshot)).toMatchObject({ type: 'compacted', sequence: 3 });
    const [a3, b2] = [anna.next('a3'), ben.next('b2')];
    expect(await reader.append(a3)).toMatchObject({ sequence: 4 });
    expect(await reader.append(b2)).toMatchObject({ sequence: 5 });
    const fresh = await reader.page(0);
    expect(fresh.snapshots).toEqual([snapshot]);
    expect(fresh.entries).toEqual([a3, b2]);
    expect(fresh).toMatchObject({ snapshot: 3, head: 5 });
    // Whoever has read past it needs no snapshot.
    const later = await reader.page(3);
    expect([later.snapshots, later.entries]).toEqual([[], [a3, b2]]);
    // What is covered can still be had.
    expect((await reader.page(0, { covered: true })).entries).toHaveLength(5);
    // The same again is answered as before.
    expect(await reader.compact(snapshot)).toMatchObject({ type: 'compacted', sequence: 3 });
  });

  it('takes a snapshot only in place of the current one', async () => {
    const { board, reader } = await open();
    const device = new TestDevice(board);
    await reader.append(device.next('one'));
    await reader.append(device.next('two'));
    const heads = [device.head];
    const first = board.snapshot(device.key, { sequence: 2, heads, content: bytes('first') });
    const rival = board.snapshot(device.key, { sequence: 2, heads, content: bytes('rival') });
    expect(await reader.compact(first)).toMatchObject({ type: 'compacted' });
    expect(await reader.compact(rival)).toMatchObject({ code: 'conflict' });
    await reader.append(device.next('three'));
    const blind = { sequence: 3, heads: [device.head], content: bytes('second') };
    expect(await reader.compact(board.snapshot(device.key, blind))).toMatchObject({
      code: 'conflict',
    });
    const older = { sequence: 2, heads, content: bytes('x'), replaces: sha256(first) };
    expect(await reader.compact(board.snapshot(device.key, older))).toMatchObject({
      code: 'conflict',
    });
    const second = board.snapshot(device.key, { ...blind, replaces: sha256(first) });
    expect(await reader.compact(second)).toMatchObject({ type: 'compacted', sequence: 3 });
    const all = await reader.page(0, { covered: true });
    expect(all.snapshots).toEqual([first, second]);
  });

  it('takes no snapshot that leaves out or misstates what it has', async () => {
    const { board, reader } = await open();
    const [anna, ben] = [new TestDevice(board), new TestDevice(board)];
    for (const entry of [anna.next('a1'), ben.next('b1')]) await reader.append(entry);
    const wrong: readonly (readonly DeviceHead[])[] = [
      [],
      [anna.head],
      [anna.head, { ...ben.head, counter: 0 }],
      [anna.head, { ...ben.head, hash: NOTHING }],
      [anna.head, ben.head, ben.head],
    ];
    for (const heads of wrong) {
      const snapshot = board.snapshot(anna.key, { sequence: 2, heads, content: bytes('x') });
      expect(await reader.compact(snapshot)).toMatchObject({ code: 'wrong-heads' });
    }
    const beyond = { sequence: 3, heads: [anna.head, ben.head], content: bytes('x') };
    expect(await reader.compact(board.snapshot(anna.key, beyond))).toMatchObject({
      code: 'wrong-heads',
    });
    // The cell may have lost something that a snapshot still has: it believes the snapshot.
    ben.next('b2, lost by the cell');
    const healed = { sequence: 2, heads: [anna.head, ben.head], content: bytes('x') };
    expect(await reader.compact(board.snapshot(anna.key, healed))).toMatchObject({
      type: 'compacted',
    });
    expect(await reader.append(ben.next('b3'))).toMatchObject({ counter: 3, sequence: 3 });
    // A later snapshot has to name what the earlier one named.
    const forgetful = {
      sequence: 3,
      heads: [ben.head],
      content: bytes('y'),
      replaces: sha256(board.snapshot(anna.key, healed)),
    };
    expect(await reader.compact(board.snapshot(ben.key, forgetful))).toMatchObject({
      code: 'wrong-heads',
    });
  });

  it('keeps the parts of a snapshot that is larger than a frame', async () => {
    const { board, reader } = await open();
    const device = new TestDevice(board);
    await reader.append(device.next('one'));
    const contents = [Buffer.alloc(3_000_000, 1), Buffer.alloc(3_000_000, 2)];
    const parts = contents.map(sha256);
    const snapshot = board.snapshot(device.key, {
      sequence: 1,
      heads: [device.head],
      parts,
      content: bytes('in two parts'),
    });
    expect(await reader.compact(snapshot)).toMatchObject({ code: 'missing-part' });
    for (const content of contents) {
      expect(await reader.putPart(board.part(content))).toMatchObject({ type: 'part-stored' });
    }
    expect(await reader.compact(snapshot)).toMatchObject({ type: 'compacted' });
    const { client } = reader;
    for (const [i, hash] of parts.entries()) {
      const before = client.frames.length;
      client.send({ type: 'read-part', id: i, room: board.room, hash: text(hash) });
      await client.until(({ frames }) => frames.length > before);
      expect(
        client.frames
          .at(-1)
          ?.subarray(52 + 64)
          .equals(contents[i] ?? Buffer.alloc(0)),
      ).toBe(true);
    }
    client.send({ type: 'read-part', id: 9, room: board.room, hash: text(NOTHING) });
    await client.until((its) => its.of('mailbox-refused').length === 2);
    expect(client.of('mailbox-refused')[1]).toMatchObject({ id: 9, code: 'missing-part' });
  });

  it('has a quota that a snapshot makes room in', async () => {
    const { board, reader } = await open({ mailboxQuotaBytes: 5_000 });
    const device = new TestDevice(board);
    const before = device.head;
    expect(await reader.append(device.next(Buffer.alloc(2_000)))).toMatchObject({
      usage: { usedBytes: 2_233, quotaBytes: 5_000, keptForMs: 30 * 24 * 60 * 60_000 },
    });
    await reader.append(device.next(Buffer.alloc(2_000)));
    const { head } = device;
    expect(await reader.append(device.next(Buffer.alloc(2_000)))).toMatchObject({ code: 'quota' });
    device.head = head;
    expect(before.counter).toBe(0);
    const snapshot = { sequence: 2, heads: [head], content: Buffer.alloc(1_000) };
    expect(await reader.compact(board.snapshot(device.key, snapshot))).toMatchObject({
      type: 'compacted',
    });
    expect(await reader.append(device.next(Buffer.alloc(2_000)))).toMatchObject({ sequence: 3 });
    expect(await reader.putPart(board.part(Buffer.alloc(2_000)))).toMatchObject({ code: 'quota' });
  });

  it('is for its room only, and for those who know its link', async () => {
    const { cell, board, reader } = await open();
    await reader.append(new TestDevice(board).next('a secret'));
    const stranger = await SessionClient.connect(cell.url);
    const ask = { type: 'read-mailbox', id: 1, room: board.room, after: 0 } as const;
    stranger.send(ask);
    stranger.send({ type: 'enter', room: board.room, person: newPersonId() });
    stranger.send({ ...ask, id: 2 });
    stranger.send({ type: 'read-part', id: 3, room: board.room, hash: text(NOTHING) });
    stranger.sendFrame(board.frame('append', new TestDevice(board).next('x')));
    await stranger.until((its) => its.of('mailbox-refused').length === 4);
    expect(stranger.of('mailbox-refused').map(({ code }) => code)).toEqual(
      Array.from({ length: 4 }, () => 'no-proof'),
    );
    expect(stranger.frames).toEqual([]);
  });

  it.each(RUNGS)(
    'takes nothing without the edit key’s signature, over the rung %s',
    async (rung) => {
      const { cell, board, reader } = await open();
      await reader.append(new TestDevice(board).next('the only one'));
      const intruder = await MailboxReader.open(cell.url, board, rung);
      const [device, other] = [newSigningKey(), new TestBoard()];
      const entry = { counter: 1, content: bytes('x') };
      const snapshot = { sequence: 1, heads: [], content: bytes('x') };
      const forged = newSigningKey();
      const valid = new TestDevice(board).next('valid');
      const changed = Buffer.from(valid);
      changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
      const otherDevice = Buffer.from(valid);
      device.publicKey.copy(otherDevice, 33);
      for (const record of [
        board.entry(device, entry, forged),
        changed,
        otherDevice,
        other.entry(device, entry),
        Buffer.alloc(300),
      ]) {
        expect((await intruder.append(record)).type).toBe('mailbox-refused');
      }
      expect((await intruder.compact(board.snapshot(device, snapshot, forged))).type).toBe(
        'mailbox-refused',
      );
      expect((await intruder.putPart(board.part(bytes('x'), forged))).type).toBe('mailbox-refused');
      const codes = intruder.client.of('mailbox-refused').map(({ code }) => code);
      expect(codes).toEqual([
        'bad-signature',
        'bad-signature',
        'bad-signature',
        'invalid-record',
        'invalid-record',
        'bad-signature',
        'bad-signature',
      ]);
      expect((await reader.page(0)).entries).toHaveLength(1);
    },
  );
});

describe('what has expired', () => {
  const DAY_MS = 24 * 60 * 60_000;

  it.each(stores)(
    'is forgotten %s: mailboxes, covered records, unnamed parts',
    async (_name, openStore) => {
      const { OrderedMailboxes } = await import('./ordered-mailboxes.ts');
      const { checkEntry, checkPart, checkSnapshot } = await import('./check-records.ts');
      const { publicKeyOf } = await import('../presence/room-proof.ts');
      let nowMs = Date.UTC(2026, 0, 1);
      const mailboxes = await OrderedMailboxes.open(
        await openStore(),
        {
          mailboxQuotaBytes: 1_000_000,
          mailboxTotalBytes: 10_000_000,
          mailboxKeptForMs: 30 * DAY_MS,
          mailboxCoveredKeptForMs: 7 * DAY_MS,
          mailboxPartKeptForMs: 60 * 60_000,
        },
        () => nowMs,
      );
      onTestFinished(() => mailboxes.close());
      const board = new TestBoard();
      const proof = { editKey: publicKeyOf(board.proof.edit) };
      const { room, roomBytes } = board;
      const valid = <T>(checked: { ok: boolean; record?: T }): T => {
        if (checked.record === undefined) throw new Error('not valid');
        return checked.record;
      };
      const device = new TestDevice(board);
      const append = async (content: string) =>
        mailboxes.append(room, valid(checkEntry(device.next(content), roomBytes, proof)));
      const compact = async (sequence: number, replaces: Uint8Array, parts: Uint8Array[]) => {
        const fields = { sequence, heads: [device.head], content: bytes('s'), replaces, parts };
        const snapshot = board.snapshot(device.key, fields);
        const result = await mailboxes.compact(
          room,
          valid(checkSnapshot(snapshot, roomBytes, proof)),
        );
        expect(result.ok).toBe(true);
        return sha256(snapshot);
      };
      const [named, unnamed] = [board.part(bytes('named')), board.part(bytes('unnamed'))];
      const hashes = [named, unnamed].map((part) => valid(checkPart(part, roomBytes, proof)));
      const [namedHash = '', unnamedHash = ''] = hashes;
      await append('one');
      await mailboxes.putPart(room, namedHash, named);
      await mailboxes.putPart(room, unnamedHash, unnamed);
      const first = await compact(1, NOTHING, [sha256(bytes('named'))]);
      await append('two');
      await compact(2, first, []);
      const all = () => mailboxes.read(room, { after: 0, covered: true, maxBytes: 1_000_000 });

      nowMs += 2 * 60 * 60_000;
      await mailboxes.sweep();
      expect(await mailboxes.part(room, unnamedHash)).toBeUndefined();
      expect(await mailboxes.part(room, namedHash)).toEqual(named);
      expect([(await all()).entries.length, (await all()).snapshots.length]).toEqual([2, 2]);

      nowMs += 8 * DAY_MS;
      await mailboxes.sweep();
      expect([(await all()).entries.length, (await all()).snapshots.length]).toEqual([0, 1]);
      expect(await mailboxes.part(room, namedHash)).toBeUndefined();
      expect(await append('three')).toMatchObject({ ok: true, sequence: 3 });

      // Reading counts as use.
      for (let day = 0; day < 60; day += 20) {
        nowMs += 20 * DAY_MS;
        await mailboxes.sweep();
        expect((await all()).state.head).toBe(3);
      }
      const { incarnation } = (await all()).state;
      nowMs += 31 * DAY_MS;
      await mailboxes.sweep();
      expect((await all()).state).toMatchObject({ head: 0, usage: { usedBytes: 0 } });
      expect(mailboxes.totalBytes).toBe(0);
      await append('four');
      expect((await all()).state.incarnation).not.toBe(incarnation);
    },
  );
});

describe('a mailbox in a folder', () => {
  it('is there again after the cell has stopped (with its devices’ counters)', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'drawbridge-mailbox-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const board = new TestBoard();
    const device = new TestDevice(board);
    const first = await startTestCell({ mailboxStore: await LevelStore.open(folder) });
    const anna = await MailboxReader.open(first.url, board);
    await anna.append(device.next('one'));
    const { incarnation } = await anna.page(0);
    await first.stop();
    const second = await startTestCell({ mailboxStore: await LevelStore.open(folder) });
    const ben = await MailboxReader.open(second.url, board);
    expect(await ben.page(0)).toMatchObject({ head: 1, incarnation, usage: { durable: true } });
    expect(await ben.append(device.next('two'))).toMatchObject({ sequence: 2 });
  });
});
