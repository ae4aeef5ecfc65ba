import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type WebSocket from 'ws';
import type { RawData } from 'ws';

/** How a server's clients enter a room and say something to the others in it. */
export interface Dialect {
  /** Enters a room. Resolves once the server has taken it. */
  enter(socket: WebSocket, room: string): Promise<void>;
  /** @param text has no characters that JSON would escape */
  message(room: string, text: string): string | Uint8Array;
}

const nextMessage = (socket: WebSocket): Promise<RawData> =>
  new Promise((resolve) => {
    socket.once('message', resolve);
  });

/** y-webrtc's, which the cell speaks too. */
export const Y_WEBRTC: Dialect = {
  async enter(socket, room) {
    socket.send(JSON.stringify({ type: 'subscribe', topics: [room] }));
    const pong = nextMessage(socket);
    socket.send('{"type":"ping"}');
    await pong;
  },
  message: (room, text) => JSON.stringify({ type: 'publish', topic: room, data: text }),
};

/** Types of messages of Hocuspocus 4 that are used here, and its kinds of authentication. */
const AUTH = 2;
const STATELESS = 5;
const TOKEN = 0;

function hocuspocusMessage(room: string, type: number, ...parts: readonly (string | number)[]) {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, room);
  encoding.writeVarUint(encoder, type);
  for (const part of parts) {
    if (typeof part === 'string') encoding.writeVarString(encoder, part);
    else encoding.writeVarUint(encoder, part);
  }
  return encoding.toUint8Array(encoder);
}

/** Hocuspocus': a document is the room, stateless messages are what is said in it. */
export const HOCUSPOCUS: Dialect = {
  async enter(socket, room) {
    const answer = nextMessage(socket);
    socket.send(hocuspocusMessage(room, AUTH, TOKEN, 'anybody'));
    const bytes = await answer;
    const decoder = decoding.createDecoder(new Uint8Array(bytes as Buffer));
    decoding.readVarString(decoder);
    if (decoding.readVarUint(decoder) !== AUTH) throw new Error('Hocuspocus did not let us in');
  },
  message: (room, text) => hocuspocusMessage(room, STATELESS, text),
};
