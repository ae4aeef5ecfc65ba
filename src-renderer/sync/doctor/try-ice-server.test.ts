import { afterEach, describe, expect, it, vi } from 'vitest';
import type { IceTarget } from './ice-servers.ts';
import { PROBE_LIMIT_MS, type ProbeResult, runProbe } from './probe.ts';
import { fakeConnections, type IceEvent } from './testing/fake-connection.ts';
import { tryIceServer, tryOwnAddress } from './try-ice-server.ts';

const STUN: IceTarget = { kind: 'stun', transport: 'udp', url: 'stun:stun.example.org' };
const TURN: IceTarget = {
  kind: 'turn',
  transport: 'tcp',
  url: 'turn:turn.example.org?transport=tcp',
  username: 'ada',
  credential: 'secret',
};
const HIDDEN: IceEvent = { type: 'host', address: 'b1c2.local' };
const PLAIN: IceEvent = { type: 'host', address: '203.0.113.7' };
const OUTSIDE: IceEvent = { type: 'srflx', address: '203.0.113.7' };
const LENT: IceEvent = { type: 'relay', address: '198.51.100.2' };
const NO_ANSWER: IceEvent = { errorCode: 701 };

const run = async (target: IceTarget, finds: readonly IceEvent[]): Promise<ProbeResult> => {
  const connections = fakeConnections(() => finds);
  const result = await runProbe(
    (signal) => tryIceServer(target, connections.create, signal),
    new AbortController().signal,
  );
  expect(connections.made.map(({ closed }) => closed)).toEqual([true]);
  return result;
};

describe('a STUN server', () => {
  afterEach(() => void vi.useRealTimers());

  it('works when it tells an address of ours', async () => {
    expect(await run(STUN, [HIDDEN, OUTSIDE])).toMatchObject({ kind: 'works' });
  });

  it('works when the address that it tells is the one that we know', async () => {
    expect(await run(STUN, [PLAIN, 'done'])).toMatchObject({ kind: 'works' });
  });

  it('is blocked when the browser says so, or finds no address though it hides its own', async () => {
    const blocked = { kind: 'blocked', code: 'unreachable' };
    expect(await run(STUN, [PLAIN, NO_ANSWER, 'done'])).toMatchObject(blocked);
    expect(await run(STUN, [HIDDEN, 'done'])).toMatchObject(blocked);
  });

  it('is blocked when the browser goes on looking', async () => {
    vi.useFakeTimers();
    const result = run(STUN, [HIDDEN]);
    await vi.advanceTimersByTimeAsync(PROBE_LIMIT_MS);
    expect(await result).toMatchObject({ kind: 'blocked', code: 'silent' });
  });

  it('is rubbish when the browser does not take its address', async () => {
    const create = (): never => {
      throw new DOMException('not an address', 'SyntaxError');
    };
    const result = await runProbe(
      (signal) => tryIceServer(STUN, create, signal),
      new AbortController().signal,
    );
    expect(result).toMatchObject({ kind: 'blocked', code: 'rubbish' });
  });
});

describe('a TURN server', () => {
  it('works when it lends an address, and is the only thing that is asked', async () => {
    const connections = fakeConnections(() => [LENT]);
    const result = await runProbe(
      (signal) => tryIceServer(TURN, connections.create, signal),
      new AbortController().signal,
    );
    expect(result).toMatchObject({ kind: 'works' });
    expect(connections.made[0]?.configuration).toEqual({
      iceServers: [{ urls: TURN.url, username: 'ada', credential: 'secret' }],
      iceTransportPolicy: 'relay',
    });
  });

  it('refuses wrong credentials, whatever else happens', async () => {
    const wrong: IceEvent = { errorCode: 401 };
    const refused = { kind: 'blocked', code: 'refused' };
    expect(await run(TURN, [wrong, NO_ANSWER, 'done'])).toMatchObject(refused);
    expect(await run(TURN, [NO_ANSWER, wrong, 'done'])).toMatchObject(refused);
  });

  it('is blocked when it lends none', async () => {
    const blocked = { kind: 'blocked', code: 'unreachable' };
    expect(await run(TURN, ['done'])).toMatchObject(blocked);
    expect(await run(TURN, [NO_ANSWER, 'done'])).toMatchObject(blocked);
  });
});

describe('an address of our own', () => {
  const found = (finds: readonly IceEvent[]): Promise<ProbeResult> =>
    runProbe(
      (signal) => tryOwnAddress(fakeConnections(() => finds).create, signal),
      new AbortController().signal,
    );

  it('is there, by name or by number', async () => {
    expect(await found([HIDDEN])).toMatchObject({ kind: 'works' });
    expect(await found([PLAIN])).toMatchObject({ kind: 'works' });
  });

  it('is held back when the browser is done without one', async () => {
    expect(await found(['done'])).toMatchObject({ kind: 'blocked', code: 'held-back' });
  });
});
