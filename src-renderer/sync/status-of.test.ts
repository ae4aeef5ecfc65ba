import { describe, expect, it } from 'vitest';
import { OwnChanges } from './holdings/own-changes.ts';
import { type StatusInput, type StatusLink, statusOf } from './status-of.ts';

const ada: StatusLink = {
  personId: 'ada',
  admitted: 'editor',
  route: 'direct',
  presence: { name: 'Ada Lovelace', color: 'teal', tool: 'pen', cursor: null, selection: [] },
  holds: new Map([[1, 10]]),
};
const base: StatusInput = {
  links: [],
  pendingForMs: [],
  channel: { kind: 'open', rung: 'websocket' },
  online: true,
  holds: new Map([[1, 10]]),
  mailbox: null,
  pending: new Map(),
  storage: { kind: 'ok' },
  cell: { origin: 'https://cell.example', problem: null },
};
const failed = { kind: 'failed', code: 'quota', message: '' } as const;
const connection = (change: Partial<StatusInput>) => statusOf({ ...base, ...change }).connection;

describe('the status', () => {
  it('says live only with an open link', () => {
    expect(connection({ links: [ada] })).toEqual({ kind: 'live', people: 1 });
    expect(connection({})).toEqual({ kind: 'alone' });
  });

  it('stays live with people when the cell is lost', () => {
    const channel = { kind: 'waiting', retryAtMs: 5, slow: true, refused: null } as const;
    expect(connection({ links: [ada], channel })).toEqual({ kind: 'live', people: 1 });
  });

  it('tells reconnecting from offline', () => {
    const waiting = { kind: 'waiting', retryAtMs: 5000, slow: false, refused: null } as const;
    expect(connection({ channel: waiting })).toEqual({ kind: 'reconnecting', retryAtMs: 5000 });
    expect(
      connection({
        channel: { ...waiting, slow: true },
        pending: new Map([[7, Array.from({ length: 17 }, (_, i) => i + 1)]]),
      }),
    ).toEqual({
      kind: 'offline',
      pendingChanges: 17,
    });
    expect(connection({ channel: waiting, online: false }).kind).toBe('offline');
    expect(connection({ channel: { kind: 'connecting' } }).kind).toBe('connecting');
    expect(connection({ channel: null }).kind).toBe('local');
  });

  it('tells a cell that refuses from one that does not answer (CM-11)', () => {
    const channel = {
      kind: 'waiting',
      retryAtMs: 5000,
      slow: false,
      refused: 'unauthorized',
    } as const;
    expect(connection({ channel })).toEqual({
      kind: 'refused',
      code: 'unauthorized',
      retryAtMs: 5000,
    });
    expect(connection({ channel, links: [ada] }).kind).toBe('live');
    expect(connection({ channel, online: false }).kind).toBe('offline');
  });

  it('never says alone while somebody announced is not linked yet', () => {
    expect(connection({ pendingForMs: [2000] })).toEqual({ kind: 'connecting' });
  });

  it('counts who cannot be reached after 8 s', () => {
    expect(statusOf({ ...base, pendingForMs: [7999] }).unreachable).toBe(0);
    expect(statusOf({ ...base, pendingForMs: [8000, 9000] }).unreachable).toBe(2);
  });

  it('lists a person with two windows once, at their best', () => {
    const behind = { ...ada, holds: new Map([[1, 4]]) };
    const status = statusOf({ ...base, links: [behind, ada] });
    expect(status.people.map(({ name, holdsAll }) => [name, holdsAll])).toEqual([
      ['Ada Lovelace', true],
    ]);
  });

  it('counts a person as holder only when the acknowledged state covers ours', () => {
    const bob = { ...ada, personId: 'bob', holds: new Map([[1, 9]]) };
    const status = statusOf({ ...base, links: [ada, bob] });
    expect(status.heldBy).toEqual({ all: 1, of: 2 });
  });

  it('does not count people through a cell that is not reached itself (CM-08)', () => {
    const relayed: StatusLink = { ...ada, route: 'relay' };
    const channel = { kind: 'waiting', retryAtMs: 5, slow: false, refused: null } as const;
    expect(statusOf({ ...base, links: [relayed] }).people[0]?.rung).toBe('relay');
    expect(statusOf({ ...base, links: [relayed], channel })).toMatchObject({
      connection: { kind: 'reconnecting' },
      people: [],
    });
  });

  it('names the best way to a person with two links', () => {
    const relayed: StatusLink = { ...ada, route: 'relay' };
    expect(statusOf({ ...base, links: [ada, relayed] }).people[0]?.rung).toBe('direct');
  });

  it('tells what the mailbox is known to hold', () => {
    const usage = { usedBytes: 1, quotaBytes: 9, keptForMs: 5, durable: true };
    const mailbox = (clock: number) =>
      statusOf({ ...base, mailbox: { usage, holds: new Map([[1, clock]]), problem: null } })
        .mailbox;
    expect([mailbox(9)?.holdsAll, mailbox(10)?.holdsAll]).toEqual([false, true]);
    const unread = { usage: null, holds: new Map(), problem: null };
    expect(statusOf({ ...base, mailbox: unread }).mailbox).toBeNull();
  });

  it('marks those who may only look', () => {
    const viewer: StatusLink = { ...ada, admitted: 'viewer' };
    expect(statusOf({ ...base, links: [viewer] }).people[0]?.viewOnly).toBe(true);
  });
});

describe('closing the window (OP-02)', () => {
  const pending = new Map([[7, [3, 5, 9]]]);
  const usage = { usedBytes: 1, quotaBytes: 1e6, keptForMs: 1e9, durable: true };
  const mailbox = { usage, holds: new Map(), problem: null };
  const closing = (change: Partial<StatusInput>) => statusOf({ ...base, ...change }).closing;

  it('is safe once every change is held by somebody who can hand it on', () => {
    expect(closing({})).toEqual({ kind: 'safe' });
    expect(closing({ links: [ada], storage: failed })).toEqual({ kind: 'safe' });
  });

  it('is worth a moment while somebody, or the mailbox, is about to take what is open', () => {
    expect(closing({ pending, links: [ada] })).toEqual({ kind: 'on-the-way', changes: 3 });
    expect(closing({ pending, mailbox })).toEqual({ kind: 'on-the-way', changes: 3 });
  });

  it('leaves changes here where nobody can take them, which waiting would not change', () => {
    const waiting = { kind: 'waiting', retryAtMs: 0, slow: true, refused: null } as const;
    const cases: Partial<StatusInput>[] = [
      {},
      { links: [{ ...ada, admitted: 'viewer' }] },
      { mailbox, channel: waiting },
      { mailbox: { ...mailbox, usage: null } },
      { mailbox: { ...mailbox, problem: 'quota' } },
      { mailbox: { ...mailbox, problem: 'too-large' } },
      { mailbox: { ...mailbox, problem: 'refused' } },
    ];
    for (const change of cases) {
      expect(closing({ pending, ...change })).toEqual({ kind: 'kept-here', changes: 3 });
    }
  });

  it('loses what nobody else has and storage has not either', () => {
    expect(closing({ pending, storage: failed, links: [ada] })).toEqual({
      kind: 'lost',
      changes: 3,
    });
  });
});

describe('who holds my changes (OP-02)', () => {
  const own = new OwnChanges();
  for (const clock of [2, 4, 6, 8]) own.record(7, clock);
  const behind = { ...ada, personId: 'bo', holds: new Map([[7, 5]]) };
  const upToDate = { ...ada, holds: new Map([[7, 8]]) };

  it('is told for each person, by the best of several windows', () => {
    const { people } = statusOf({
      ...base,
      own,
      links: [behind, upToDate, { ...behind, holds: new Map([[7, 6]]) }],
    });
    expect(people.map(({ personId, lacks }) => [personId, lacks])).toEqual([
      ['ada', 0],
      ['bo', 1],
    ]);
  });

  it('is told for each change, as the farthest that it has come', () => {
    const viewer = { ...ada, admitted: 'viewer' as const, holds: new Map([[7, 8]]) };
    const stagesWith = (change: Partial<StatusInput>) =>
      statusOf({ ...base, own, ...change }).stages;
    const pending = new Map([[7, [6, 8]]]);
    expect(stagesWith({ pending, links: [behind, viewer] })).toEqual({
      unsent: 2,
      sent: 0,
      heldBySome: 0,
      held: 2,
    });
    expect(stagesWith({ links: [behind, upToDate] })).toEqual({
      unsent: 0,
      sent: 0,
      heldBySome: 2,
      held: 2,
    });
    own.sent();
    own.record(7, 9);
    expect(stagesWith({ pending: new Map([[7, [6, 8, 9]]]), links: [behind] })).toEqual({
      unsent: 1,
      sent: 2,
      heldBySome: 0,
      held: 2,
    });
  });
});
