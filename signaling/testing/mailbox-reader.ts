import type { DeviceHead } from '../protocol.ts';
import { newPersonId, newSigningKey, type SigningKey, sha256, type TestBoard } from './board.ts';
import { SessionClient, type TestRung } from './session-client.ts';

/** Where the records begin in what a cell sends: after the frame's header, sequence and time. */
const RECORD_AT = 52 + 16;

/** A device with its chain of entries. */
export class TestDevice {
  readonly key: SigningKey = newSigningKey();
  readonly board: TestBoard;
  head: DeviceHead;

  constructor(board: TestBoard) {
    this.board = board;
    this.head = { device: this.key.publicKey, counter: 0, hash: new Uint8Array(32) };
  }

  next(content: string | Uint8Array): Buffer {
    const entry = this.board.entry(this.key, {
      counter: this.head.counter + 1,
      previous: this.head.hash,
      content: typeof content === 'string' ? Buffer.from(content) : content,
    });
    this.head = { ...this.head, counter: this.head.counter + 1, hash: sha256(entry) };
    return entry;
  }
}

/** What a client does with a mailbox, step by step. */
export class MailboxReader {
  readonly client: SessionClient;
  readonly board: TestBoard;
  #id = 100_000;

  private constructor(client: SessionClient, board: TestBoard) {
    this.client = client;
    this.board = board;
  }

  static async open(
    url: string,
    board: TestBoard,
    rung: TestRung = 'websocket',
  ): Promise<MailboxReader> {
    const client = await SessionClient.connect(url, rung);
    const { room, proof } = board;
    client.send({ type: 'enter', room, person: newPersonId(), proof });
    await client.until((its) => its.of('members').length === 1);
    return new MailboxReader(client, board);
  }

  async append(entry: Buffer) {
    const before = this.client.of('appended').length + this.client.of('mailbox-refused').length;
    this.client.sendFrame(this.board.frame('append', entry));
    return this.#answer('appended', before);
  }

  async compact(snapshot: Buffer) {
    const before = this.client.of('compacted').length + this.client.of('mailbox-refused').length;
    this.client.sendFrame(this.board.frame('compact', snapshot));
    return this.#answer('compacted', before);
  }

  async putPart(part: Buffer) {
    const before = this.client.of('part-stored').length + this.client.of('mailbox-refused').length;
    this.client.sendFrame(this.board.frame('part', part));
    return this.#answer('part-stored', before);
  }

  async #answer<T extends 'appended' | 'compacted' | 'part-stored'>(type: T, before: number) {
    const answers = () =>
      this.client.messages.filter(
        (message) => message.type === type || message.type === 'mailbox-refused',
      );
    await this.client.until(() => answers().length > before);
    const answer = answers()[before];
    if (!answer) throw new Error('no answer');
    return answer;
  }

  /** One page. */
  async page(after: number, options: { covered?: boolean; maxBytes?: number } = {}) {
    this.#id += 1;
    const id = this.#id;
    const from = this.client.frames.length;
    this.client.send({ type: 'read-mailbox', id, room: this.board.room, after, ...options });
    const pages = () => this.client.of('mailbox-page').filter((page) => page.id === id);
    await this.client.until(() => pages().length === 1);
    const frames = this.client.frames.slice(from);
    const records = (kind: number): Buffer[] =>
      frames.filter((frame) => frame[1] === kind).map((frame) => frame.subarray(RECORD_AT));
    const [page] = pages();
    if (!page) throw new Error('no page');
    return { ...page, entries: records(6), snapshots: records(7) };
  }
}
