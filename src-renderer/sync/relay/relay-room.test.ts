import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PeerLink } from '../peer-link/peer-link.ts';
import { RelayRoom } from './relay-room.ts';
import { contentKey, editor, type MemoryPort, MemoryRoom } from './testing/memory-cell.ts';

const until = (holds: () => boolean): Promise<void> =>
  vi.waitFor(() => expect(holds()).toBe(true), { timeout: 15_000, interval: 5 });

describe('links through the cell', () => {
  const rooms: RelayRoom[] = [];
  const enter = (
    port: MemoryPort,
    direct: Set<string> = new Set(),
    relayAfterMs = 0,
  ): { room: RelayRoom; links: PeerLink[]; ends: string[] } => {
    const room = new RelayRoom({
      port,
      identity: editor(),
      contentKey,
      hasDirectLink: (peerId) => direct.has(peerId),
      relayAfterMs,
    });
    rooms.push(room);
    const links: PeerLink[] = [];
    const ends: string[] = [];
    room.on('link', (link) => links.push(link));
    room.on('linkEnd', (_link, end) => ends.push(end.code));
    return { room, links, ends };
  };
  afterEach(() => {
    for (const room of rooms.splice(0)) room.destroy();
  });

  it('are made to everybody without a direct one', async () => {
    const cell = new MemoryRoom();
    const all = ['a', 'b', 'c'].map((name) => enter(cell.join(name)));
    await until(() => all.every(({ links }) => links.length === 2));
  });

  it('are not made while a direct one is open or may still come', async () => {
    const cell = new MemoryRoom();
    const a = enter(cell.join('a'), new Set(['b']));
    const b = enter(cell.join('b'), new Set(), 60_000);
    const c = enter(cell.join('c'));
    await until(() => c.links.length === 2 && a.links.length === 1 && b.links.length === 1);
    a.room.update();
    b.room.update();
    expect([a.links.length, b.links.length]).toEqual([1, 1]);
  });

  it('are left when a direct one has come', async () => {
    const cell = new MemoryRoom();
    const direct = new Set<string>();
    const a = enter(cell.join('a'), direct);
    const b = enter(cell.join('b'), direct);
    await until(() => a.links.length === 1 && b.links.length === 1);
    direct.add('a').add('b');
    a.room.update();
    b.room.update();
    await until(() => a.ends.length === 1 && b.ends.length === 1);
    expect(cell.sent.length).toBeGreaterThan(0);
    const before = a.links.length;
    a.room.update();
    expect(a.links.length).toBe(before);
  });

  it('end when the member has left the room', async () => {
    const cell = new MemoryRoom();
    const a = enter(cell.join('a'));
    const b = enter(cell.join('b'));
    await until(() => a.links.length === 1 && b.links.length === 1);
    cell.leave('b');
    await until(() => a.ends.length === 1);
    expect(a.ends).toEqual(['lost']);
  });

  it('are made again with a member that came back', async () => {
    const cell = new MemoryRoom();
    const a = enter(cell.join('a'));
    const b = enter(cell.join('b'));
    await until(() => a.links.length === 1 && b.links.length === 1);
    cell.leave('b');
    await until(() => a.ends.length === 1);
    const again = enter(cell.join('b'));
    await until(() => a.links.length === 2 && again.links.length === 1);
  });
});
