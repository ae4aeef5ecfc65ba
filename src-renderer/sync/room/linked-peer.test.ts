import * as encoding from 'lib0/encoding';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { CLIENTS_MAX } from '../holdings/state-vectors.ts';
import { deriveBoardKeys, newSigningKeyPair } from '../keys/board-keys.ts';
import { randomBytes } from '../keys/bytes.ts';
import type { LinkIdentity } from '../peer-link/handshake.ts';
import { FAST_BACKLOG_MAX_BYTES, SEND_HIGH_WATER_BYTES } from '../peer-link/limits.ts';
import { type LinkPair, linkPair, settled } from '../peer-link/testing/wire-pair.ts';
import { DIRECT_TIMING } from '../peer-link/wire.ts';
import { encodeGesture, type GestureMessage } from '../presence/gestures.ts';
import type { Presence } from '../presence/presence.ts';
import { LinkedPeer } from './linked-peer.ts';

const keys = deriveBoardKeys(randomBytes(32), newSigningKeyPair().publicKey);
const editor = (): LinkIdentity => ({
  ...keys,
  editPublicKey: keys.edit.publicKey,
  device: newSigningKeyPair(),
});

const direct = (): Promise<'direct'> => Promise.resolve('direct');

interface Seen extends LinkPair {
  readonly doc: Y.Doc;
  /** What the peer behind `b` is told, in order. */
  readonly told: string[];
}

/** `a` is the other side, `b` ours, with a peer over it. */
async function linked(): Promise<Seen> {
  const pair = linkPair(editor(), editor());
  await settled();
  const told: string[] = [];
  const doc = new Y.Doc();
  if (!pair.b.peer) throw new Error('the link is not open');
  new LinkedPeer(pair.b, pair.b.peer, doc, direct, {
    onChange: () => told.push('change'),
    onGesture: ({ id }, ended) => told.push(ended ? `${id} ${ended}` : id),
    onLift: () => undefined,
    onDigest: () => undefined,
    onGarbage: (detail) => told.push(detail),
  });
  return { ...pair, doc, told };
}

describe('a linked peer', () => {
  it('that asks again and again gets one answer after the one under way, made when its turn comes', async () => {
    const { a, b, wireB, doc } = await linked();
    doc.getMap('m').set('before', 1);
    const received = new Y.Doc();
    let answers = 0;
    a.on('change', (message) => {
      answers += 1;
      Y.applyUpdate(received, message.subarray(3));
    });
    wireB.backlog.bulk = SEND_HIGH_WATER_BYTES;
    let asked = 0;
    b.on('stateRequest', () => {
      asked += 1;
    });
    for (let i = 0; i < 500; i++) a.sendYjs(new Uint8Array([0, 0, 1, 0]));
    await vi.waitFor(() => expect(asked).toBe(500));
    doc.getMap('m').set('later', 2);
    wireB.backlog.bulk = 0;
    b.drained();
    await vi.waitFor(() => expect(answers).toBe(1));
    expect(received.getMap('m').toJSON()).toEqual({ before: 1, later: 2 });
    a.sendYjs(new Uint8Array([0, 0, 1, 0]));
    await vi.waitFor(() => expect(answers).toBe(2));
    a.leave();
  });

  it('learns who we are though every fast message is lost', async () => {
    const { a, b, wireA, told } = await linked();
    if (!a.peer) throw new Error('the link is not open');
    wireA.hook = (channel, bytes) => (channel === 'fast' ? null : bytes);
    const us = new LinkedPeer(a, a.peer, new Y.Doc(), direct, {
      onChange: () => undefined,
      onGesture: () => undefined,
      onLift: () => undefined,
      onDigest: () => undefined,
      onGarbage: () => undefined,
    });
    const presence: Presence = {
      name: 'Ada',
      color: 'red',
      tool: null,
      cursor: null,
      selection: [],
    };
    us.tellPresence(presence);
    await settled();
    expect(told).toEqual([]);
    us.introduce(presence);
    await settled();
    expect(told).toEqual(['change']);
    b.leave();
  });

  describe('is told what is held here', () => {
    const alone = {
      onChange: () => undefined,
      onGesture: () => undefined,
      onLift: () => undefined,
      onDigest: () => undefined,
      onGarbage: (detail: string) => expect.unreachable(detail),
    };
    const bothEnds = async () => {
      vi.useFakeTimers();
      const pair = linkPair(editor(), editor());
      await vi.advanceTimersByTimeAsync(0);
      const { a, b } = pair;
      if (!a.peer || !b.peer) throw new Error('the link is not open');
      const us = new LinkedPeer(a, a.peer, new Y.Doc(), direct, alone);
      const them = new LinkedPeer(b, b.peer, new Y.Doc(), direct, alone);
      const bulk = (): number => pair.wireA.sent.filter(({ channel }) => channel === 'bulk').length;
      return { ...pair, us, them, bulk };
    };
    const heartbeat = () => vi.advanceTimersByTimeAsync(DIRECT_TIMING.heartbeatMs);
    afterEach(() => vi.useRealTimers());

    it('by the next heartbeat when that is soon enough, without a message', async () => {
      const { a, us, them, bulk, wireA } = await bothEnds();
      const before = bulk();
      us.tellHoldings(new Map([[1, 7]]), true);
      us.tellHoldings(new Map([[1, 9]]), true);
      await heartbeat();
      expect(them.holds).toEqual(new Map([[1, 9]]));
      expect(bulk()).toBe(before);
      const sent = wireA.sent.length;
      await heartbeat();
      // One heartbeat, with nothing to say.
      expect(wireA.sent.slice(sent).map(({ bytes }) => bytes.length)).toEqual([1]);
      a.leave();
    });

    it('by a later heartbeat when one could not be sent', async () => {
      const { a, us, them, wireA } = await bothEnds();
      wireA.backlog.fast = FAST_BACKLOG_MAX_BYTES + 1;
      us.tellHoldings(new Map([[1, 7]]), true);
      await heartbeat();
      expect(them.holds.size).toBe(0);
      wireA.backlog.fast = 0;
      await heartbeat();
      expect(them.holds).toEqual(new Map([[1, 7]]));
      a.leave();
    });

    it('by a message when it is too much for a heartbeat', async () => {
      const { a, us, them } = await bothEnds();
      us.tellHoldings(new Map(Array.from({ length: 20_000 }, (_, i) => [i + 1e6, i + 1])), true);
      await heartbeat();
      await vi.advanceTimersByTimeAsync(0);
      expect(them.holds.size).toBe(20_000);
      a.leave();
    });
  });

  it('tells how its link runs once that is known, and when it changes', async () => {
    const { a, b } = await linked();
    if (!a.peer) throw new Error('the link is not open');
    const routes = [null, 'turn', 'turn', 'direct'] as const;
    let asked = 0;
    let changes = 0;
    const peer = new LinkedPeer(a, a.peer, new Y.Doc(), async () => routes[asked++] ?? null, {
      onChange: () => {
        changes += 1;
      },
      onGesture: () => undefined,
      onLift: () => undefined,
      onDigest: () => undefined,
      onGarbage: () => undefined,
    });
    const seen = [];
    for (const _ of routes) {
      await peer.askRoute();
      seen.push(peer.route);
    }
    expect(seen).toEqual(routes);
    expect(changes).toBe(2);
    b.leave();
  });

  it('is not believed to hold changes of more clients than there can be', async () => {
    const { a, told } = await linked();
    const half = CLIENTS_MAX / 2 + 1;
    for (const from of [0, half]) {
      a.sendHoldings(
        encoding.encode((encoder) => {
          encoding.writeVarUint(encoder, half);
          for (let client = from; client < from + half; client++) {
            encoding.writeVarUint(encoder, client);
            encoding.writeVarUint(encoder, 1);
          }
        }),
      );
    }
    await vi.waitFor(() => expect(told).toEqual(['change', 'more clients than there can be']), {
      timeout: 15_000,
    });
    a.leave();
  });

  it('draws one thing at a time: what was not ended is gone when another begins', async () => {
    const { a, told } = await linked();
    const style = {
      type: 'stroke',
      color: 'red',
      fill: 'none',
      fillStyle: 'solid',
      opacity: 1,
      size: 4,
      pressure: 'real',
    };
    const messages: readonly GestureMessage[] = [
      { kind: 'start', id: 'one', style },
      { kind: 'start', id: 'one', style: { ...style, color: 'blue' } },
      { kind: 'start', id: 'two', style },
      { kind: 'end', id: 'two' },
      { kind: 'start', id: 'three', style },
    ];
    for (const message of messages) a.sendGesture(encodeGesture(message));
    await settled();
    expect(told).toEqual(['one', 'one', 'one cancel', 'two', 'two end', 'three']);
    a.leave();
  });
});
