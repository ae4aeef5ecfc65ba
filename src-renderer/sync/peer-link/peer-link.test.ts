import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { deriveBoardKeys, newSigningKeyPair } from '../keys/board-keys.ts';
import { randomBytes } from '../keys/bytes.ts';
import { FRAME_HEADER_BYTES, FrameWriter } from './frames.ts';
import type { LinkIdentity } from './handshake.ts';
import { INBOX_TURN_MS } from './inbox.ts';
import { FAST_BACKLOG_MAX_BYTES, SEND_HIGH_WATER_BYTES } from './limits.ts';
import { MESSAGE, readYjsMessage, withKind, writeChange } from './messages.ts';
import type { LinkEnd, PeerLink } from './peer-link.ts';
import { type LinkPair, linkPair, settled } from './testing/wire-pair.ts';
import { DIRECT_TIMING } from './wire.ts';

const keys = deriveBoardKeys(randomBytes(32), newSigningKeyPair().publicKey);
const editor = (): LinkIdentity => ({
  roomId: keys.roomId,
  edit: keys.edit,
  editPublicKey: keys.edit.publicKey,
  device: newSigningKeyPair(),
});
const viewer = (): LinkIdentity => ({ ...editor(), edit: null });

const changeOf = (text: string): Uint8Array => {
  const doc = new Y.Doc();
  doc.getText('t').insert(0, text);
  return Y.encodeStateAsUpdate(doc);
};
const endOf = (link: PeerLink): { end: LinkEnd | null } => {
  const seen: { end: LinkEnd | null } = { end: null };
  link.on('end', (end) => {
    seen.end = end;
  });
  return seen;
};
const frame = (message: Uint8Array): Uint8Array => new FrameWriter(message).next();

describe('a link between two editors', () => {
  let pair: LinkPair | null = null;
  afterEach(() => {
    pair?.a.end({ code: 'closed', detail: 'test over' });
    pair?.b.end({ code: 'closed', detail: 'test over' });
    vi.useRealTimers();
  });

  it('opens both ways, each knowing the device of the other', async () => {
    const alice = editor();
    const bob = editor();
    pair = linkPair(alice, bob);
    await settled();
    expect(pair.a.peer).toMatchObject({ admitted: 'editor', device: bob.device.publicKey });
    expect(pair.b.peer).toMatchObject({ admitted: 'editor', device: alice.device.publicKey });
  });

  it('keeps what overtakes the proof on the fast channel until the proof has come', async () => {
    const late: Uint8Array[] = [];
    pair = linkPair(editor(), editor(), (wireA) => {
      wireA.hook = (channel, bytes) => {
        if (channel === 'fast' || bytes[FRAME_HEADER_BYTES] !== MESSAGE.proof) return bytes;
        late.push(bytes);
        return null;
      };
    });
    const { a, b, wireB } = pair;
    await settled();
    expect([a.isOpen, b.isOpen]).toEqual([true, false]);
    const seen: number[] = [];
    b.on('presence', ([first = 0]) => seen.push(first));
    for (let i = 1; i <= 20; i++) a.sendPresence(new Uint8Array([i]));
    await settled();
    expect(seen).toEqual([]);
    for (const proof of late) wireB.inject('bulk', proof);
    expect(seen).toEqual(Array.from({ length: 16 }, (_, i) => i + 5));
  });

  it('answers a ping, and says when no answer can come any more', async () => {
    pair = linkPair(editor(), viewer());
    expect(await pair.a.ping()).toBe(false);
    await settled();
    expect(await pair.a.ping()).toBe(true);
    expect(await pair.b.ping()).toBe(true);
    pair.wireB.hook = () => null;
    const lost = pair.a.ping();
    pair.a.end({ code: 'lost', detail: 'test' });
    expect(await lost).toBe(false);
    expect(await pair.a.ping()).toBe(false);
  });

  it('ends over a ping that is no number, and shrugs at an answer to nothing', async () => {
    pair = linkPair(editor(), editor());
    await settled();
    const seen = endOf(pair.a);
    pair.wireA.inject('fast', withKind(MESSAGE.pong, new Uint8Array(4)));
    expect(seen.end).toBeNull();
    pair.wireA.inject('fast', withKind(MESSAGE.ping, new Uint8Array(5)));
    expect(seen.end).toMatchObject({ code: 'garbage' });
  });

  it('carries a change, a state request, presence, gestures and holdings', async () => {
    pair = linkPair(editor(), editor());
    await settled();
    const { a, b } = pair;
    const seen: string[] = [];
    b.on('change', () => seen.push('change'));
    b.on('stateRequest', () => seen.push('request'));
    b.on('presence', () => seen.push('presence'));
    b.on('gesture', () => seen.push('gesture'));
    b.on('holdings', () => seen.push('holdings'));
    a.sendChange(changeOf('hi'));
    a.sendYjs(new Uint8Array([0, 0, 1, 0]));
    a.sendHoldings(new Uint8Array([1]));
    a.sendPresence(new Uint8Array([1]));
    a.sendGesture(new Uint8Array([1]));
    await settled();
    expect(seen.sort()).toEqual(['change', 'gesture', 'holdings', 'presence', 'request']);
  });

  it('sends a whole board in slices that need little of the channel at a time', async () => {
    pair = linkPair(editor(), editor());
    await settled();
    const doc = new Y.Doc();
    for (let i = 0; i < 4000; i++) doc.getMap('m').set(`k${i}`, randomBytes(300));
    const received = new Y.Doc();
    const answers: boolean[] = [];
    pair.b.on('change', (message) => {
      const change = readYjsMessage(message);
      if (change?.kind !== 'change') return;
      answers.push(change.answer);
      Y.applyUpdate(received, change.update);
    });
    pair.a.sendAnswer(doc, () => Y.encodeStateVector(received));
    await vi.waitFor(() => expect(received.getMap('m').size).toBe(4000), { timeout: 15_000 });
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(answers.at(-1)).toBe(true);
    expect(Math.max(...pair.wireA.sent.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(
      65_536,
    );
  });

  it('shows a cursor before it has dealt with all that came before it in bulk', async () => {
    pair = linkPair(editor(), editor());
    await settled();
    const seen: string[] = [];
    pair.b.on('presence', () => seen.push('presence'));
    pair.b.on('change', () => {
      seen.push('change');
      // Longer than one turn may take, as a document needs for it.
      const untilMs = performance.now() + INBOX_TURN_MS + 1;
      while (performance.now() < untilMs);
    });
    for (const text of ['one', 'two', 'three']) pair.a.sendChange(changeOf(text));
    pair.a.sendPresence(new Uint8Array([1]));
    await vi.waitFor(() => expect(seen).toHaveLength(4), { timeout: 15_000 });
    expect(seen).toEqual(['change', 'presence', 'change', 'change']);
  });

  it('takes in what came before the other side left', async () => {
    pair = linkPair(editor(), editor());
    await settled();
    const seen: string[] = [];
    pair.b.on('end', () => seen.push('end'));
    pair.b.on('change', () => {
      seen.push('change');
      const untilMs = performance.now() + INBOX_TURN_MS + 1;
      while (performance.now() < untilMs);
    });
    for (const text of ['one', 'two']) pair.a.sendChange(changeOf(text));
    pair.a.leave();
    await vi.waitFor(() => expect(seen).toContain('end'), { timeout: 15_000 });
    expect(seen).toEqual(['change', 'change', 'end']);
  });

  it('stops handing over while the channel is full and goes on when it drains', async () => {
    pair = linkPair(editor(), editor());
    await settled();
    const before = pair.wireA.sent.length;
    pair.wireA.backlog.bulk = SEND_HIGH_WATER_BYTES;
    pair.a.sendChange(changeOf('waits'));
    expect(pair.wireA.sent.length).toBe(before);
    pair.wireA.backlog.bulk = 0;
    pair.a.drained();
    expect(pair.wireA.sent.length).toBe(before + 1);
  });

  it('drops presence while the fast channel is behind, and says so', async () => {
    pair = linkPair(editor(), editor());
    await settled();
    pair.wireA.backlog.fast = FAST_BACKLOG_MAX_BYTES + 1;
    expect(pair.a.sendPresence(new Uint8Array(1))).toBe(false);
  });

  it('ends at once at the other side when one side leaves', async () => {
    pair = linkPair(editor(), editor());
    await settled();
    const atBob = endOf(pair.b);
    pair.a.leave();
    await settled();
    expect(atBob.end?.code).toBe('left');
  });

  it('looks for another way in a silence, and gives up when there is none', async () => {
    pair = linkPair(editor(), editor());
    await settled();
    const atAlice = endOf(pair.a);
    let quiet = 0;
    pair.a.on('quiet', () => {
      quiet += 1;
    });
    pair.wireB.hook = () => null;
    await vi.waitFor(() => expect(quiet).toBe(1), { timeout: 15_000 });
    expect([pair.wireA.recoveries, atAlice.end]).toEqual([1, null]);
    await vi.waitFor(() => expect(atAlice.end?.code).toBe('lost'), { timeout: 15_000 });
  });

  it('ends when the other side never proves anything', async () => {
    vi.useFakeTimers();
    pair = linkPair(editor(), editor(), (_wireA, wireB) => {
      wireB.hook = () => null;
    });
    const atAlice = endOf(pair.a);
    await vi.advanceTimersByTimeAsync(DIRECT_TIMING.handshakeMs);
    expect(atAlice.end).toMatchObject({ code: 'lost' });
  });
});

describe('a peer without a valid proof', () => {
  it.each([
    ['no proof by the edit key', viewer()],
    ['a proof by another key', { ...editor(), edit: newSigningKeyPair() }],
  ])('with %s may ask and be seen, and writes nothing', async (_name, intruder) => {
    const { a, b } = linkPair(intruder, editor());
    await settled();
    expect(b.peer?.admitted).toBe('viewer');
    const seen: string[] = [];
    b.on('change', () => seen.push('change'));
    b.on('gesture', () => seen.push('gesture'));
    b.on('dropped', (kind) => seen.push(`dropped ${kind}`));
    b.on('presence', () => seen.push('presence'));
    b.on('stateRequest', () => seen.push('request'));
    a.sendChange(changeOf('intrusion'));
    a.sendChange(changeOf('intrusion'));
    a.sendGesture(new Uint8Array([1]));
    a.sendPresence(new Uint8Array([1]));
    a.sendYjs(new Uint8Array([0, 0, 1, 0]));
    await settled();
    expect(seen.sort()).toEqual([
      'dropped change',
      'dropped change',
      'dropped gesture',
      'presence',
      'request',
    ]);
    a.leave();
  });

  it.each([
    ['the message', [0x80, 0, 2]],
    ['the step', [0, 0x82, 0]],
    ['both', [0x80, 0, 0x81, 0]],
  ])('writes nothing by making the number of %s longer than it needs', async (_name, numbers) => {
    const { a, b, wireB } = linkPair(viewer(), editor());
    await settled();
    const changes: unknown[] = [];
    b.on('change', (message) => changes.push(message));
    const update = writeChange(changeOf('intrusion'), false).subarray(2);
    wireB.inject('bulk', frame(withKind(MESSAGE.yjs, Uint8Array.from([...numbers, ...update]))));
    expect(b.isOpen).toBe(true);
    expect(changes).toEqual([]);
    a.leave();
  });

  it('cannot use the proof of the one it talks to', async () => {
    // The intruder sends back what it received: hello for hello, proof for proof.
    const { b, wireB } = linkPair(viewer(), editor(), (wireA) => {
      wireA.hook = () => null;
    });
    const atBob = endOf(b);
    for (const { bytes } of wireB.sent.slice()) wireB.inject('bulk', bytes);
    await settled();
    expect(atBob.end).toEqual({ code: 'refused', detail: 'reflected' });
  });

  it('cannot make us hold a huge message', async () => {
    const { a, b, wireB } = linkPair(viewer(), editor());
    await settled();
    const atBob = endOf(b);
    wireB.inject('bulk', new Uint8Array([1, 2, 0, 0, 0, 3]));
    expect(atBob.end).toEqual({ code: 'garbage', detail: 'message-too-large' });
    a.leave();
  });
});

describe('a peer that breaks the protocol', () => {
  it.each([
    ['an unreadable update', frame(withKind(MESSAGE.yjs, writeChange(randomBytes(200), false)))],
    ['an unreadable sync message', frame(withKind(MESSAGE.yjs, new Uint8Array([0, 2, 255])))],
    ['an unreadable state vector', frame(withKind(MESSAGE.yjs, new Uint8Array([0, 0, 2, 9, 255])))],
    ['a second hello', frame(withKind(MESSAGE.hello, new Uint8Array(3)))],
    ['a broken frame', new Uint8Array([7])],
  ])('by %s ends its own link', async (_name, bytes) => {
    const { b, wireB } = linkPair(editor(), editor());
    await settled();
    const atBob = endOf(b);
    const changes: unknown[] = [];
    b.on('change', (message) => changes.push(message));
    wireB.inject('bulk', bytes);
    expect(atBob.end?.code).toBe('garbage');
    expect(changes).toEqual([]);
  });

  it('may send kinds that we do not know yet', async () => {
    const { b, wireB } = linkPair(editor(), editor());
    await settled();
    wireB.inject('bulk', frame(new Uint8Array([99, 1, 2, 3])));
    expect(b.isOpen).toBe(true);
    b.leave();
  });

  it('never makes us throw', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('bulk' as const, 'fast' as const), fc.uint8Array()), {
          maxLength: 8,
        }),
        fc.boolean(),
        async (messages, opened) => {
          const { a, b, wireB } = linkPair(editor(), editor());
          if (opened) await settled();
          for (const [channel, bytes] of messages) {
            wireB.inject(channel, channel === 'bulk' && bytes.length > 0 ? frame(bytes) : bytes);
          }
          a.leave();
          b.leave();
        },
      ),
      { numRuns: 150 },
    );
  });
});
