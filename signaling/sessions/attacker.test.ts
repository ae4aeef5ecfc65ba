import { describe, expect, it } from 'vitest';
import { SIGNAL_MESSAGE_BURST, SIGNAL_MESSAGE_MAX_BYTES } from '../protocol.ts';
import { RawConnection, upgradeRequest } from '../testing/raw-connection.ts';
import { EMPTY, startTestCell } from '../testing/test-cell.ts';
import { TestClient } from '../testing/test-client.ts';
import { waitUntil } from '../testing/wait.ts';

const ROOM = 'board';

/** Two innocent people in a room, an attacker in the same one, and the proof that only one falls. */
async function scene() {
  const cell = await startTestCell({ limits: { closeGraceMs: 300 } });
  const anna = await TestClient.connect(cell.url);
  const ben = await TestClient.connect(cell.url);
  const attacker = await TestClient.connect(cell.url);
  for (const client of [anna, ben, attacker]) await client.subscribe(ROOM);
  let exchanges = 0;
  const exchange = async (): Promise<void> => {
    exchanges += 1;
    const [toBen, toAnna] = [`to Ben ${exchanges}`, `to Anna ${exchanges}`];
    anna.publish(ROOM, toBen);
    ben.publish(ROOM, toAnna);
    await waitUntil(() => ben.published.includes(toBen) && anna.published.includes(toAnna));
  };
  await exchange();
  /** The attacker does something; the innocent go on meanwhile and afterwards. */
  const attack = async (strike: (attacker: TestClient) => void) => {
    strike(attacker);
    await exchange();
    const closed = await attacker.closed();
    await exchange();
    await waitUntil(() => cell.stats().sockets === 2);
    expect(anna.isOpen && ben.isOpen).toBe(true);
    expect(cell.stats()).toMatchObject({ sockets: 2, rooms: 1 });
    await anna.leave();
    await ben.leave();
    await waitUntil(() => cell.stats().sockets === 0);
    expect(cell.stats()).toMatchObject(EMPTY);
    return closed;
  };
  return { cell, anna, ben, attacker, attack, exchange };
}

const text =
  (value: string) =>
  (attacker: TestClient): void =>
    attacker.socket.send(value);

/** A client frame, masked with zeros. */
function frame(firstByte: number, payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([firstByte, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}

/** Below the WebSocket library of the attacker: bytes on its TCP connection. */
const bytes =
  (...chunks: readonly Buffer[]) =>
  (attacker: TestClient): void => {
    const tcp: unknown = Reflect.get(attacker.socket, '_socket');
    if (!(tcp instanceof Object) || !('write' in tcp) || typeof tcp.write !== 'function') {
      throw new Error('no TCP socket');
    }
    for (const chunk of chunks) tcp.write(chunk);
  };

const TEXT_FIN = 0x81;
const TEXT_MORE = 0x01;
const CONTINUE_MORE = 0x00;

describe('an attacker is closed, and nobody else is (SE-07)', () => {
  it.each<{ name: string; strike: (attacker: TestClient) => void; code: number; reason?: string }>([
    { name: 'invalid JSON', strike: text('{"type":'), code: 1007, reason: 'invalid-json' },
    { name: 'an empty frame', strike: text(''), code: 1007, reason: 'invalid-json' },
    { name: 'JSON null', strike: text('null'), code: 1008, reason: 'invalid-message' },
    {
      name: 'wrong fields',
      strike: text('{"type":"publish","topic":7,"data":{}}'),
      code: 1008,
      reason: 'invalid-message',
    },
    {
      name: 'an unknown type',
      strike: text('{"type":"shutdown"}'),
      code: 1008,
      reason: 'invalid-message',
    },
    {
      name: 'an oversize message',
      strike: text(
        `{"type":"publish","topic":"board","data":"${'x'.repeat(SIGNAL_MESSAGE_MAX_BYTES)}"}`,
      ),
      code: 1009,
    },
    {
      name: 'binary rubbish',
      strike: (attacker) => attacker.socket.send(Buffer.from('00ff8001fe', 'hex')),
      code: 1003,
      reason: 'binary-frame',
    },
    {
      name: 'a valid message as a binary frame',
      strike: (attacker) => attacker.socket.send(Buffer.from('{"type":"ping"}')),
      code: 1003,
      reason: 'binary-frame',
    },
    {
      name: 'deep nesting',
      strike: text(`{"type":"publish","topic":"board","data":${'{"a":'.repeat(9_000)}1`),
      code: 1008,
      reason: 'too-deep',
    },
    {
      name: 'deep arrays',
      strike: text('['.repeat(SIGNAL_MESSAGE_MAX_BYTES)),
      code: 1008,
      reason: 'too-deep',
    },
    {
      name: 'prototype keys',
      strike: text('{"type":"publish","topic":"board","data":{"__proto__":{"x":1}}}'),
      code: 1008,
      reason: 'invalid-message',
    },
    {
      name: 'a huge list of topics',
      strike: text(
        JSON.stringify({
          type: 'subscribe',
          topics: Array.from({ length: 8_000 }, (_, index) => String(index)),
        }),
      ),
      code: 1008,
      reason: 'invalid-message',
    },
    {
      name: 'a huge topic name',
      strike: text(JSON.stringify({ type: 'subscribe', topics: ['x'.repeat(60_000)] })),
      code: 1008,
      reason: 'invalid-message',
    },
    {
      name: 'a flood of messages',
      strike: (attacker) => {
        for (let i = 0; i < 3 * SIGNAL_MESSAGE_BURST; i += 1) attacker.send({ type: 'ping' });
      },
      code: 1008,
      reason: 'rate-limited',
    },
    {
      name: 'a flood of bytes',
      strike: (attacker) => {
        for (let i = 0; i < 120; i += 1) attacker.publish('elsewhere', 'x'.repeat(60_000));
      },
      code: 1008,
      reason: 'rate-limited',
    },
    {
      // `ws` cuts whoever leaves no time to answer; there is no close frame then.
      name: 'a flood of ping frames',
      strike: (attacker) => {
        for (let i = 0; i < 3 * SIGNAL_MESSAGE_BURST; i += 1) attacker.socket.ping();
      },
      code: 1006,
    },
    {
      name: 'a flood of pong frames',
      strike: (attacker) => {
        for (let i = 0; i < 3 * SIGNAL_MESSAGE_BURST; i += 1) attacker.socket.pong();
      },
      code: 1008,
      reason: 'rate-limited',
    },
    {
      name: 'text that is not UTF-8',
      strike: bytes(frame(TEXT_FIN, Buffer.from('c328', 'hex'))),
      code: 1007,
    },
    { name: 'a reserved opcode', strike: bytes(frame(0x83, Buffer.alloc(3))), code: 1002 },
    { name: 'reserved bits', strike: bytes(frame(0xf1, Buffer.alloc(3))), code: 1002 },
    { name: 'a frame without a mask', strike: bytes(Buffer.from([TEXT_FIN, 1, 0x7b])), code: 1002 },
    {
      name: 'a message of very many fragments',
      strike: bytes(
        frame(TEXT_MORE, Buffer.from('x')),
        ...Array.from({ length: 2_000 }, () => frame(CONTINUE_MORE, Buffer.from('x'))),
      ),
      code: 1008,
    },
  ])('after $name', async ({ strike, code, reason = '' }) => {
    const { attack } = await scene();
    expect(await attack(strike)).toEqual({ code, reason });
  });

  it('even when it does not answer the close', async () => {
    const { cell, exchange } = await scene();
    const mute = await RawConnection.open(cell.url);
    mute.write(upgradeRequest());
    expect(await mute.answered()).toBe(101);
    mute.socket.pause();
    mute.socket.write(frame(TEXT_FIN, Buffer.from('{')));
    await exchange();
    await waitUntil(() => cell.stats().sockets === 3);
    mute.socket.destroy();
  });

  it('even when it never stops sending', async () => {
    const { cell, attacker, exchange } = await scene();
    const pump = setInterval(() => attacker.socket.send('{'), 1);
    try {
      expect(await attacker.closed()).toEqual({ code: 1007, reason: 'invalid-json' });
      await exchange();
      await waitUntil(() => cell.stats().sockets === 2);
    } finally {
      clearInterval(pump);
    }
  });
});

describe('a socket that asks for too much without breaking the protocol', () => {
  it('keeps its first fifty rooms and is told so', async () => {
    const cell = await startTestCell();
    const client = await TestClient.connect(cell.url);
    const names = (from: number): string[] =>
      Array.from({ length: 30 }, (_, index) => `room ${from + index}`);
    client.send({ type: 'subscribe', topics: names(0) });
    client.send({ type: 'subscribe', topics: names(30) });
    await client.roundTrip();
    expect(client.errors).toEqual(['too-many-topics']);
    expect(cell.stats().rooms).toBe(50);
    client.send({ type: 'unsubscribe', topics: names(0) });
    await client.subscribe('one more');
    expect(cell.stats().rooms).toBe(21);
  });

  it('cannot speak in a room it has not entered', async () => {
    const { attacker, anna, ben } = await scene();
    attacker.send({ type: 'unsubscribe', topics: [ROOM] });
    attacker.publish(ROOM, 'from outside');
    await attacker.roundTrip();
    await anna.roundTrip();
    expect(attacker.errors).toEqual(['not-subscribed']);
    expect([...anna.published, ...ben.published]).not.toContain('from outside');
  });
});
