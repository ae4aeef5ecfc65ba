import { describe, expect, it } from 'vitest';
import type { LinkRoute } from '../status.ts';
import {
  type CheckupRow,
  type IceFinding,
  type RowState,
  serversFound,
  udpFound,
} from './findings.ts';
import { iceTargets } from './ice-servers.ts';
import { blocked, WORKING } from './testing/rows.ts';

const RUNNING: RowState = { kind: 'running' };
const person = (route: LinkRoute, state: RowState): CheckupRow => ({
  key: 'person-0',
  subject: { kind: 'peer', name: 'Ada', route },
  state,
});
const server = (url: string, state: RowState): IceFinding => {
  const [target] = iceTargets([{ urls: url, username: '', credential: '' }]);
  if (!target) throw new Error('no target');
  return { target, state };
};

describe('servers together', () => {
  it('work when one of them does, whatever the others do', () => {
    const found = [
      server('stun:a', blocked()),
      server('stun:b', RUNNING),
      server('stun:c', WORKING),
    ];
    expect(serversFound('stun', found)).toEqual(WORKING);
    expect(serversFound('turn', found)).toEqual({ kind: 'untested' });
  });

  it('are not known before the cell names them, and run until the last has ended', () => {
    expect(serversFound('stun', null)).toEqual({ kind: 'waiting' });
    const found = [server('stun:a', blocked()), server('stun:b', RUNNING)];
    expect(serversFound('stun', found)).toEqual(RUNNING);
  });

  it('say that one refuses rather than that another is silent', () => {
    const found = [server('turn:a', blocked()), server('turn:b', blocked('refused'))];
    expect(serversFound('turn', found)).toEqual(blocked('refused'));
  });
});

describe('whether UDP gets through', () => {
  it('shows by a server that answers over UDP, not by one over TCP', () => {
    expect(udpFound(WORKING, [server('stun:a', WORKING)], [])).toEqual(WORKING);
    expect(udpFound(WORKING, [server('turn:a', WORKING)], [])).toEqual(WORKING);
    const tcp = [server('turn:a?transport=tcp', WORKING), server('turns:a', WORKING)];
    expect(udpFound(WORKING, tcp, [])).toEqual({ kind: 'untested' });
  });

  it('shows by somebody who answers directly, though no server does', () => {
    const silent = [server('stun:a', blocked())];
    expect(udpFound(WORKING, silent, [person('direct', WORKING)])).toEqual(WORKING);
    expect(udpFound(WORKING, silent, [person('relay', WORKING)])).toEqual(blocked());
  });

  it('cannot be told by nobody, or by somebody who is gone', () => {
    expect(udpFound(WORKING, [], [])).toEqual({ kind: 'untested' });
    const gone = person('direct', blocked('no-link'));
    expect(udpFound(WORKING, [], [gone])).toEqual({ kind: 'untested' });
  });

  it('is no question where the browser holds all addresses back', () => {
    expect(udpFound(blocked('held-back'), [], [])).toEqual(blocked('held-back'));
  });

  it('is open while anything that may tell is', () => {
    expect(udpFound(WORKING, null, [])).toEqual(RUNNING);
    expect(udpFound(RUNNING, [], [])).toEqual(RUNNING);
    expect(udpFound(WORKING, [server('stun:a', RUNNING)], [])).toEqual(RUNNING);
    expect(udpFound(WORKING, [], [person('direct', RUNNING)])).toEqual(RUNNING);
  });
});

describe('servers that a cell names', () => {
  it('are one target for each address, by kind and transport', () => {
    const targets = iceTargets([
      { urls: ['stun:a', 'stuns:a', 'stun:a'] },
      { urls: ['turn:b', 'turn:b?transport=tcp', 'turns:b'], username: 'u', credential: 'c' },
    ]);
    expect(targets.map(({ kind, transport, url }) => [kind, transport, url])).toEqual([
      ['stun', 'udp', 'stun:a'],
      ['stun', 'tcp', 'stuns:a'],
      ['turn', 'udp', 'turn:b'],
      ['turn', 'tcp', 'turn:b?transport=tcp'],
      ['turn', 'tcp', 'turns:b'],
    ]);
  });

  it('are not asked without end', () => {
    const urls = Array.from({ length: 16 }, (_, index) => `stun:${index}`);
    expect(iceTargets([{ urls }])).toHaveLength(8);
  });
});
