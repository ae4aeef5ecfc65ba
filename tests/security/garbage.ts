import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { FrameWriter } from '../../src-renderer/sync/peer-link/frames.ts';
import { FAST_MESSAGE_MAX_BYTES } from '../../src-renderer/sync/peer-link/limits.ts';
import { MESSAGE, withKind, writeChange } from '../../src-renderer/sync/peer-link/messages.ts';
import { encodeGesture } from '../../src-renderer/sync/presence/gestures.ts';
import type { HostileLink } from './hostile-peer.ts';
import { VANDAL_STYLE, vandalism } from './vandalism.ts';

/** Something that no honest peer sends, by what it is. */
export interface Garbage {
  readonly name: string;
  send(link: HostileLink): Promise<void>;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const json = (value: unknown): Uint8Array => utf8(JSON.stringify(value));
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
/** The same each time: bytes that read as nothing. */
const noise = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * 151 + 73) % 256);

const bulk = (name: string, ...frames: readonly Uint8Array[]): Garbage => ({
  name,
  async send(link) {
    for (const frame of frames) await link.sendRaw('bulk', frame);
  },
});
const fast = (name: string, kind: number, payload: Uint8Array): Garbage => ({
  name,
  send: (link) => link.sendFast(kind, payload),
});
const message = (name: string, kind: number, payload: Uint8Array): Garbage => ({
  name,
  send: (link) => link.send(kind, payload),
});
const change = (name: string, update: Uint8Array): Garbage =>
  message(name, MESSAGE.yjs, writeChange(update, false));

/** A frame's first byte and the length that it claims of its whole message. */
const frameHeader = (first: number, totalBytes: number): Uint8Array => {
  const header = new Uint8Array(6);
  header[0] = first;
  new DataView(header.buffer).setUint32(1, totalBytes);
  return header;
};

export const BROKEN_FRAMES: readonly Garbage[] = [
  {
    name: 'random bytes',
    send: (link) => link.sendRaw('bulk', Uint8Array.from([9, ...random(999)])),
  },
  bulk('an empty frame', new Uint8Array(0)),
  bulk('a message that claims 4 GiB', frameHeader(1, 0xffff_ffff)),
  bulk('a message that claims 300 MB', frameHeader(1, 300_000_000)),
  bulk('the middle of a message', frameHeader(0, 100)),
  bulk('a message begun within another', frameHeader(1, 100), frameHeader(1, 100)),
  bulk('a message that grows on the way', frameHeader(1, 100), frameHeader(0, 101)),
  bulk(
    'more than the message that was begun',
    frameHeader(1, 2),
    withLength(frameHeader(0, 2), 99),
  ),
  { name: 'text', send: (link) => link.sendText('bulk', 'hello?') },
  {
    name: 'a fast message that is too large',
    send: (link) => link.sendRaw('fast', noise(FAST_MESSAGE_MAX_BYTES + 1)),
  },
  message('a second hello', MESSAGE.hello, utf8('{}')),
  message('a second proof', MESSAGE.proof, utf8('{}')),
];

function withLength(bytes: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  out.set(bytes);
  return out;
}

/** A Yjs update of one struct of client 7 whose content is written by hand. */
const updateWith = (contentType: number, write: (encoder: encoding.Encoder) => void): Uint8Array =>
  encoding.encode((encoder) => {
    for (const n of [1, 1, 7, 0]) encoding.writeVarUint(encoder, n); // clients, structs, client, clock
    encoding.writeUint8(encoder, contentType | 0b0010_0000); // with a key in its parent
    encoding.writeVarUint(encoder, 1); // the parent is a root type …
    encoding.writeVarString(encoder, 'elements'); // … of this name
    encoding.writeVarString(encoder, 'x');
    write(encoder);
    encoding.writeVarUint(encoder, 0); // no deletions
  });

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = [value];
  return value;
};

const CONTENT_JSON = 2;
const CONTENT_ANY = 8;
const CONTENT_UNKNOWN = 27;

export const BROKEN_CHANGES: readonly Garbage[] = [
  change('an update of noise', noise(5_000)),
  change('an empty update', new Uint8Array(0)),
  change('half of an update', vandalism().update.subarray(0, -20)),
  change(
    'an update with a content that Yjs does not know',
    updateWith(CONTENT_UNKNOWN, () => undefined),
  ),
  change(
    'an update whose JSON is none',
    updateWith(CONTENT_JSON, (encoder) => {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, '{"a":');
    }),
  ),
  change(
    'an update that claims four billion structs',
    encoding.encode((encoder) => {
      for (const n of [1, 0xffff_ffff, 7, 0]) encoding.writeVarUint(encoder, n);
    }),
  ),
  ...[500, 5_000, 200_000].map((depth) =>
    change(
      `a value nested ${depth} deep`,
      updateWith(CONTENT_ANY, (encoder) => {
        encoding.writeVarUint(encoder, 1);
        // As lib0 writes `nested(depth)`: 117 is an array, here of one, and 125 a whole number.
        for (let i = 0; i < depth; i++) encoding.writeUint8Array(encoder, Uint8Array.of(117, 1));
        encoding.writeUint8Array(encoder, Uint8Array.of(125, 1));
      }),
    ),
  ),
  message('a state vector of noise', MESSAGE.yjs, Uint8Array.from([0, 0, 60, ...noise(60)])),
  message('an unknown step of the sync', MESSAGE.yjs, Uint8Array.from([0, 9, 1, 0])),
  message('a number without end', MESSAGE.yjs, new Uint8Array(64).fill(0xff)),
];

const PRESENCE = { name: 'Mallory', color: 'red', tool: null, cursor: null, selection: [] };

export const BROKEN_SIGNS_OF_LIFE: readonly Garbage[] = [
  fast('presence that is no JSON', MESSAGE.presence, noise(100)),
  fast('presence of another shape', MESSAGE.presence, json({ ...PRESENCE, cursor: 'here' })),
  fast(
    'a cursor at infinity',
    MESSAGE.presence,
    utf8(JSON.stringify({ ...PRESENCE, cursor: [7, 7] }).replace('7', '1e999')),
  ),
  fast(
    'a name of 40,000 letters',
    MESSAGE.presence,
    json({ ...PRESENCE, name: 'M'.repeat(40_000) }),
  ),
  fast(
    'a selection of 1,000 things',
    MESSAGE.presence,
    json({ ...PRESENCE, selection: Array(1_000).fill('x') }),
  ),
  fast(
    'presence nested 20,000 deep',
    MESSAGE.presence,
    utf8('['.repeat(20_000) + ']'.repeat(20_000)),
  ),
  fast('a gesture that is no JSON', MESSAGE.gesture, noise(100)),
  fast('a gesture of a kind that is none', MESSAGE.gesture, json({ kind: 'explode', id: 'x' })),
  fast('half a point', MESSAGE.gesture, json({ kind: 'points', id: 'x', at: 0, points: [1, 2] })),
  fast(
    'points before the first',
    MESSAGE.gesture,
    json({ kind: 'points', id: 'x', at: -3, points: [] }),
  ),
  message('holdings of noise', MESSAGE.holdings, noise(50)),
  message(
    'holdings that claim a million entries',
    MESSAGE.holdings,
    Uint8Array.from([0xc0, 0x84, 0x3d, 1, 1]),
  ),
  message('holdings with something behind them', MESSAGE.holdings, Uint8Array.from([1, 1, 1, 99])),
];

/** A valid update that fills the document's own places with what does not belong there. */
function misplaced(): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    const elements = doc.getMap('elements');
    elements.set('a', 'text');
    elements.set('b', nested(30));
    elements.set('c', new Y.Map());
    elements.set('__proto__', new Uint8Array([1, 1, 1]));
    elements.set('<img src=x onerror=alert(1)>', noise(300));
    doc.getMap('overrides').set('a/box', [Number.NaN]);
    doc.getMap('other').set('x', 1);
    doc.getArray('list').push([1, 2, 3]);
    doc.getText('text').insert(0, 'x'.repeat(1_000));
  });
  return Y.encodeStateAsUpdate(doc);
}

/** Changes of which the beginning is missing, and which therefore wait in the document for ever. */
function dangling(): Uint8Array {
  const doc = new Y.Doc();
  doc.getArray('elements').push(['first']);
  const known = Y.encodeStateVector(doc);
  doc.getArray('elements').push(['second']);
  return Y.encodeStateAsUpdate(doc, known);
}

const FLOOD = 400;

/** What a link must bear: a later version may send it, or it is a writer's right. */
export const ODD_BUT_ALLOWED: readonly Garbage[] = [
  message('a kind of message that is not known', 99, noise(1_000)),
  message('kind 0', 0, new Uint8Array(0)),
  fast('an unknown kind on the fast channel', 200, noise(1_000)),
  message('y-webrtc’s own presence', MESSAGE.yjs, Uint8Array.from([1, 3, 1, 2, 3])),
  message('a message that the fast channel overtook', MESSAGE.heartbeat, new Uint8Array(0)),
  change('things in places that are not theirs', misplaced()),
  change('changes whose beginning is missing', dangling()),
  message(
    'holdings of a client that nobody knows',
    MESSAGE.holdings,
    holdingsOf(4_000_000_000, 2 ** 53 - 1),
  ),
  fast(
    'points of a gesture that has not begun',
    MESSAGE.gesture,
    json({ kind: 'points', id: 'z', at: 900, points: [1, 2, 0.5] }),
  ),
  fast(
    'a name of control characters',
    MESSAGE.presence,
    json({ ...PRESENCE, name: '\u202eyrollaM\n\u0000<b>' }),
  ),
  {
    name: `${FLOOD} requests for everything at once`,
    async send(link) {
      const request = new FrameWriter(withKind(MESSAGE.yjs, Uint8Array.from([0, 0, 1, 0]))).next();
      for (let i = 0; i < FLOOD; i++) await link.sendRaw('bulk', request);
    },
  },
  {
    name: `${FLOOD} gestures that never end`,
    async send(link) {
      const style = { type: 'stroke', ...VANDAL_STYLE };
      for (let i = 0; i < FLOOD; i++) {
        const id = `endless-${i}`;
        // One of them is seen, as it should be: it is small, and all of them would be a large area.
        const points = [2 * i, 100, 0.5, 2 * i, 160, 0.5];
        await link.sendFast(MESSAGE.gesture, encodeGesture({ kind: 'start', id, style }));
        await link.sendFast(MESSAGE.gesture, encodeGesture({ kind: 'points', id, at: 0, points }));
      }
    },
  },
];

function holdingsOf(client: number, clock: number): Uint8Array {
  return encoding.encode((encoder) => {
    for (const n of [1, client, clock]) encoding.writeVarUint(encoder, n);
  });
}
