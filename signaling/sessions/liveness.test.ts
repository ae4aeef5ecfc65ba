import { describe, expect, it } from 'vitest';
import { RawConnection, upgradeRequest } from '../testing/raw-connection.ts';
import { startTestCell } from '../testing/test-cell.ts';
import { TestClient } from '../testing/test-client.ts';
import { waitUntil } from '../testing/wait.ts';

describe('dead sockets', () => {
  it('are ended when a ping brings no sign of life, while live ones stay', async () => {
    const cell = await startTestCell({ limits: { pingIntervalMs: 100 } });
    const alive = await TestClient.connect(cell.url);
    const dead = await TestClient.connect(cell.url, { autoPong: false });
    expect(await dead.closed()).toMatchObject({ code: 1006 });
    const pingsThen = alive.pings;
    await waitUntil(() => alive.pings > pingsThen + 2);
    expect(alive.isOpen).toBe(true);
    expect(cell.stats().sockets).toBe(1);
  });

  it('are ended when the other half of the connection is closed', async () => {
    const cell = await startTestCell();
    const half = await RawConnection.open(cell.url);
    half.write(upgradeRequest());
    expect(await half.answered()).toBe(101);
    await waitUntil(() => cell.stats().sockets === 1);
    half.socket.end();
    await waitUntil(() => cell.stats().sockets === 0 && cell.stats().connections === 0);
  });

  it('leave no connection when they go while asking for the upgrade', async () => {
    const cell = await startTestCell();
    for (let i = 0; i < 20; i += 1) {
      const hasty = await RawConnection.open(cell.url);
      hasty.write(upgradeRequest());
      if (i % 2 === 0) hasty.socket.resetAndDestroy();
      else hasty.socket.end();
    }
    const honest = await TestClient.connect(cell.url);
    await waitUntil(() => cell.stats().connections === 1);
    expect(cell.stats().sockets).toBe(1);
    await honest.leave();
  });
});

describe('a slow reader', () => {
  const limits = {
    sendQueueHighWaterBytes: 256 * 1024,
    sendQueueMaxBytes: 64 * 1024 * 1024,
    sendQueueGraceMs: 300,
    messageBurst: 10_000,
    byteBurst: 64 * 1024 * 1024,
  };
  const data = 'x'.repeat(60_000);

  async function room(overrides: Partial<typeof limits>) {
    const cell = await startTestCell({ limits: { ...limits, ...overrides } });
    const sender = await TestClient.connect(cell.url);
    const healthy = await TestClient.connect(cell.url);
    const slow = await TestClient.connect(cell.url);
    for (const client of [sender, healthy, slow]) await client.subscribe('board');
    slow.socket.pause();
    return { cell, sender, healthy, slow };
  }

  it('is dropped after the grace time; the others miss nothing', async () => {
    const { cell, sender, healthy } = await room({});
    let sent = 0;
    // How much the system's own buffers take differs from machine to machine: send until they are full.
    await waitUntil(() => {
      sender.publish('board', data);
      sent += 1;
      return cell.stats().sockets === 2;
    });
    await waitUntil(() => healthy.published.length === sent);
    expect(sender.isOpen && healthy.isOpen).toBe(true);
  });

  it('is dropped at once when more waits for it than the cell will hold', async () => {
    const { cell, sender, healthy } = await room({
      sendQueueMaxBytes: 16 * 1024 * 1024,
      sendQueueGraceMs: 3_600_000,
    });
    let sent = 0;
    await waitUntil(() => {
      sender.publish('board', data);
      sent += 1;
      return cell.stats().sockets === 2;
    });
    await waitUntil(() => healthy.published.length === sent);
    expect(healthy.isOpen).toBe(true);
  });

  it('stays when it catches up in time', async () => {
    const { cell, sender, slow } = await room({ sendQueueGraceMs: 4_000 });
    const messages = 400;
    for (let i = 0; i < messages; i += 1) sender.publish('board', data);
    await sender.roundTrip();
    slow.socket.resume();
    await waitUntil(() => slow.published.length === messages);
    expect(cell.stats().sockets).toBe(3);
  });
});
