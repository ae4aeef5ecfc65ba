import { afterEach, describe, expect, it, vi } from 'vitest';
import { pictureHashOf } from '../../pictures/picture-hash.ts';
import { PICTURE_MAX_BYTES } from '../../pictures/picture-limits.ts';
import { deriveBoardKeys, newSigningKeyPair } from '../keys/board-keys.ts';
import { randomBytes } from '../keys/bytes.ts';
import type { LinkIdentity } from '../peer-link/handshake.ts';
import { SEND_HIGH_WATER_BYTES } from '../peer-link/limits.ts';
import { MESSAGE } from '../peer-link/messages.ts';
import { type LinkPair, linkPair, settled } from '../peer-link/testing/wire-pair.ts';
import { PictureExchange, type PictureShelf } from './picture-exchange.ts';
import {
  PICTURE_PART_BYTES,
  readPicturePart,
  writePictureAsk,
  writePicturePart,
} from './picture-messages.ts';

const keys = deriveBoardKeys(randomBytes(32), newSigningKeyPair().publicKey);
const identity = (): LinkIdentity => ({
  ...keys,
  editPublicKey: keys.edit.publicKey,
  device: newSigningKeyPair(),
});

/** Several parts and a bit. */
const BYTES = new Uint8Array(20 * PICTURE_PART_BYTES + 777).map(
  (_, i) => (i * 31 + (i >> 9)) % 251,
);
const HASH = await pictureHashOf(BYTES);

class Shelf implements PictureShelf {
  readonly onBoard: Set<string>;
  readonly has: Map<string, Uint8Array<ArrayBuffer>>;
  readonly received = new Map<string, Uint8Array>();
  /** How often something was taken. */
  takes = 0;

  constructor(onBoard: string[], has: Record<string, Uint8Array<ArrayBuffer>> = {}) {
    this.onBoard = new Set(onBoard);
    this.has = new Map(Object.entries(has));
  }

  isOnBoard(hash: string): boolean {
    return this.onBoard.has(hash);
  }
  async blob(hash: string): Promise<Blob | null> {
    const bytes = this.has.get(hash);
    return bytes ? new Blob([bytes]) : null;
  }
  async receive(hash: string, bytes: Uint8Array): Promise<boolean> {
    this.received.set(hash, bytes);
    this.takes += 1;
    return true;
  }
}

/** Somebody who lacks the picture. */
const ada = () => {
  const shelf = new Shelf([HASH]);
  return { shelf, exchange: new PictureExchange(shelf) };
};

/** A link of hers (`a`) to somebody who has `shelf`. */
async function linkTo(shelf: PictureShelf | null, hers: PictureExchange): Promise<LinkPair> {
  const pair = linkPair(identity(), identity());
  const theirs = shelf && new PictureExchange(shelf);
  pair.a.on('end', () => hers.unlinked(pair.a));
  await vi.waitFor(() => expect(pair.a.isOpen && pair.b.isOpen).toBe(true));
  theirs?.linked(pair.b);
  hers.linked(pair.a);
  return pair;
}

const hasArrived = ({ received }: Shelf): boolean =>
  Buffer.from(received.get(HASH) ?? []).equals(BYTES);

const partsOf = ({ wireB }: LinkPair): number =>
  wireB.sent.filter(({ bytes }) => bytes[5] === MESSAGE.picturePart).length;

describe('pictures between people', () => {
  const ending: (() => void)[] = [];
  afterEach(() => {
    vi.useRealTimers();
    for (const end of ending.splice(0)) end();
  });
  const start = () => {
    const started = ada();
    ending.push(() => started.exchange.destroy());
    return started;
  };

  it('arrive whole from somebody who has them', async () => {
    const { shelf, exchange } = start();
    const { a } = await linkTo(new Shelf([HASH], { [HASH]: BYTES }), exchange);
    exchange.want(HASH);
    await vi.waitFor(() => expect(hasArrived(shelf)).toBe(true));
    a.leave();
  });

  it('are given to nobody when no element of the board shows them', async () => {
    const { shelf, exchange } = start();
    const pair = await linkTo(new Shelf([], { [HASH]: BYTES }), exchange);
    const answers: (number | undefined)[] = [];
    pair.a.on('picturePart', (payload) => answers.push(readPicturePart(payload)?.total));
    exchange.want(HASH);
    await vi.waitFor(() => expect(answers).toEqual([0]));
    expect(shelf.received.size).toBe(0);
    pair.a.leave();
  });

  it('are refused when they are not what their name says, and got from somebody else', async () => {
    const { shelf, exchange } = start();
    const other = BYTES.slice().fill(7, 100, 200);
    const liar = await linkTo(new Shelf([HASH], { [HASH]: other }), exchange);
    exchange.want(HASH);
    await vi.waitFor(() => expect(partsOf(liar)).toBe(21));
    await settled();
    expect(shelf.received.size).toBe(0);
    const honest = await linkTo(new Shelf([HASH], { [HASH]: BYTES }), exchange);
    await vi.waitFor(() => expect(hasArrived(shelf)).toBe(true));
    expect([partsOf(liar), shelf.takes]).toEqual([21, 1]);
    liar.a.leave();
    honest.a.leave();
  });

  it('come from another when the one who sends them leaves in the middle', async () => {
    const { shelf, exchange } = start();
    const first = await linkTo(new Shelf([HASH], { [HASH]: BYTES }), exchange);
    first.wireB.hook = (_channel, bytes) => (partsOf(first) < 5 ? bytes : null);
    exchange.want(HASH);
    await vi.waitFor(() => expect(partsOf(first)).toBe(5));
    const second = await linkTo(new Shelf([HASH], { [HASH]: BYTES }), exchange);
    expect(shelf.received.size).toBe(0);
    first.b.leave();
    first.a.end({ code: 'left', detail: 'gone' });
    await vi.waitFor(() => expect(hasArrived(shelf)).toBe(true));
    second.a.leave();
  });

  it('come from another when the one who was asked stays silent', async () => {
    const { shelf, exchange } = start();
    const silent = await linkTo(null, exchange);
    vi.useFakeTimers();
    exchange.want(HASH);
    const pair = linkPair(identity(), identity());
    await vi.advanceTimersByTimeAsync(0);
    new PictureExchange(new Shelf([HASH], { [HASH]: BYTES })).linked(pair.b);
    exchange.linked(pair.a);
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(hasArrived(shelf)).toBe(true));
    silent.a.leave();
    pair.a.leave();
  });

  it('are asked for again when somebody may have them meanwhile', async () => {
    const { shelf, exchange } = start();
    const theirs = new Shelf([HASH]);
    const pair = await linkTo(theirs, exchange);
    vi.useFakeTimers();
    exchange.want(HASH);
    await vi.advanceTimersByTimeAsync(100);
    theirs.has.set(HASH, BYTES);
    await vi.advanceTimersByTimeAsync(2_000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(hasArrived(shelf)).toBe(true));
    pair.a.leave();
  });

  it('are not asked of a peer that does not know of them', async () => {
    const { exchange } = start();
    const pair = linkPair(identity(), identity());
    await vi.waitFor(() => expect(pair.a.isOpen).toBe(true));
    if (pair.a.peer) Object.assign(pair.a.peer, { capabilities: ['holdings'] });
    const before = pair.wireA.sent.length;
    exchange.linked(pair.a);
    exchange.want(HASH);
    expect(pair.wireA.sent).toHaveLength(before);
    pair.a.leave();
  });

  it('wait for everything else that is to be sent, whenever it comes', async () => {
    const { exchange } = start();
    const pair = await linkTo(new Shelf([HASH], { [HASH]: BYTES }), exchange);
    pair.wireB.backlog.bulk = SEND_HIGH_WATER_BYTES;
    exchange.want(HASH);
    await settled();
    expect(partsOf(pair)).toBe(0);
    pair.b.sendChange(new Uint8Array([0, 0]));
    pair.wireB.backlog.bulk = 0;
    const before = pair.wireB.sent.length;
    pair.b.drained();
    await settled();
    const kinds = pair.wireB.sent.slice(before).map(({ bytes }) => bytes[5]);
    expect(kinds.slice(0, 2)).toEqual([MESSAGE.yjs, MESSAGE.picturePart]);
    pair.a.leave();
  });

  it('that nobody wants are ignored, and messages that are none end the link', async () => {
    const { shelf, exchange } = start();
    const pair = await linkTo(null, exchange);
    const part = { hash: HASH, offset: 0, total: 3, bytes: new Uint8Array([1, 2, 3]) };
    pair.b.sendPicturePart(writePicturePart(part));
    pair.b.sendPictureAsk(writePictureAsk({ hash: HASH, offset: 0xffff_ffff }));
    await settled();
    expect([shelf.received.size, pair.a.isOpen]).toEqual([0, true]);
    pair.b.sendPictureAsk(new Uint8Array(5));
    await vi.waitFor(() => expect(pair.a.isOpen).toBe(false));
  });

  it('larger than pictures may be are not taken', async () => {
    const { shelf, exchange } = start();
    const pair = await linkTo(null, exchange);
    exchange.want(HASH);
    await settled();
    const bytes = new Uint8Array(PICTURE_PART_BYTES);
    pair.b.sendPicturePart(
      writePicturePart({ hash: HASH, offset: 0, total: PICTURE_MAX_BYTES + 1, bytes }),
    );
    const asks = pair.wireA.sent.length;
    await settled();
    const more = pair.wireA.sent
      .slice(asks)
      .filter(({ bytes: sent }) => sent[5] === MESSAGE.pictureAsk);
    expect([more, shelf.received.size]).toEqual([[], 0]);
    pair.a.leave();
  });
});
