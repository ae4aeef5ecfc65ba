import { describe, expect, it } from 'vitest';
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
  pendingChanges: 0,
  storage: { kind: 'ok' },
  cell: { origin: 'https://cell.example', problem: null },
};
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
    expect(connection({ channel: { ...waiting, slow: true }, pendingChanges: 17 })).toEqual({
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
