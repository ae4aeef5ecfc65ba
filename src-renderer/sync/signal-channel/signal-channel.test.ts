import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CellConnection } from './cell-connection.ts';
import { SignalChannel } from './signal-channel.ts';
import { FakeCell } from './testing/fake-cell.ts';

describe('the signal channel that y-webrtc gets', () => {
  let cell: FakeCell;
  let channel: SignalChannel;
  beforeEach(async () => {
    vi.useFakeTimers();
    cell = new FakeCell();
    const { environment } = cell;
    const line = new CellConnection({ origin: 'http://cell.test', environment });
    channel = new SignalChannel('ws://cell.test/v1/signal', line);
    await vi.advanceTimersByTimeAsync(0);
  });
  afterEach(() => {
    channel.destroy();
    vi.useRealTimers();
  });

  it('is connected while a session is carried, and says so', () => {
    const told: string[] = [];
    channel.on('connect', () => told.push(`connect ${channel.connected}`));
    channel.on('disconnect', () => told.push(`disconnect ${channel.connected}`));
    cell.socket.accept();
    cell.socket.fail();
    expect(told).toEqual(['connect true', 'disconnect false']);
  });

  it('names the cell by the address that y-webrtc gave', () => {
    expect(channel.url).toBe('ws://cell.test/v1/signal');
    expect(cell.socket.url).toBe('ws://cell.test/v1/signal');
    const other = new SignalChannel('wss://cell.test:1234/v1/signal');
    expect(other.line.origin).toBe('https://cell.test:1234');
    other.destroy();
  });

  it('sends while connected, and nothing otherwise', () => {
    channel.send({ type: 'subscribe', topics: ['t'] });
    cell.socket.accept();
    channel.send({ type: 'publish', topic: 't', data: 'x' });
    expect(cell.socket.sent.slice(1)).toEqual(['{"type":"publish","topic":"t","data":"x"}']);
  });

  it('goes on after a message that could not be used', async () => {
    const warning = vi.spyOn(console, 'warn').mockReturnValue();
    const seen: unknown[] = [];
    channel.filter = () => Promise.resolve(true);
    channel.on('message', (message) => {
      if (message.type !== 'publish') return;
      if (message.data === 'one too many') throw new Error('cannot create so many connections');
      seen.push(message.data);
    });
    cell.socket.accept();
    for (const data of ['one too many', 'next']) {
      cell.socket.says({ type: 'publish', topic: 't', data });
    }
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toEqual(['next']);
    expect(warning).toHaveBeenCalledTimes(1);
    warning.mockRestore();
  });

  it('passes published messages on in order, without those that the filter refuses', async () => {
    const seen: unknown[] = [];
    let finishSlow: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      finishSlow = resolve;
    });
    channel.filter = async (message) => {
      if (message.data === 'slow') await slow;
      return message.data !== 'refused';
    };
    channel.on('message', (message) => seen.push(message.type === 'publish' && message.data));
    cell.socket.accept();
    for (const data of ['slow', 'refused', 'quick']) {
      cell.socket.says({ type: 'publish', topic: 't', data });
    }
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toEqual([]);
    finishSlow();
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toEqual(['slow', 'quick']);
  });
});
