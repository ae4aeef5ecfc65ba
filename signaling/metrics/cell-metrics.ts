import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Counters } from './counters.ts';

const WAIT_BUCKETS_S = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 5];

/** What a cell is doing at this moment. */
export interface CellFigures {
  readonly sockets: number;
  readonly sessionsByRung: Readonly<Record<string, number>>;
  readonly rooms: number;
  readonly members: number;
  readonly connections: number;
  readonly queueBytes: number;
  readonly replayBytes: number;
  readonly mailboxBytes: number;
  readonly knownAddresses: number;
  readonly maxSockets: number;
  readonly maxMailboxBytes: number;
  /** Nodes of the cell that are heard, this one included. */
  readonly nodes: number;
  /** Of a cell of several nodes; 1 = connected. */
  readonly redisUp?: number;
  readonly redisRoundTripMs?: number;
  /** Rooms that this node listens to for others. */
  readonly sharedRooms?: number;
  /** Messages to other nodes that were given up while Redis was away. */
  readonly undeliveredToNodes?: number;
}

/**
 * Prometheus metrics, read off the cell when they are asked for. No label names a person, a room or
 * an address, so the number of series is bounded.
 */
export class CellMetrics {
  readonly #registry = new Registry();

  constructor(figures: () => CellFigures, counters: Counters) {
    // Process and event loop: `nodejs_eventloop_lag_*`, memory, open files.
    collectDefaultMetrics({ register: this.#registry });
    this.#gauge('sockets', 'Open WebSockets', () => figures().sockets);
    this.#gauge('connections', 'Open TCP connections', () => figures().connections);
    this.#gauge('rooms', 'Rooms with at least one session', () => figures().rooms);
    this.#gauge('members', 'Memberships of rooms', () => figures().members);
    this.#gauge('queue_bytes', 'Bytes that wait for readers', () => figures().queueBytes);
    this.#gauge('replay_bytes', 'Bytes kept to be sent again', () => figures().replayBytes);
    this.#gauge('mailbox_bytes', 'Bytes in mailboxes', () => figures().mailboxBytes);
    this.#gauge(
      'known_addresses',
      'Addresses that limits are kept for',
      () => figures().knownAddresses,
    );
    this.#gauge('sockets_limit', 'Most open WebSockets', () => figures().maxSockets);
    this.#gauge('mailbox_limit_bytes', 'Most bytes in mailboxes', () => figures().maxMailboxBytes);
    this.#gauge('nodes', 'Nodes of this cell that are heard', () => figures().nodes);
    if (figures().redisUp !== undefined) this.#addRedis(figures);
    this.#labelledGauge('sessions', 'Sessions by what carries them', 'rung', () =>
      Object.entries(figures().sessionsByRung),
    );
    const types = () => [...counters.messages];
    this.#labelledCounter('messages_received_total', 'Messages of clients', 'type', () =>
      types().map(([type, { count }]) => [type, count]),
    );
    this.#labelledCounter('bytes_received_total', 'Bytes of clients’ messages', 'type', () =>
      types().map(([type, { bytes }]) => [type, bytes]),
    );
    this.#labelledCounter('refusals_total', 'Requests and messages refused', 'code', () => [
      ...counters.refusals,
    ]);
    this.#counter('deliveries_total', 'Messages given to readers', () => counters.deliveries);
    this.#counter('delivered_bytes_total', 'Their bytes', () => counters.deliveredBytes);
    this.#counter('sessions_opened_total', 'Sessions opened', () => counters.sessionsOpened);
    this.#counter(
      'sessions_resumed_total',
      'Connections that went on with a session',
      () => counters.sessionsResumed,
    );
    this.#counter(
      'members_expired_total',
      'Members without a sign of life',
      () => counters.membersExpired,
    );
    this.#counter('slow_readers_total', 'Readers left behind', () => counters.slowReaders);
    this.#counter(
      'live_frames_left_out_total',
      'Live frames not sent to readers that were behind',
      () => counters.liveFramesLeftOut,
    );
    this.#counter(
      'auth_failures_total',
      'Missing, wrong or ended join tokens',
      () => counters.authFailures,
    );
    const wait = new Histogram({
      name: 'drawbridge_queue_wait_seconds',
      help: 'How long messages waited that could not be written at once',
      buckets: WAIT_BUCKETS_S,
      registers: [this.#registry],
    });
    counters.onQueueWait = (seconds) => wait.observe(seconds);
  }

  #addRedis(figures: () => CellFigures): void {
    this.#gauge('redis_up', 'Whether Redis answers', () => figures().redisUp ?? 0);
    this.#gauge(
      'redis_round_trip_seconds',
      'How long the last beat took through Redis and back',
      () => (figures().redisRoundTripMs ?? 0) / 1_000,
    );
    this.#gauge('shared_rooms', 'Rooms listened to for others', () => figures().sharedRooms ?? 0);
    this.#counter(
      'undelivered_to_nodes_total',
      'Messages to other nodes given up while Redis was away',
      () => figures().undeliveredToNodes ?? 0,
    );
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #gauge(name: string, help: string, value: () => number): void {
    const gauge = new Gauge({
      name: `drawbridge_${name}`,
      help,
      registers: [this.#registry],
      collect: (): void => gauge.set(value()),
    });
  }

  #labelledGauge(
    name: string,
    help: string,
    label: string,
    values: () => readonly (readonly [string, number])[],
  ): void {
    const gauge = new Gauge({
      name: `drawbridge_${name}`,
      help,
      labelNames: [label],
      registers: [this.#registry],
      collect: (): void => {
        for (const [text, value] of values()) gauge.set({ [label]: text }, value);
      },
    });
  }

  #counter(name: string, help: string, value: () => number): void {
    const counter = new Counter({
      name: `drawbridge_${name}`,
      help,
      registers: [this.#registry],
      collect: (): void => {
        counter.reset();
        counter.inc(value());
      },
    });
  }

  #labelledCounter(
    name: string,
    help: string,
    label: string,
    values: () => readonly (readonly [string, number])[],
  ): void {
    const counter = new Counter({
      name: `drawbridge_${name}`,
      help,
      labelNames: [label],
      registers: [this.#registry],
      collect: (): void => {
        counter.reset();
        for (const [text, value] of values()) counter.inc({ [label]: text }, value);
      },
    });
  }
}
