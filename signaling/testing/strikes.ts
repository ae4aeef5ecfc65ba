import { SIGNAL_MESSAGE_BURST, SIGNAL_MESSAGE_MAX_BYTES } from '../protocol.ts';

/** What an attacker does to its own connection with. */
export interface Attacker {
  readonly socket: { send(data: string | Uint8Array): void; ping(): void; pong(): void };
}

export interface Strike {
  readonly name: string;
  readonly strike: (attacker: Attacker) => void;
  /** How the cell closes the attacker. */
  readonly code: number;
  readonly reason?: string;
}

const text =
  (value: string) =>
  (attacker: Attacker): void =>
    attacker.socket.send(value);

/** A client frame, masked with zeros. */
export function frame(firstByte: number, payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([firstByte, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}

/** Below the WebSocket library of the attacker: bytes on its TCP connection. */
const bytes =
  (...chunks: readonly Buffer[]) =>
  (attacker: Attacker): void => {
    const tcp: unknown = Reflect.get(attacker.socket, '_socket');
    if (!(tcp instanceof Object) || !('write' in tcp) || typeof tcp.write !== 'function') {
      throw new Error('no TCP socket');
    }
    for (const chunk of chunks) tcp.write(chunk);
  };

const TEXT_FIN = 0x81;
const TEXT_MORE = 0x01;
const CONTINUE_MORE = 0x00;
const CLOSE = 0x88;
const PING = 0x89;

const json = (attacker: Attacker, message: unknown): void =>
  attacker.socket.send(JSON.stringify(message));

/** Everything bad that one can send over a version 1 WebSocket, and how it ends. */
export const STRIKES: readonly Strike[] = [
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
      for (let i = 0; i < 3 * SIGNAL_MESSAGE_BURST; i += 1) json(attacker, { type: 'ping' });
    },
    code: 1008,
    reason: 'rate-limited',
  },
  {
    name: 'a flood of bytes',
    strike: (attacker) => {
      for (let i = 0; i < 120; i += 1)
        json(attacker, { type: 'publish', topic: 'elsewhere', data: 'x'.repeat(60_000) });
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
  { name: 'a close frame of one byte', strike: bytes(frame(CLOSE, Buffer.of(3))), code: 1002 },
  {
    name: 'a close code that nobody may send',
    strike: bytes(frame(CLOSE, Buffer.from('03ed', 'hex'))),
    code: 1002,
  },
  {
    name: 'a ping that is too long',
    strike: bytes(Buffer.from([PING, 0xfe, 0, 200, 0, 0, 0, 0]), Buffer.alloc(200)),
    code: 1002,
  },
  { name: 'a ping in fragments', strike: bytes(frame(PING & 0x7f, Buffer.of(1))), code: 1002 },
  {
    name: 'a continuation of nothing',
    strike: bytes(frame(CONTINUE_MORE, Buffer.from('x'))),
    code: 1002,
  },
  {
    name: 'a message within a message',
    strike: bytes(frame(TEXT_MORE, Buffer.from('x')), frame(TEXT_FIN, Buffer.from('y'))),
    code: 1002,
  },
  {
    name: 'a frame that claims to be of 8 EB',
    strike: bytes(Buffer.from('81ff7fffffffffffffff00000000', 'hex')),
    code: 1009,
  },
];
