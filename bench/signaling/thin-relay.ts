/**
 * The least that a relay can do and still survive bad clients: parse within a guard, look at the
 * fields by hand, stringify once, no echo. No limits, no rooms' bookkeeping beyond sets. What our
 * cell costs is compared with it.
 */
import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

const MAX_MESSAGE_BYTES = 64 * 1024;
const rooms = new Map<string, Set<WebSocket>>();

function relay(sender: WebSocket, message: unknown): void {
  if (typeof message !== 'object' || message === null || !('type' in message)) return;
  if (message.type === 'ping') sender.send('{"type":"pong"}');
  if (message.type === 'subscribe' && 'topics' in message && Array.isArray(message.topics)) {
    for (const topic of message.topics) {
      if (typeof topic !== 'string') continue;
      const room = rooms.get(topic) ?? new Set();
      rooms.set(topic, room.add(sender));
    }
  }
  if (message.type === 'publish' && 'topic' in message && typeof message.topic === 'string') {
    const room = rooms.get(message.topic);
    if (!room) return;
    const text = JSON.stringify({ ...message, clients: room.size });
    for (const socket of room) if (socket !== sender) socket.send(text);
  }
}

const server = createServer((_request, response) => response.end('relay'));
new WebSocketServer({ server, perMessageDeflate: false, maxPayload: MAX_MESSAGE_BYTES }).on(
  'connection',
  (socket) => {
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      for (const room of rooms.values()) room.delete(socket);
    });
    socket.on('message', (data) => {
      try {
        relay(socket, JSON.parse(data.toString()));
      } catch {
        socket.close();
      }
    });
  },
);
server.listen(Number(process.env.PORT), '127.0.0.1');
