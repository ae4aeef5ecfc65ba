import WebSocket from 'ws';
import type { Dialect } from './dialects.ts';
import type { ServerUnderTest } from './server-under-test.ts';

const DEADLINE_MS = 20_000;

/** An encrypted ICE candidate, about as y-webrtc sends it. */
const DATA = 'q83vEjRWeJq8'.repeat(33);

/** Clients in rooms of equal size, who all talk. */
export class Crowd {
  readonly #members: readonly { socket: WebSocket; topic: string }[];
  readonly #dialect: Dialect;
  #delivered = 0;
  #expected = 0;
  #onAll: (() => void) | undefined;

  private constructor(members: readonly { socket: WebSocket; topic: string }[], dialect: Dialect) {
    this.#members = members;
    this.#dialect = dialect;
    members.forEach(({ socket }, index) => {
      // The stock server also sends each message back to its sender: that is no delivery.
      const own = `<${index}>`;
      socket.on('message', (data) => {
        const text = data.toString();
        if (text.includes(DATA) && !text.includes(own)) this.#onDelivery();
      });
    });
  }

  static async enter(
    { signalUrl, dialect }: ServerUnderTest,
    rooms: number,
    roomSize: number,
  ): Promise<Crowd> {
    const members = await Promise.all(
      Array.from({ length: rooms * roomSize }, async (_, index) => {
        const socket = new WebSocket(signalUrl, { perMessageDeflate: false });
        await new Promise((resolve, reject) => {
          socket.once('open', resolve);
          socket.once('error', reject);
        });
        const topic = `room-${index % rooms}-of-a-name-as-long-as-a-hash-in-base64`;
        await dialect.enter(socket, topic);
        return { socket, topic };
      }),
    );
    return new Crowd(members, dialect);
  }

  /**
   * Everybody sends `messages` to the others of the room.
   * @returns how many deliveries that made, once all of them arrived
   */
  async talk(roomSize: number, messages: number): Promise<number> {
    this.#delivered = 0;
    this.#expected = this.#members.length * messages * (roomSize - 1);
    let timer: NodeJS.Timeout | undefined;
    const all = new Promise<void>((resolve, reject) => {
      this.#onAll = resolve;
      timer = setTimeout(
        () => reject(new Error(`${this.#delivered} of ${this.#expected} delivered`)),
        DEADLINE_MS,
      );
    });
    for (let i = 0; i < messages; i += 1) {
      this.#members.forEach(({ socket, topic }, index) => {
        socket.send(this.#dialect.message(topic, `<${index}>${DATA}`));
      });
      // The server gets them over time, not as one block.
      await new Promise((resolve) => setImmediate(resolve));
    }
    await all.finally(() => clearTimeout(timer));
    return this.#expected;
  }

  async leave(): Promise<void> {
    await Promise.all(
      this.#members.map(
        ({ socket }) =>
          new Promise((resolve) => {
            socket.once('close', resolve);
            socket.close();
          }),
      ),
    );
  }

  #onDelivery(): void {
    this.#delivered += 1;
    if (this.#delivered === this.#expected) this.#onAll?.();
  }
}
