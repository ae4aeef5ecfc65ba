import { describe, expect, it } from 'vitest';
import { EMPTY, startTestCell } from '../testing/test-cell.ts';
import { TestClient } from '../testing/test-client.ts';
import { waitUntil } from '../testing/wait.ts';

/** The messages of y-webrtc 10.3.0, in its order: what it sends on `connect`, and then in a room. */
class StockClient {
  readonly peerId: string;
  readonly client: TestClient;

  private constructor(peerId: string, client: TestClient) {
    this.peerId = peerId;
    this.client = client;
  }

  static async connect(cellUrl: string, peerId: string, rooms: string[]): Promise<StockClient> {
    const client = await TestClient.connect(cellUrl);
    client.send({ type: 'subscribe', topics: rooms });
    for (const room of rooms) client.publish(room, { type: 'announce', from: peerId });
    return new StockClient(peerId, client);
  }

  signal(room: string, to: string, signal: object): void {
    const { peerId } = this;
    this.client.publish(room, { to, from: peerId, type: 'signal', token: 0.5, signal });
  }

  leave(room: string): void {
    this.client.send({ type: 'unsubscribe', topics: [room] });
  }

  get heard(): unknown[] {
    return this.client.published;
  }
}

const OFFER = { type: 'offer', sdp: 'v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\n' };
const CANDIDATE = { type: 'candidate', candidate: { candidate: 'candidate:1', sdpMLineIndex: 0 } };

describe('stock y-webrtc clients', () => {
  it('find each other and exchange offer, answer and candidates', async () => {
    const cell = await startTestCell();
    const first = await StockClient.connect(cell.url, 'one', ['board']);
    await first.client.roundTrip();
    const second = await StockClient.connect(cell.url, 'two', ['board']);
    await waitUntil(() => first.heard.length === 1);
    expect(first.heard).toEqual([{ type: 'announce', from: 'two' }]);

    first.signal('board', 'two', OFFER);
    first.signal('board', 'two', CANDIDATE);
    await waitUntil(() => second.heard.length === 2);
    expect(second.heard).toEqual([
      { to: 'two', from: 'one', type: 'signal', token: 0.5, signal: OFFER },
      { to: 'two', from: 'one', type: 'signal', token: 0.5, signal: CANDIDATE },
    ]);
    // Nobody hears himself or herself.
    expect(first.heard).toHaveLength(1);
  });

  it('are told how many are in the room, themselves included', async () => {
    const cell = await startTestCell();
    const first = await StockClient.connect(cell.url, 'one', ['board']);
    await first.client.roundTrip();
    await StockClient.connect(cell.url, 'two', ['board']);
    await waitUntil(() => first.heard.length === 1);
    expect(first.client.received).toContainEqual({
      type: 'publish',
      topic: 'board',
      data: { type: 'announce', from: 'two' },
      clients: 2,
    });
  });

  it('may encrypt: data is text then', async () => {
    const cell = await startTestCell();
    const first = await StockClient.connect(cell.url, 'one', ['board']);
    await first.client.roundTrip();
    const second = await StockClient.connect(cell.url, 'two', ['board']);
    second.client.publish('board', 'ZW5jcnlwdGVk+/==');
    await waitUntil(() => first.heard.length === 2);
    expect(first.heard[1]).toBe('ZW5jcnlwdGVk+/==');
  });

  it('hear of the rooms they are in only', async () => {
    const cell = await startTestCell();
    const first = await StockClient.connect(cell.url, 'one', ['red', 'green']);
    await first.client.roundTrip();
    const second = await StockClient.connect(cell.url, 'two', ['green', 'blue']);
    await second.client.roundTrip();
    expect(cell.stats().rooms).toBe(3);
    first.leave('green');
    await first.client.roundTrip();
    second.signal('green', 'one', OFFER);
    await second.client.roundTrip();
    await first.client.roundTrip();
    expect(first.heard).toEqual([{ type: 'announce', from: 'two' }]);
    expect(cell.stats().rooms).toBe(3);
  });

  it('stay connected when a late message goes to a room already left', async () => {
    const cell = await startTestCell();
    const first = await StockClient.connect(cell.url, 'one', ['board']);
    const second = await StockClient.connect(cell.url, 'two', ['board']);
    await second.client.roundTrip();
    const heardBefore = first.heard.length;
    second.leave('board');
    second.client.publish('board', 'bGF0ZQ==');
    await second.client.roundTrip();
    await first.client.roundTrip();
    expect(first.heard).toHaveLength(heardBefore);
    expect(second.client.errors).toEqual(['not-subscribed']);
    expect(second.client.isOpen).toBe(true);
  });

  it('may all send the ICE burst of a room of sixty at once', async () => {
    const cell = await startTestCell();
    const first = await StockClient.connect(cell.url, 'one', ['board']);
    await first.client.roundTrip();
    const second = await StockClient.connect(cell.url, 'two', ['board']);
    const messages = 60 * 15;
    for (let i = 0; i < messages; i += 1) second.signal('board', 'one', CANDIDATE);
    await waitUntil(
      () => first.heard.length === messages + 1,
      () => `${messages + 1} messages; got ${first.heard.length}`,
    );
    expect(second.client.isOpen).toBe(true);
  });

  it('leave nothing behind', async () => {
    const cell = await startTestCell();
    const first = await StockClient.connect(cell.url, 'one', ['a', 'b']);
    const second = await StockClient.connect(cell.url, 'two', ['b', 'c']);
    await first.client.leave();
    second.client.socket.terminate();
    await waitUntil(() => cell.stats().sockets === 0);
    expect(cell.stats()).toMatchObject(EMPTY);
  });
});
