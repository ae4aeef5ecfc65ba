import type { RedisClient } from '../bus/redis-connection.ts';
import { META_SECTION, metaKey, roomOfMetaKey } from './mailbox-keys.ts';
import {
  type OrderedStore,
  type StoreChange,
  StoreConflict,
  type WriteGuard,
} from './ordered-store.ts';

/** Of the records of one kind that are fetched at once. */
const PAGE_SIZE = 64;
const INDEX_KEY = 'drawbridge:mailboxes';
const SEQUENCE = /^([^/]+)\/(entry|snapshot)\/([0-9a-f]+)$/;
const KEYS_OF_ROOM = 4;

/**
 * Changes one room, unless another node has done so meanwhile. Keys: meta, entries, snapshots,
 * others. Arguments: the meta that is expected (`*`: any), ms that everything is kept, the changes.
 */
const WRITE_SCRIPT = `
if ARGV[1] ~= '*' and (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
local i = 3
while i <= #ARGV do
  local op, place, name = ARGV[i], tonumber(ARGV[i + 1]), ARGV[i + 2]
  if place == 1 then
    if op == 'put' then redis.call('SET', KEYS[1], ARGV[i + 3]) else redis.call('DEL', KEYS[1]) end
  elseif place == 4 then
    if op == 'put' then redis.call('HSET', KEYS[4], name, ARGV[i + 3])
    else redis.call('HDEL', KEYS[4], name) end
  elseif op == 'put' then
    redis.call('XADD', KEYS[place], name, 'r', ARGV[i + 3])
  else
    redis.call('XDEL', KEYS[place], name)
    if redis.call('XLEN', KEYS[place]) == 0 then redis.call('DEL', KEYS[place]) end
  end
  if op == 'put' then i = i + 4 else i = i + 3 end
end
for place = 1, 4 do redis.call('PEXPIRE', KEYS[place], ARGV[2]) end
return 1
`;

/** Where a key of the store lies in Redis. */
interface Place {
  readonly room: string;
  /** Index from 1, as in the script. */
  readonly index: 1 | 2 | 3 | 4;
  /** Id in a stream, or field of a hash. */
  readonly name: string;
}

// The braces keep the keys of one room on one server of a Redis cluster.
const keysOf = (room: string): readonly [string, string, string, string] => [
  `drawbridge:mailbox:{${room}}:meta`,
  `drawbridge:mailbox:{${room}}:entries`,
  `drawbridge:mailbox:{${room}}:snapshots`,
  `drawbridge:mailbox:{${room}}:others`,
];

function placeOf(key: string): Place {
  if (key.startsWith(META_SECTION[0])) return { room: roomOfMetaKey(key), index: 1, name: '' };
  const [, sequenceRoom, kind, sequence] = SEQUENCE.exec(key) ?? [];
  if (sequenceRoom !== undefined && sequence !== undefined) {
    const name = streamId(Number.parseInt(sequence, 16));
    return { room: sequenceRoom, index: kind === 'entry' ? 2 : 3, name };
  }
  return { room: key.slice(0, key.indexOf('/')), index: 4, name: key.slice(key.indexOf('/') + 1) };
}

/** A stream's ids begin at 0-1, and sequences at 0. */
const streamId = (sequence: number): string => `${sequence}-1`;

/**
 * Mailboxes in Redis, shared by the nodes of a cell: a stream of each room's entries, one of its
 * snapshots, a hash of the rest. All of a room's keys end when it is not used.
 */
export class RedisStore implements OrderedStore {
  readonly durable: boolean;
  readonly shared = true;
  readonly #client: RedisClient;
  readonly #keptForMs: number;

  private constructor(client: RedisClient, keptForMs: number, durable: boolean) {
    this.#client = client;
    this.#keptForMs = keptForMs;
    this.durable = durable;
  }

  /** @param keptForMs how long a room is kept after its last use */
  static async open(client: RedisClient, keptForMs: number): Promise<RedisStore> {
    if (client.status !== 'ready') {
      await new Promise<void>((resolve) => client.once('ready', () => resolve()));
    }
    const info = await client.info('persistence');
    return new RedisStore(client, keptForMs, /^aof_enabled:1\r?$/m.test(info));
  }

  async get(key: string): Promise<Buffer | undefined> {
    const { room, index, name } = placeOf(key);
    const its = keysOf(room)[index - 1] ?? '';
    if (index === 1) return (await this.#client.getBuffer(its)) ?? undefined;
    if (index === 4) return (await this.#client.hgetBuffer(its, name)) ?? undefined;
    const [found] = await this.#client.xrangeBuffer(its, name, name);
    return found?.[1][1];
  }

  /** Changes of one room only. */
  async write(changes: readonly StoreChange[], guard?: WriteGuard): Promise<void> {
    const [first] = changes;
    if (!first) return;
    const { room } = placeOf(first.key);
    const args: (string | Buffer)[] = [guard ? (guard.value ?? '') : '*', String(this.#keptForMs)];
    let isGone = false;
    for (const change of inOrder(changes)) {
      const place = placeOf(change.key);
      if (place.room !== room) throw new Error('a write is of one room');
      args.push(change.type, String(place.index), place.name);
      if (change.type === 'put') args.push(change.value);
      else if (place.index === 1) isGone = true;
    }
    // Before the room itself: an index without its room is harmless.
    if (!isGone) await this.#noteRoom(room);
    const done = await this.#client.eval(WRITE_SCRIPT, KEYS_OF_ROOM, ...keysOf(room), ...args);
    if (done !== 1) throw new StoreConflict();
    if (isGone) await this.#client.zrem(INDEX_KEY, room);
  }

  range(first: string, end: string): AsyncIterable<readonly [string, Buffer]> {
    if (first === META_SECTION[0]) return this.#metas();
    const { room, index, name } = placeOf(first);
    if (index === 2 || index === 3) {
      return this.#stream(room, index, name, `(${placeOf(end).name}`);
    }
    return this.#everything(room);
  }

  async close(): Promise<void> {
    this.#client.disconnect();
    await Promise.resolve();
  }

  async #noteRoom(room: string): Promise<void> {
    await this.#client
      .multi()
      .zadd(INDEX_KEY, Date.now(), room)
      .pexpire(INDEX_KEY, this.#keptForMs)
      .exec();
  }

  async *#metas(): AsyncIterable<readonly [string, Buffer]> {
    // What has ended by itself leaves the index too.
    await this.#client.zremrangebyscore(INDEX_KEY, '-inf', Date.now() - this.#keptForMs);
    for (const room of await this.#client.zrange(INDEX_KEY, '0', '-1')) {
      const value = await this.#client.getBuffer(keysOf(room)[0]);
      if (value) yield [metaKey(room), value];
    }
  }

  async *#stream(
    room: string,
    index: 2 | 3,
    first: string,
    end: string,
  ): AsyncIterable<readonly [string, Buffer]> {
    const key = keysOf(room)[index - 1] ?? '';
    const kind = index === 2 ? 'entry' : 'snapshot';
    let from = first;
    for (;;) {
      const page = await this.#client.xrangeBuffer(key, from, end, 'COUNT', String(PAGE_SIZE));
      for (const [id, [, value]] of page) {
        const sequence = Number.parseInt(id.toString(), 10);
        from = `(${id.toString()}`;
        if (value) yield [`${room}/${kind}/${sequence.toString(16).padStart(14, '0')}`, value];
      }
      if (page.length < PAGE_SIZE) return;
    }
  }

  /** The keys of a room but its meta, to be deleted. */
  async *#everything(room: string): AsyncIterable<readonly [string, Buffer]> {
    yield* this.#stream(room, 3, '-', '+');
    yield* this.#stream(room, 2, '-', '+');
    for (const field of await this.#client.hkeys(keysOf(room)[3])) {
      yield [`${room}/${field}`, Buffer.alloc(0)];
    }
  }
}

/** A stream takes its records in order only. */
const inOrder = (changes: readonly StoreChange[]): StoreChange[] =>
  [...changes].sort((a, b) => (a.key < b.key ? -1 : 1));
