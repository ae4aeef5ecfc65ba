import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionClientMessage, SessionServerMessage } from '../../../signaling/protocol.ts';
import { deriveBoardKeys, newSigningKeyPair } from '../keys/board-keys.ts';
import { randomBytes, toBase64Url } from '../keys/bytes.ts';
import { AboutSealer } from './about.ts';
import type { CellLine } from './cell-line.ts';
import { CellRoom } from './cell-room.ts';

const keys = deriveBoardKeys(randomBytes(32), newSigningKeyPair().publicKey);
const sealer = new AboutSealer(keys.roomId, keys.contentKey);
const ABOUT = { peerId: 'page-1', name: 'Ada', color: 'blue' } as const;

/** A session at a cell that exists in the test only. */
class FakeLine implements CellLine {
  session: string | null = null;
  readonly sent: SessionClientMessage[] = [];
  readonly #connected = new Set<(resumed: boolean) => void>();
  readonly #disconnected = new Set<() => void>();
  readonly #message = new Set<(message: SessionServerMessage) => void>();

  connect(resumed: boolean): void {
    this.session = 'ours';
    for (const listener of this.#connected) listener(resumed);
  }
  disconnect(): void {
    this.session = null;
    for (const listener of this.#disconnected) listener();
  }
  say(message: SessionServerMessage): void {
    for (const listener of this.#message) listener(message);
  }
  send(message: SessionClientMessage): void {
    this.sent.push(message);
  }
  sendFrame(): void {
    // Frames are the relay's.
  }
  bufferedBytes(): number {
    return 0;
  }
  onConnected = (listener: (resumed: boolean) => void) => listen(this.#connected, listener);
  onDisconnected = (listener: () => void) => listen(this.#disconnected, listener);
  onMessage = (listener: (message: SessionServerMessage) => void) =>
    listen(this.#message, listener);
  onFrame = () => () => undefined;

  get listeners(): number {
    return this.#connected.size + this.#disconnected.size + this.#message.size;
  }
}

function listen<T>(set: Set<T>, listener: T): () => void {
  set.add(listener);
  return () => set.delete(listener);
}

describe('a room at a cell', () => {
  let line: FakeLine;
  let room: CellRoom;

  const entered = (times: number): Promise<void> =>
    vi.waitFor(() => expect(line.sent.filter(({ type }) => type === 'enter')).toHaveLength(times));
  const bob = async () => ({
    session: toBase64Url(randomBytes(16)),
    person: 'bob',
    connected: true,
    about: await sealer.seal({ peerId: 'page-2', name: 'Bob', color: 'red' }),
  });

  beforeEach(() => {
    line = new FakeLine();
    room = new CellRoom({ line, keys, device: newSigningKeyPair(), about: ABOUT });
  });
  afterEach(() => room.destroy());

  it('is entered again in each new session, and not where the session goes on (CM-04)', async () => {
    line.connect(false);
    await entered(1);
    line.disconnect();
    line.connect(true);
    line.disconnect();
    line.connect(false);
    await entered(2);
    expect(line.sent.every((message) => !('room' in message) || message.room === keys.roomId)).toBe(
      true,
    );
  });

  it('is not entered after it was left while the cell was away (CM-04)', async () => {
    line.connect(false);
    await entered(1);
    line.disconnect();
    room.destroy();
    line.connect(false);
    await Promise.resolve();
    expect(line.listeners).toBe(0);
    expect(line.sent.filter(({ type }) => type === 'enter')).toHaveLength(1);
  });

  it('knows nobody of the session before, until the cell has said who is here', async () => {
    line.connect(false);
    line.say({ type: 'members', room: keys.roomId, members: [await bob()] });
    await vi.waitFor(() => expect(room.members.size).toBe(1));
    expect(room.listed).toBe(true);
    line.disconnect();
    expect([room.listed, room.members.size]).toEqual([false, 1]);
    line.connect(false);
    expect([room.listed, room.members.size]).toEqual([false, 0]);
  });

  it('tells of those who come, are lost for a while, and leave', async () => {
    line.connect(false);
    const member = await bob();
    line.say({ type: 'members', room: keys.roomId, members: [] });
    line.say({ type: 'joined', room: keys.roomId, member });
    await vi.waitFor(() => expect(room.members.get(member.session)?.peerId).toBe('page-2'));
    line.say({ type: 'lost', room: keys.roomId, session: member.session });
    await vi.waitFor(() => expect(room.members.get(member.session)?.connected).toBe(false));
    line.say({ type: 'left', room: keys.roomId, session: member.session });
    await vi.waitFor(() => expect(room.members.size).toBe(0));
  });
});
