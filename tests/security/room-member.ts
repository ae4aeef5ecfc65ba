import { toBase64 } from 'lib0/buffer';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { SIGNAL_PATH, serverMessageSchema } from '../../signaling/protocol.ts';
import type { PeerAnnouncement } from '../../src-renderer/sync/peer-link/signals.ts';
import { openAnnouncement } from '../../src-renderer/sync/room/announcements.ts';

/** What somebody who is let into a room's signaling knows: nothing that would let them write. */
export interface RoomAccess {
  readonly roomId: string;
  readonly signalingPassword: string;
}

/** A client of a cell that hears everything in a room and says whatever it is told to say. */
export class RoomMember {
  readonly #socket: WebSocket;
  readonly #roomId: string;
  readonly #key: CryptoKey;

  private constructor(socket: WebSocket, roomId: string, key: CryptoKey) {
    this.#socket = socket;
    this.#roomId = roomId;
    this.#key = key;
  }

  /** @param hear told of each announcement and signal in the room, whoever it is for */
  static async join(
    cellUrl: string,
    { roomId, signalingPassword }: RoomAccess,
    hear: (announcement: PeerAnnouncement) => void,
  ): Promise<RoomMember> {
    const key = await roomKey(signalingPassword, roomId);
    const socket = new WebSocket(cellUrl.replace(/^http/, 'ws') + SIGNAL_PATH);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    let heard = Promise.resolve();
    socket.on('message', (data) => {
      const message = serverMessageSchema.parse(JSON.parse(String(data)));
      if (message.type !== 'publish') return;
      heard = heard.then(async () => {
        const opened = await openAnnouncement(message.data, key);
        if (opened.ok) hear(opened.announcement);
      });
    });
    socket.send(JSON.stringify({ type: 'subscribe', topics: [roomId] }));
    return new RoomMember(socket, roomId, key);
  }

  async say(announcement: PeerAnnouncement): Promise<void> {
    this.sayRaw(await seal(announcement, this.#key));
  }

  /** Publishes text as it is: rubbish, or what another key has sealed. */
  sayRaw(data: string): void {
    this.#socket.send(JSON.stringify({ type: 'publish', topic: this.#roomId, data }));
  }

  leave(): void {
    this.#socket.terminate();
  }
}

/** y-webrtc's key of a room (`src/crypto.js`, deriveKey). */
export async function roomKey(password: string, roomId: string): Promise<CryptoKey> {
  const utf8 = new TextEncoder();
  const material = await crypto.subtle.importKey('raw', utf8.encode(password), 'PBKDF2', false, [
    'deriveKey',
  ]);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', salt: utf8.encode(roomId), iterations: 100_000, hash: 'SHA-256' },
    material,
    { name: 'AES-GCM', length: 256 },
    true,
    ['encrypt', 'decrypt'],
  );
}

/** The form that {@link openAnnouncement} opens. */
export async function seal(value: PeerAnnouncement, key: CryptoKey): Promise<string> {
  const plain = encoding.encode((encoder) => encoding.writeAny(encoder, value as never));
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const ciphertext = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce },
    key,
    new Uint8Array(plain),
  );
  return toBase64(
    encoding.encode((encoder) => {
      encoding.writeVarString(encoder, 'AES-GCM');
      encoding.writeVarUint8Array(encoder, nonce);
      encoding.writeVarUint8Array(encoder, new Uint8Array(ciphertext));
    }),
  );
}
