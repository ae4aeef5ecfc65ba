import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { z } from 'zod';
import { type Logger, messageOf } from '../log.ts';
import { connectRedis, type RedisClient } from './redis-connection.ts';
import type { RedisTarget } from './redis-target.ts';

const NODE_BYTES = 8;
/** A node that said nothing for this many beats is gone, */
const GONE_AFTER_BEATS = 6;
/** and Redis is, when this node does not hear its own beat for this many. */
const LOST_AFTER_BEATS = 3.5;
const NODES_CHANNEL = 'drawbridge:nodes';

const nodesMessageSchema = z.discriminatedUnion('kind', [
  /** A node is there. */
  z.object({ kind: z.literal('beat'), node: z.string(), atMs: z.number() }),
  z.object({ kind: z.literal('bye'), node: z.string() }),
  /** Which node has a session? */
  z.object({ kind: z.literal('who-has'), node: z.string(), session: z.string() }),
  z.object({
    kind: z.literal('has'),
    node: z.string(),
    to: z.string(),
    session: z.string(),
    /** Where the node is. */
    url: z.string(),
  }),
  /** The client of a session has come back to another node. */
  z.object({
    kind: z.literal('moved'),
    node: z.string(),
    session: z.string(),
    /** SHA-256 of its secret, base64url. */
    key: z.string(),
  }),
]);
export type NodesMessage = z.infer<typeof nodesMessageSchema>;

interface RedisBusEvents {
  /** Messages get through (again): whoever wants a channel must listen to it anew. */
  up: [];
  down: [];
  /** What another node said on a channel that is listened to. */
  message: [channel: string, node: string, body: Buffer];
  /** What another node said to all nodes. */
  nodes: [message: NodesMessage];
  nodeGone: [node: string];
}

export interface RedisBusOptions {
  readonly target: RedisTarget;
  readonly log: Logger;
  /** How often each node says that it is there. */
  readonly beatIntervalMs: number;
}

/**
 * Messages between the nodes of one cell, over Redis' PUBLISH, and who those nodes are. A node
 * hears its own beat through Redis too, so that it notices a connection that only seems to be open.
 */
export class RedisBus extends EventEmitter<RedisBusEvents> {
  readonly node = randomBytes(NODE_BYTES).toString('hex');
  readonly commands: RedisClient;
  readonly #subscriber: RedisClient;
  readonly #options: RedisBusOptions;
  readonly #nodes = new Map<string, number>();
  readonly #beat: NodeJS.Timeout;
  #isUp = false;
  #ended = false;
  #heardSelfMs = 0;
  #roundTripMs = 0;

  constructor(options: RedisBusOptions) {
    super();
    this.#options = options;
    this.commands = connectRedis(options.target);
    this.#subscriber = connectRedis(options.target);
    for (const client of [this.commands, this.#subscriber]) {
      client.on('ready', () => this.#connected());
      client.on('close', () => this.#setUp(false));
      client.on('error', (error: Error) => {
        if (!this.#ended) options.log.warn('redis failed', { error: messageOf(error) });
      });
    }
    this.#subscriber.on('messageBuffer', (channel: Buffer, payload: Buffer) =>
      this.#received(channel.toString(), payload),
    );
    this.#beat = setInterval(() => this.#onBeat(), options.beatIntervalMs);
    this.#beat.unref();
  }

  /** Whether messages get through at the moment. */
  get isUp(): boolean {
    return this.#isUp;
  }

  /** Other nodes that have been heard lately. */
  get others(): number {
    return this.#nodes.size;
  }

  /** How long the last beat took through Redis and back. */
  get roundTripMs(): number {
    return this.#roundTripMs;
  }

  /** A node that another source names: it is taken for gone unless it is heard. */
  suppose(node: string): void {
    if (node === this.node || this.#nodes.has(node)) return;
    this.#nodes.set(node, performance.now());
  }

  /** @throws when Redis is away */
  async listenTo(channel: string): Promise<void> {
    await this.#subscriber.subscribe(channel);
  }

  forget(channel: string): void {
    this.run(this.#subscriber.unsubscribe(channel), 'channel not left');
  }

  /** Tells every other node that listens to a channel; while Redis is away, nobody. */
  publish(channel: string, body: Buffer): void {
    if (!this.#isUp) return;
    const payload = Buffer.concat([Buffer.from(this.node, 'hex'), body]);
    this.run(this.commands.publish(channel, payload), 'message not sent');
  }

  tellNodes(message: NodesMessage): void {
    if (this.commands.status !== 'ready') return;
    this.run(this.commands.publish(NODES_CHANNEL, JSON.stringify(message)), 'nodes not told');
  }

  /** Lets a command go its way. One that fails because Redis is away is no news. */
  run(command: Promise<unknown>, otherwise: string): void {
    command.catch((error: unknown) => {
      if (this.#isUp && !this.#ended) {
        this.#options.log.warn(otherwise, { error: messageOf(error) });
      }
    });
  }

  async end(): Promise<void> {
    clearInterval(this.#beat);
    this.#ended = true;
    this.removeAllListeners();
    try {
      if (this.#isUp) await this.#sayBye();
    } catch (error) {
      this.#options.log.warn('nodes not told', { error: messageOf(error) });
    }
    this.commands.disconnect();
    this.#subscriber.disconnect();
  }

  /** All commands before it are done when it resolves. */
  async #sayBye(): Promise<void> {
    const bye: NodesMessage = { kind: 'bye', node: this.node };
    await this.commands.publish(NODES_CHANNEL, JSON.stringify(bye));
  }

  #connected(): void {
    if (this.commands.status !== 'ready' || this.#subscriber.status !== 'ready') return;
    this.run(
      this.#subscriber.subscribe(NODES_CHANNEL).then(() => this.#tellBeat()),
      'nodes not listened to',
    );
  }

  #onBeat(): void {
    const nowMs = performance.now();
    const { beatIntervalMs } = this.#options;
    const isSilent = nowMs - this.#heardSelfMs > LOST_AFTER_BEATS * beatIntervalMs;
    if (this.#isUp && isSilent) this.#setUp(false);
    this.#tellBeat();
    // While Redis is away nobody is heard, which says nothing about the others.
    if (!this.#isUp) return;
    for (const [node, heardMs] of this.#nodes) {
      if (nowMs - heardMs > GONE_AFTER_BEATS * beatIntervalMs) this.#nodeGone(node);
    }
  }

  #tellBeat(): void {
    const { node } = this;
    this.tellNodes({ kind: 'beat', node, atMs: performance.now() });
  }

  #nodeGone(node: string): void {
    if (this.#nodes.delete(node)) this.emit('nodeGone', node);
  }

  #setUp(isUp: boolean): void {
    if (isUp === this.#isUp || this.#ended) return;
    this.#isUp = isUp;
    this.#options.log.info(isUp ? 'redis connected' : 'redis lost');
    if (isUp) {
      const nowMs = performance.now();
      for (const node of this.#nodes.keys()) this.#nodes.set(node, nowMs);
    }
    this.emit(isUp ? 'up' : 'down');
  }

  #received(channel: string, payload: Buffer): void {
    if (this.#ended) return;
    if (channel === NODES_CHANNEL) {
      this.#receivedFromNodes(payload.toString());
      return;
    }
    const node = payload.toString('hex', 0, NODE_BYTES);
    if (node === this.node || payload.length <= NODE_BYTES) return;
    this.emit('message', channel, node, payload.subarray(NODE_BYTES));
  }

  #receivedFromNodes(text: string): void {
    const message = readNodesMessage(text);
    if (!message) return;
    const { node } = message;
    if (node === this.node) {
      if (message.kind !== 'beat') return;
      this.#heardSelfMs = performance.now();
      this.#roundTripMs = this.#heardSelfMs - message.atMs;
      this.#setUp(true);
    } else if (message.kind === 'bye') {
      this.#nodeGone(node);
    } else {
      // Whoever is new learns of this node at once.
      if (!this.#nodes.has(node)) this.#tellBeat();
      this.#nodes.set(node, performance.now());
      if (message.kind !== 'beat') this.emit('nodes', message);
    }
  }
}

function readNodesMessage(text: string): NodesMessage | undefined {
  try {
    return nodesMessageSchema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
