import { describe, expect, it } from 'vitest';
import type { IceFinding, RowState } from '../../sync/doctor/findings.ts';
import { iceTargets } from '../../sync/doctor/ice-servers.ts';
import { FAILURE_CODES } from '../../sync/doctor/probe.ts';
import type { Summary } from '../../sync/doctor/summary.ts';
import { blocked, checkupWith, rowsWith, WORKING } from '../../sync/doctor/testing/rows.ts';
import { startI18n } from '../i18n/index.ts';
import { reportText } from './report-text.ts';
import { rowText, rowTone } from './row-text.ts';
import { summaryText } from './summary-text.ts';

const t = startI18n().t;
const NONE = { kind: 'untested' } as const;

/** The sentence under a row of a finished checkup. */
function sentence(key: string, ...rows: Parameters<typeof rowsWith>): string {
  const checkup = checkupWith(rowsWith(...rows));
  const row = checkup.rows.find((each) => each.key === key);
  if (!row) throw new Error('no such row');
  return rowText(row, checkup, 'cell.example.org', t);
}

describe('the sentence on top', () => {
  const title = (summary: Summary): string => summaryText(summary, t).title;

  it('says what is blocked and what is used instead', () => {
    expect(title({ kind: 'direct', way: 'websocket' })).toBe('Direct connections work');
    expect(title({ kind: 'turn', way: 'websocket', udpBlocked: true })).toBe(
      'UDP is blocked: changes go through the relay server (TURN)',
    );
    expect(title({ kind: 'relay', way: 'websocket', udpBlocked: true })).toBe(
      'UDP is blocked: changes go through the cell',
    );
    expect(title({ kind: 'relay', way: 'events', udpBlocked: true })).toBe(
      'UDP and WebSockets are blocked: changes go through the cell’s event stream',
    );
    expect(title({ kind: 'cell-down', direct: false })).toBe(
      'The cell does not answer: changes wait on this computer',
    );
    expect(title({ kind: 'cell-down', direct: true })).toBe(
      'The cell does not answer, direct connections go on',
    );
  });

  it('does not claim to know why, where it does not', () => {
    expect(title({ kind: 'relay', way: 'websocket', udpBlocked: false })).not.toContain('blocked');
    expect(title({ kind: 'turn', way: 'websocket', udpBlocked: false })).not.toContain('blocked');
    expect(title({ kind: 'unproven', way: 'websocket' })).toBe('The cell can be reached');
  });

  it('has a tone that fits, and words for every kind', () => {
    const tones = new Map<Summary, string>([
      [{ kind: 'checking' }, 'busy'],
      [{ kind: 'cancelled' }, 'quiet'],
      [{ kind: 'no-cell' }, 'quiet'],
      [{ kind: 'offline' }, 'warn'],
      [{ kind: 'no-way', direct: false }, 'bad'],
      [{ kind: 'direct', way: 'polls' }, 'good'],
      [{ kind: 'relay', way: 'polls', udpBlocked: true }, 'warn'],
      [{ kind: 'unproven', way: 'events' }, 'warn'],
    ]);
    for (const [summary, tone] of tones) {
      const text = summaryText(summary, t);
      expect(text.tone).toBe(tone);
      expect(text.title + text.detail).not.toContain('doctor.');
    }
  });
});

describe('the sentence of a row', () => {
  it('says that something works, and what it is for', () => {
    expect(sentence('cell', {})).toBe('Answers at cell.example.org.');
    expect(sentence('websocket', {})).toContain('Gets through');
    expect(sentence('turn', { turn: NONE })).toContain('None named');
  });

  it('says what is used instead of what is blocked', () => {
    expect(sentence('websocket', { websocket: blocked() })).toBe(
      'Blocked: nothing comes back. The event stream is used instead.',
    );
    expect(sentence('udp', { udp: blocked('held-back'), turn: NONE })).toBe(
      'This browser gives out no address: a setting, an extension or a VPN. Changes go through the cell instead.',
    );
  });

  it('does not call servers missing that a silent cell could not name', () => {
    const down = { cell: blocked(), stun: NONE };
    expect(sentence('stun', down)).toBe('Not known while the cell does not answer.');
    expect(sentence('cell', down)).toBe('Does not answer at cell.example.org.');
  });

  it('says how somebody is connected', () => {
    const ada = (route: 'direct' | null, state: RowState) => ({ name: 'Ada', route, state });
    expect(sentence('person-0', {}, [ada('direct', WORKING)])).toBe('Direct');
    expect(sentence('person-0', {}, [ada(null, blocked('no-link'))])).toContain('Not connected');
    expect(sentence('person-0', {}, [ada('direct', blocked())])).toContain('no answer comes');
  });

  it('has words for every failure of every row, and a tone', () => {
    for (const code of FAILURE_CODES) {
      for (const key of ['cell', 'websocket', 'events', 'polls', 'udp', 'stun', 'turn'] as const) {
        expect(sentence(key, { [key]: blocked(code) })).not.toContain('doctor.');
      }
    }
    const rows = rowsWith({ websocket: blocked(), polls: blocked(), cell: blocked() });
    const toneOf = (key: string) =>
      rows.map((row) => row.key === key && rowTone(row, rows)).find(Boolean);
    expect(toneOf('websocket')).toBe('warn');
    expect(toneOf('cell')).toBe('bad');
    expect(toneOf('udp')).toBe('good');
  });
});

describe('the report', () => {
  const SECRETS = ['hunter2', 'Ada Lovelace', 'adas-cell', '203.0.113', 'ada@example'];
  const servers: IceFinding[] = iceTargets([
    {
      urls: 'turn:203.0.113.77:3478?transport=tcp',
      username: 'ada@example',
      credential: 'hunter2',
    },
    { urls: 'stun:adas-cell.example.org' },
  ]).map((target, index) => ({ target, state: index === 0 ? blocked('refused') : WORKING }));
  const checkup = {
    ...checkupWith(
      rowsWith({ websocket: blocked() }, [
        { name: 'Ada Lovelace', route: 'relay', state: WORKING },
        { name: 'Grace', route: null, state: blocked('no-link') },
      ]),
      servers,
    ),
    origin: 'https://adas-cell.example.org:4444',
    wayInUse: 'events' as const,
  };
  const report = reportText(
    checkup,
    { atMs: Date.UTC(2026, 10, 25, 14, 3), userAgent: 'Browser/1' },
    t,
  );

  it('says everything that was found', () => {
    expect(report.split('\n')).toEqual([
      'Drawbridge connection check, 2026-11-25 14:03 UTC',
      'Browser/1',
      '',
      'Direct connections work',
      summaryText(checkup.summary, t).detail,
      '',
      'Cell: Answers at https://….example.org:4444. (12 ms)',
      'WebSocket: Blocked: nothing comes back. The event stream is used instead. (silent after 5000 ms)',
      'Event stream: Gets through: used where WebSockets are blocked. (in use, 12 ms)',
      'Polls: Get through: used where nothing better does. (12 ms)',
      'UDP: Gets through, as direct connections need it. (12 ms)',
      'STUN server: Answers: people in other networks can connect directly. (12 ms)',
      '- stun://….example.org udp: Works (12 ms)',
      'TURN server: Passes connections on where direct ones are blocked. (12 ms)',
      '- turn://203.0.…:3478 tcp: Blocked (refused after 5000 ms)',
      'Person 1: Through the cell, encrypted (12 ms)',
      'Person 2: Not connected. Changes wait until a connection can be made. (no-link after 5000 ms)',
      '',
    ]);
  });

  it('holds no name, credential or whole address (SE-02)', () => {
    for (const secret of SECRETS) expect(report).not.toContain(secret);
    expect(report).not.toMatch(/Grace/);
  });
});
