import { afterEach, describe, expect, it, vi } from 'vitest';
import { newSigningKeyPair } from '../keys/board-keys.ts';
import { randomBytes } from '../keys/bytes.ts';
import { RELAY_MESSAGE } from './opening.ts';
import { OPENING_TIMEOUT_MS } from './relay-member.ts';
import { editor, RelayEnd, relayPair } from './testing/memory-cell.ts';

const until = (holds: () => boolean): Promise<void> =>
  vi.waitFor(() => expect(holds()).toBe(true), { timeout: 15_000, interval: 5 });

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytesOf = (value: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(value);

describe('a link through the cell', () => {
  let ends: readonly RelayEnd[] = [];
  const pair = (a?: RelayEnd, b?: RelayEnd): readonly [RelayEnd, RelayEnd] => {
    const made = relayPair(a, b);
    ends = made;
    return made;
  };
  afterEach(() => {
    for (const end of ends) end.member.stop({ code: 'closed', detail: 'test over' });
    vi.useRealTimers();
  });

  it('opens when one side wants it, with both proven as editors', async () => {
    const alice = editor();
    const bob = editor();
    const [a, b] = pair(new RelayEnd(alice), new RelayEnd(bob));
    a.member.setWanted(true);
    await until(() => a.links.length === 1 && b.links.length === 1);
    expect(a.links[0]?.peer).toMatchObject({ admitted: 'editor', device: bob.device.publicKey });
    expect(b.links[0]?.peer).toMatchObject({ admitted: 'editor', device: alice.device.publicKey });
  });

  it('is one link when both sides want it at once', async () => {
    for (let round = 0; round < 10; round++) {
      const [a, b] = pair();
      a.member.setWanted(true);
      b.member.setWanted(true);
      await until(() => a.member.link !== null && b.member.link !== null);
      expect([a.links.length, b.links.length]).toEqual([1, 1]);
      for (const end of [a, b]) end.member.stop({ code: 'closed', detail: 'next round' });
    }
  });

  it('carries presence and document messages that the cell cannot read', async () => {
    const [a, b] = pair();
    a.member.setWanted(true);
    await until(() => a.member.link !== null && b.member.link !== null);
    const received: string[] = [];
    b.links[0]?.on('presence', (payload) => received.push(text(payload)));
    b.links[0]?.on('holdings', (payload) => received.push(text(payload)));
    a.links[0]?.sendPresence(bytesOf('where I am'));
    a.links[0]?.sendHoldings(bytesOf('what I hold'));
    await until(() => received.length === 2);
    expect(received.sort()).toEqual(['what I hold', 'where I am']);
    expect(a.sent.map(text).join('')).not.toMatch(/where I am|what I hold/);
  });

  it('does not open for somebody without the link of the board', async () => {
    const [a, b] = pair(new RelayEnd(), new RelayEnd(editor(), randomBytes(32)));
    a.member.setWanted(true);
    b.member.setWanted(true);
    await until(() => a.sent.length > 0 && b.sent.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect([a.links.length, b.links.length]).toEqual([0, 0]);
  });

  it('admits somebody without the edit key as one who may only look', async () => {
    const [a, b] = pair(new RelayEnd(), new RelayEnd({ ...editor(), edit: null }));
    a.member.setWanted(true);
    await until(() => a.links.length === 1);
    expect(a.links[0]?.peer?.admitted).toBe('viewer');
    expect(b.links[0]?.peer?.admitted).toBe('editor');
  });

  it('does not take a wrong edit key for the right one', async () => {
    const [a] = pair(new RelayEnd(), new RelayEnd({ ...editor(), edit: newSigningKeyPair() }));
    a.member.setWanted(true);
    await until(() => a.links.length === 1);
    expect(a.links[0]?.peer?.admitted).toBe('viewer');
  });

  it('takes each frame once, though the cell delivers all of them twice', async () => {
    const [a, b] = pair();
    a.member.setWanted(true);
    await until(() => a.member.link !== null && b.member.link !== null);
    a.tamper = (bytes) => [bytes, bytes];
    let count = 0;
    b.links[0]?.on('presence', () => count++);
    b.links[0]?.on('holdings', () => count++);
    a.links[0]?.sendPresence(bytesOf('p'));
    a.links[0]?.sendHoldings(bytesOf('h'));
    let last = false;
    b.links[0]?.on('gesture', () => {
      last = true;
    });
    a.links[0]?.sendGesture(bytesOf('g'));
    await until(() => last);
    expect(count).toBe(2);
  });

  it('does not deliver what the cell changed, and is made anew', async () => {
    const [a, b] = pair();
    a.member.setWanted(true);
    await until(() => a.member.link !== null && b.member.link !== null);
    let changed = false;
    a.tamper = (bytes) => {
      if (changed || bytes[0] !== RELAY_MESSAGE.frame) return [bytes];
      changed = true;
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      return [bytes];
    };
    const received: string[] = [];
    b.links[0]?.on('holdings', (payload) => received.push(text(payload)));
    a.links[0]?.sendHoldings(bytesOf('h'));
    await until(() => b.ends.length > 0);
    expect(b.ends[0]).toMatchObject({ code: 'lost', detail: 'a frame was changed on its way' });
    expect(received).toEqual([]);
  });

  it('notices a document frame that the cell left out', async () => {
    const [a, b] = pair();
    a.member.setWanted(true);
    await until(() => a.member.link !== null && b.member.link !== null);
    a.tamper = () => [];
    a.links[0]?.sendHoldings(bytesOf('lost'));
    await until(() => a.sent.length > 0);
    const sent = a.sent.length;
    await until(() => a.sent.length >= sent);
    a.links[0]?.sendHoldings(bytesOf('lost too'));
    await vi.waitFor(() => expect(a.sent.length).toBeGreaterThan(sent), { timeout: 15_000 });
    a.tamper = (bytes) => [bytes];
    a.links[0]?.sendHoldings(bytesOf('after the gap'));
    await until(() => b.ends.length > 0);
    expect(b.ends[0]).toMatchObject({ code: 'lost', detail: 'a frame is missing' });
  });

  it('goes on when a frame of the fast channel was left out', async () => {
    const [a, b] = pair();
    a.member.setWanted(true);
    await until(() => a.member.link !== null && b.member.link !== null);
    const received: string[] = [];
    b.links[0]?.on('presence', (payload) => received.push(text(payload)));
    a.tamper = () => [];
    const before = a.sent.length;
    a.links[0]?.sendPresence(bytesOf('left out'));
    await until(() => a.sent.length > before);
    a.tamper = (bytes) => [bytes];
    a.links[0]?.sendPresence(bytesOf('comes'));
    await until(() => received.length > 0);
    expect(received).toEqual(['comes']);
    expect(b.ends).toEqual([]);
  });

  it('does not open frames of one direction in the other', async () => {
    const [a, b] = pair();
    a.member.setWanted(true);
    await until(() => a.member.link !== null && b.member.link !== null);
    const before = a.sent.length;
    // Several, so that their counters are ahead of all that the other side has sent.
    for (let i = 0; i < 5; i++) a.links[0]?.sendPresence(bytesOf(`${i}`));
    const fastOnes = (): Uint8Array<ArrayBuffer>[] =>
      a.sent.slice(before).filter((f) => f[9] === 1);
    await until(() => fastOnes().length >= 5);
    const reflected = fastOnes().at(-1)?.slice() ?? new Uint8Array();
    reflected.set(b.sent.at(-1)?.slice(1, 9) ?? [], 1);
    a.member.receive(reflected);
    await until(() => a.ends.length > 0);
    expect(a.ends[0]).toMatchObject({ code: 'lost' });
  });

  it('is asked for again while nobody answers', async () => {
    vi.useFakeTimers();
    const [a, b] = pair();
    a.tamper = () => [];
    a.member.setWanted(true);
    await vi.advanceTimersByTimeAsync(OPENING_TIMEOUT_MS / 2);
    a.tamper = (bytes) => [bytes];
    await vi.advanceTimersByTimeAsync(OPENING_TIMEOUT_MS);
    vi.useRealTimers();
    await until(() => a.member.link !== null && b.member.link !== null);
  });

  it('ends at once at the other side when it is not wanted any more', async () => {
    const [a, b] = pair();
    a.member.setWanted(true);
    await until(() => a.member.link !== null && b.member.link !== null);
    a.member.setWanted(false);
    await until(() => b.ends.length > 0);
    expect(b.ends[0]?.code).toBe('left');
  });
});
