import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { deriveBoardKeys, newSigningKeyPair } from '../keys/board-keys.ts';
import { randomBytes } from '../keys/bytes.ts';
import type { WebrtcRoom } from './webrtc-room.ts';

const post = BroadcastChannel.prototype.postMessage;
const posted = vi.spyOn(BroadcastChannel.prototype, 'postMessage');

const postedIn = (room: string): number =>
  posted.mock.contexts.filter((channel) => (channel as BroadcastChannel).name === room).length;

/** Had a message been published, its encryption would be through by the time of later ones. */
async function publishedByNow(): Promise<void> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  const iv = new Uint8Array(12);
  for (let i = 0; i < 5; i++) {
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new Uint8Array(64));
  }
}

describe('windows of one profile', () => {
  const opened: WebrtcRoom[] = [];
  const device = newSigningKeyPair();

  /** A window: modules of its own, as each page has them. */
  async function openWindow(
    keys: ReturnType<typeof deriveBoardKeys>,
    doc: Y.Doc = new Y.Doc(),
  ): Promise<Y.Doc> {
    vi.resetModules();
    const before = postedIn(keys.roomId);
    const modules = await import('./webrtc-room.ts');
    opened.push(
      new modules.WebrtcRoom({
        doc,
        keys,
        identity: {
          roomId: keys.roomId,
          edit: keys.edit,
          editPublicKey: keys.edit.publicKey,
          device,
        },
        // Nobody listens there; windows do not need the cell to hear each other.
        signalUrl: 'ws://127.0.0.1:9/',
        iceServers: () => [],
      }),
    );
    // Five messages open the conversation.
    await vi.waitFor(() => expect(postedIn(keys.roomId)).toBeGreaterThanOrEqual(before + 5), {
      timeout: 15_000,
    });
    return doc;
  }
  const boardKeys = () => deriveBoardKeys(randomBytes(32), newSigningKeyPair().publicKey);
  const write = (doc: Y.Doc, key: string): void => {
    doc.getMap('m').set(key, true);
  };
  const holds = (doc: Y.Doc, keys: readonly string[]) =>
    vi.waitFor(() => expect([...doc.getMap('m').keys()].sort()).toEqual(keys), { timeout: 15_000 });

  afterEach(() => {
    for (const room of opened.splice(0)) room.destroy();
  });

  it('share what is done in either, before and after they met', async () => {
    const keys = boardKeys();
    const first = await openWindow(keys);
    write(first, 'alone');
    const second = new Y.Doc();
    write(second, 'before');
    await openWindow(keys, second);
    write(second, 'just opened');
    await holds(first, ['alone', 'before', 'just opened']);
    write(first, 'later');
    await holds(second, ['alone', 'before', 'just opened', 'later']);
  });

  it('get what was done while the other was frozen and could not be heard', async () => {
    const keys = boardKeys();
    const frozen = await openWindow(keys);
    const held: (() => void)[] = [];
    posted.mockImplementation(function (this: BroadcastChannel, data: unknown) {
      held.push(() => post.call(this, data));
    });
    const awake = await openWindow(keys);
    write(awake, 'while frozen');
    await publishedByNow();
    posted.mockImplementation(post);
    for (const deliver of held) deliver();
    await holds(frozen, ['while frozen']);
  });

  it('say nothing of what happens in a window that is alone', async () => {
    const keys = boardKeys();
    const doc = await openWindow(keys);
    const before = postedIn(keys.roomId);
    const applied = vi.fn();
    write(doc, 'mine');
    doc.on('update', applied);
    const remote = new Y.Doc();
    write(remote, 'theirs');
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(remote), 'a link');
    await publishedByNow();
    expect(postedIn(keys.roomId)).toBe(before);
    expect(applied).toHaveBeenCalledTimes(1);
  });
});
