import { describe, expect, it } from 'vitest';
import { insteadOf } from './instead.ts';
import { rowOf, summaryOf } from './summary.ts';
import { blocked, type RowPerson, rowsWith, WORKING } from './testing/rows.ts';

const NONE = { kind: 'untested' } as const;
const DONE = { running: false, online: true };
const ALL_BLOCKED = { websocket: blocked(), events: blocked(), polls: blocked() };
const person = (route: RowPerson['route']): RowPerson => ({ name: 'Ada', route, state: WORKING });

describe('the summary', () => {
  it('waits for the last test, and says when it was stopped', () => {
    expect(summaryOf(rowsWith({}), { ...DONE, running: true })).toEqual({ kind: 'checking' });
    expect(summaryOf(rowsWith({ polls: { kind: 'cancelled' } }), DONE)).toEqual({
      kind: 'cancelled',
    });
  });

  it('says that direct connections work, and how the cell is reached', () => {
    expect(summaryOf(rowsWith({}), DONE)).toEqual({ kind: 'direct', way: 'websocket' });
    expect(summaryOf(rowsWith({ websocket: blocked() }), DONE)).toEqual({
      kind: 'direct',
      way: 'events',
    });
  });

  it('names what is used where UDP is blocked: TURN, else the cell by its best way', () => {
    const udp = blocked();
    expect(summaryOf(rowsWith({ udp }), DONE)).toEqual({
      kind: 'turn',
      way: 'websocket',
      udpBlocked: true,
    });
    const noTurn = { udp, stun: udp, turn: NONE };
    expect(summaryOf(rowsWith(noTurn), DONE)).toEqual({
      kind: 'relay',
      way: 'websocket',
      udpBlocked: true,
    });
    const noSocket = { ...noTurn, websocket: blocked() };
    expect(summaryOf(rowsWith(noSocket), DONE)).toMatchObject({ way: 'events' });
    expect(summaryOf(rowsWith({ ...noSocket, events: blocked() }), DONE)).toMatchObject({
      way: 'polls',
    });
  });

  it('goes by the people who are here where nothing else tells', () => {
    const unknown = { udp: NONE, stun: NONE, turn: NONE };
    expect(summaryOf(rowsWith(unknown), DONE)).toEqual({ kind: 'unproven', way: 'websocket' });
    expect(summaryOf(rowsWith(unknown, [person('relay')]), DONE)).toEqual({
      kind: 'relay',
      way: 'websocket',
      udpBlocked: false,
    });
    expect(summaryOf(rowsWith(unknown, [person('turn')]), DONE)).toMatchObject({
      kind: 'turn',
      udpBlocked: false,
    });
  });

  it('says that the cell is down, and whether direct connections go on (TR-18)', () => {
    const down = { cell: blocked(), ...ALL_BLOCKED };
    expect(summaryOf(rowsWith(down), DONE)).toEqual({ kind: 'cell-down', direct: false });
    expect(summaryOf(rowsWith(down, [person('direct')]), DONE)).toEqual({
      kind: 'cell-down',
      direct: true,
    });
    expect(summaryOf(rowsWith(ALL_BLOCKED), DONE)).toEqual({ kind: 'no-way', direct: false });
  });

  it('says that this computer is offline, unless somebody answers', () => {
    const down = { cell: blocked(), ...ALL_BLOCKED };
    const offline = { running: false, online: false };
    expect(summaryOf(rowsWith(down), offline)).toEqual({ kind: 'offline' });
    expect(summaryOf(rowsWith(down, [person('direct')]), offline)).toMatchObject({ direct: true });
  });

  it('has nothing to say of a board without a cell', () => {
    expect(summaryOf([], DONE)).toEqual({ kind: 'no-cell' });
  });
});

describe('what is used instead', () => {
  const instead = (
    kind: 'udp' | 'stun' | 'turn' | 'websocket' | 'events' | 'polls',
    rows: ReturnType<typeof rowsWith>,
  ) => {
    const row = rows.find(({ key }) => key === kind);
    if (!row) throw new Error('no such row');
    return insteadOf(row, rows);
  };

  it('of a way is the next one that works, and nothing for a worse one', () => {
    const noSocket = rowsWith({ websocket: blocked() });
    expect(instead('websocket', noSocket)).toBe('events');
    expect(instead('websocket', rowsWith({ websocket: blocked(), events: blocked() }))).toBe(
      'polls',
    );
    expect(instead('events', rowsWith({ events: blocked() }))).toBeNull();
    expect(instead('polls', rowsWith(ALL_BLOCKED))).toBeNull();
  });

  it('of UDP is TURN, else the cell, else nothing', () => {
    const udp = blocked();
    expect(instead('udp', rowsWith({ udp }))).toBe('turn');
    expect(instead('udp', rowsWith({ udp, turn: NONE }))).toBe('relay');
    expect(instead('udp', rowsWith({ udp, turn: NONE, ...ALL_BLOCKED }))).toBe('nothing');
  });

  it('of servers depends on whether direct connections work without them', () => {
    expect(instead('stun', rowsWith({ stun: blocked() }))).toBe('same-network');
    expect(instead('stun', rowsWith({ stun: blocked(), udp: blocked() }))).toBeNull();
    expect(instead('turn', rowsWith({ turn: blocked() }))).toBeNull();
    expect(instead('turn', rowsWith({ turn: blocked(), udp: blocked() }))).toBe('relay');
  });

  it('is not said while something is still tested', () => {
    expect(instead('udp', rowsWith({ udp: blocked(), turn: { kind: 'running' } }))).toBeNull();
  });

  it('of the cell and of people is nothing of ours', () => {
    const rows = rowsWith({ cell: blocked() });
    const cell = rowOf(rows, 'cell');
    expect(cell && insteadOf(cell, rows)).toBeNull();
  });
});
