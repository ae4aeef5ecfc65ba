import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import {
  CONFIG_PATH,
  cellConfigSchema,
  EVENTS_PATH,
  POLL_PATH,
  SESSION_HEADERS,
  SIGNAL_PATH,
} from '../protocol.ts';
import { newPersonId, newSigningKey, TestBoard } from '../testing/board.ts';
import { SessionClient } from '../testing/session-client.ts';
import { startTestCell } from '../testing/test-cell.ts';
import { waitUntil } from '../testing/wait.ts';
import { AddressLimits } from './address-limits.ts';
import { addressGroup } from './client-address.ts';
import { signJoinToken } from './join-tokens.ts';
import type { Claims } from './rights.ts';

const PROTOCOL = { [SESSION_HEADERS.protocol]: '2' };
const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1_000) + seconds;

/** The status that an upgrade is answered with; 101 when it is taken. */
function upgradeStatus(
  url: string,
  protocols: readonly string[],
  headers: Record<string, string> = {},
): Promise<number> {
  const socket = new WebSocket(url.replace(/^http/, 'ws') + SIGNAL_PATH, [...protocols], {
    headers,
  });
  return new Promise((resolve) => {
    socket.on('error', () => undefined);
    socket.once('open', () => {
      socket.close();
      resolve(101);
    });
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
  });
}

const V2 = ['drawbridge.v2'];

describe('pages of other origins (SE-03)', () => {
  const allowed = 'https://friend.example';

  it.each([
    ['https://evil.example', 403],
    ['null', 403],
    ['http://127.0.0.1.evil.example', 403],
    ['drawbridge-app://evil', 403],
    ['not an origin', 403],
    [allowed, 101],
    ['drawbridge-app://app', 101],
    ['http://localhost:5173', 101],
  ])('%s gets %i', async (origin, status) => {
    const { url, stats } = await startTestCell({ origins: [allowed] });
    for (const protocols of [V2, []]) {
      expect(await upgradeStatus(url, protocols, { origin })).toBe(status);
    }
    for (const path of [EVENTS_PATH, POLL_PATH]) {
      const response = await fetch(url + path, { headers: { ...PROTOCOL, origin } });
      expect(response.status).toBe(status === 101 ? 200 : 403);
      if (status === 403) expect(await response.json()).toMatchObject({ code: 'forbidden' });
      else await response.body?.cancel();
    }
    if (status === 403) expect(stats().sessions).toBe(0);
  });

  it('are not the page that the cell itself serves, under whatever name it has', async () => {
    const { url } = await startTestCell({ origins: [] });
    const headers = { host: 'board.example.org', origin: 'https://board.example.org' };
    expect(await upgradeStatus(url, V2, headers)).toBe(101);
    expect(await upgradeStatus(url, V2, { ...headers, host: 'other.example.org' })).toBe(403);
  });

  it('of this computer are those of others behind a proxy', async () => {
    const { url } = await startTestCell({ origins: [], behindProxy: true });
    const origin = 'http://localhost:5173';
    const forwarded = { origin, 'x-forwarded-for': '203.0.113.7' };
    expect(await upgradeStatus(url, V2, forwarded)).toBe(403);
  });
});

describe('one address', () => {
  const limits = {
    maxSocketsPerAddress: 2,
    sessionsPerMinutePerAddress: 4,
    authFailuresPerMinutePerAddress: 2,
  };

  it('has so many connections and no more, and others have theirs', () => {
    const addresses = new AddressLimits(limits);
    const [one, other] = ['203.0.113.7', '203.0.113.8'];
    expect([1, 2, 3].map(() => addresses.opened(one))).toEqual([true, true, false]);
    expect(addresses.opened(other)).toBe(true);
    addresses.closed(one);
    expect(addresses.opened(one)).toBe(true);
    expect(Array.from({ length: 10 }, () => addresses.opened('127.0.0.1'))).not.toContain(false);
  });

  it('opens so many sessions a minute', () => {
    let nowMs = 0;
    const addresses = new AddressLimits(limits, () => nowMs);
    const open = () => addresses.takeSession('203.0.113.7');
    expect([1, 2, 3, 4, 5].map(open)).toEqual([true, true, true, true, false]);
    nowMs = 15_000;
    expect([open(), open()]).toEqual([true, false]);
  });

  it('is forgotten when it is not in use', () => {
    let nowMs = 0;
    const addresses = new AddressLimits(limits, () => nowMs);
    addresses.opened('203.0.113.7');
    addresses.takeSession('203.0.113.8');
    nowMs = 10 * 60_000;
    addresses.sweep();
    expect(addresses.size).toBe(1);
    addresses.closed('203.0.113.7');
    addresses.sweep();
    expect(addresses.size).toBe(0);
  });

  it('is a network of 64 bits with IPv6', () => {
    expect(addressGroup('203.0.113.7')).toBe('203.0.113.7');
    expect(addressGroup('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(addressGroup('2001:db8:1:2::9')).toBe('2001:db8:1:2::/64');
    expect(addressGroup('2001:db8::1')).toBe('2001:db8:0:0::/64');
    expect(addressGroup('::')).toBe('0:0:0:0::/64');
  });

  it('is the one that our proxy names, and never one that a client names', async () => {
    const behind = await startTestCell({ behindProxy: true, limits });
    const direct = await startTestCell({ limits });
    const statuses = async (url: string, forwardedFor: (i: number) => string) => {
      const all: number[] = [];
      for (let i = 0; i < 5; i += 1) {
        const headers = { ...PROTOCOL, 'x-forwarded-for': forwardedFor(i) };
        const response = await fetch(url + POLL_PATH, { headers });
        all.push(response.status);
      }
      return all;
    };
    // The client wrote the first address itself, the proxy wrote the last one.
    expect(await statuses(behind.url, (i) => `198.51.100.${i}, 203.0.113.7`)).toEqual([
      200, 200, 200, 200, 429,
    ]);
    expect(await statuses(direct.url, () => '203.0.113.7')).toEqual([200, 200, 200, 200, 200]);
  });
});

describe('with join tokens', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const board = new TestBoard();
  const other = new TestBoard();
  const sign = (claims: Partial<Claims> = {}): Promise<string> =>
    signJoinToken(
      { exp: inSeconds(600), rooms: [board.room], role: 'editor', jti: 'one', ...claims },
      privateKey,
    );
  const withToken = (token: string): string[] => [...V2, `drawbridge.token.${token}`];

  it('nobody comes in without a valid one, and nobody is upgraded first (SE-01)', async () => {
    const { url, stats } = await startTestCell({ tokenKeys: [publicKey] });
    const stranger = generateKeyPairSync('ed25519').privateKey;
    const claims = { exp: inSeconds(600), rooms: '*', role: 'editor' } as const;
    const elsewhere = await new SignJWT({ rooms: '*', role: 'editor' })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setAudience('another-service')
      .setExpirationTime('1h')
      .sign(privateKey);
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(
      JSON.stringify({ ...claims, aud: 'drawbridge-cell' }),
    ).toString('base64url')}.`;
    const wrong = [
      await signJoinToken(claims, stranger),
      await sign({ exp: inSeconds(-60) }),
      elsewhere,
      unsigned,
      'rubbish',
    ];
    expect(await upgradeStatus(url, V2)).toBe(401);
    expect(await upgradeStatus(url, [])).toBe(401);
    for (const token of wrong) {
      expect(await upgradeStatus(url, withToken(token))).toBe(401);
      const headers = { ...PROTOCOL, authorization: `Bearer ${token}` };
      for (const path of [EVENTS_PATH, POLL_PATH]) {
        const response = await fetch(url + path, { headers });
        expect([response.status, await response.json()]).toMatchObject([
          401,
          { code: 'unauthorized' },
        ]);
      }
    }
    expect(stats().sessions).toBe(0);
    expect(await upgradeStatus(url, withToken(await sign()))).toBe(101);
  });

  it('an editor uses the rooms of the token, and no others (SE-04)', async () => {
    const { url } = await startTestCell({ tokenKeys: [publicKey] });
    for (const rung of ['websocket', 'events', 'long-poll'] as const) {
      const client = await SessionClient.connect(url, rung, await sign());
      for (const { room, proof } of [board, other]) {
        client.send({ type: 'subscribe', topics: [room] });
        client.send({ type: 'enter', room, person: newPersonId(), proof });
      }
      client.send({ type: 'publish', topic: other.room, data: 'x' });
      await client.until(({ errors }) => errors.length === 3);
      expect(client.errors).toEqual(['forbidden', 'forbidden', 'not-subscribed']);
      expect(client.of('members').map(({ room }) => room)).toEqual([board.room]);
      client.drop();
    }
  });

  it('a viewer hears everything and changes nothing, even with the edit key', async () => {
    const { url } = await startTestCell({ tokenKeys: [publicKey] });
    const [editor, viewer] = [
      await SessionClient.connect(url, 'websocket', await sign()),
      await SessionClient.connect(url, 'websocket', await sign({ role: 'viewer' })),
    ];
    for (const client of [editor, viewer]) {
      const { room, proof } = board;
      client.send({ type: 'enter', room, person: newPersonId(), proof });
      await client.roundTrip();
    }
    viewer.sendFrame(board.document(Buffer.from('x')));
    const entry = board.entry(newSigningKey(), { counter: 1, content: Buffer.from('x') });
    viewer.sendFrame(board.frame('append', entry));
    viewer.sendFrame(board.frame('live', Buffer.from('a cursor')));
    await viewer.until(({ errors }) => errors.length === 2);
    expect(viewer.errors).toEqual(['forbidden', 'forbidden']);
    await editor.until(({ frames }) => frames.length === 1);
    editor.sendFrame(board.document(Buffer.from('a change')));
    await viewer.until(({ frames }) => frames.length === 1);
  });

  it('a session ends with its token, unless it is renewed in time (SE-02)', async () => {
    const limits = { sweepIntervalMs: 50 };
    const { url } = await startTestCell({ tokenKeys: [publicKey], limits });
    const exp = inSeconds(2);
    const [renewing, ending] = [
      await SessionClient.connect(url, 'websocket', await sign({ exp })),
      await SessionClient.connect(url, 'websocket', await sign({ exp })),
    ];
    renewing.send({ type: 'authorize', token: await sign({ exp: inSeconds(600) }) });
    await ending.until(({ closed }) => closed !== undefined);
    expect(ending.closed).toEqual({ code: 1008, reason: 'unauthorized' });
    await renewing.roundTrip();
    renewing.send({ type: 'authorize', token: 'rubbish' });
    await renewing.until(({ errors }) => errors.includes('unauthorized'));
    expect(renewing.closed).toBeUndefined();
  });

  it('a renewed token for fewer rooms leaves the others', async () => {
    const { url } = await startTestCell({ tokenKeys: [publicKey] });
    const client = await SessionClient.connect(url, 'websocket', await sign({ rooms: '*' }));
    client.send({ type: 'subscribe', topics: [board.room, other.room] });
    client.send({ type: 'authorize', token: await sign() });
    await waitUntil(() => client.closed === undefined);
    await client.until((its) => {
      its.send({ type: 'publish', topic: other.room, data: 'x' });
      return its.errors.includes('not-subscribed');
    });
  });

  it('a revoked one counts no more, for those who are in too', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'drawbridge-tokens-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const revocationFile = join(folder, 'revoked');
    await writeFile(revocationFile, 'another\n');
    const { url } = await startTestCell({
      tokenKeys: [publicKey],
      revocationFile,
      limits: { sweepIntervalMs: 50 },
    });
    const token = await sign();
    const client = await SessionClient.connect(url, 'websocket', token);
    await writeFile(revocationFile, 'another\none\n');
    await client.until(({ closed }) => closed !== undefined);
    expect(client.closed?.reason).toBe('unauthorized');
    expect(await upgradeStatus(url, withToken(token))).toBe(401);
    expect(await upgradeStatus(url, withToken(await sign({ jti: 'two' })))).toBe(101);
  });

  it('whoever tries many wrong ones is not listened to for a while', async () => {
    const { url } = await startTestCell({
      tokenKeys: [publicKey],
      limits: { authFailuresPerMinutePerAddress: 3 },
    });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      const headers = { ...PROTOCOL, authorization: `Bearer wrong${i}` };
      statuses.push((await fetch(url + POLL_PATH, { headers })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    expect(await upgradeStatus(url, withToken(await sign()))).toBe(429);
  });

  it('TURN credentials are for those who have one', async () => {
    const turn = { urls: ['turn:turn.example.org'], secret: 'a long secret', ttlSeconds: 600 };
    const { url } = await startTestCell({ tokenKeys: [publicKey], turn });
    const configFor = async (headers: Record<string, string>) =>
      cellConfigSchema.parse(await (await fetch(url + CONFIG_PATH, { headers })).json());
    expect(await configFor({})).toMatchObject({ tokenNeeded: true, iceServers: [] });
    const config = await configFor({ authorization: `Bearer ${await sign()}` });
    expect(config.iceServers).toHaveLength(1);
    const preflight = await fetch(url + CONFIG_PATH, { method: 'OPTIONS' });
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
  });
});
