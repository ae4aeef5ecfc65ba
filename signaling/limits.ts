import {
  SIGNAL_BYTE_BURST,
  SIGNAL_BYTES_PER_SECOND,
  SIGNAL_MAX_TOPICS,
  SIGNAL_MESSAGE_BURST,
  SIGNAL_MESSAGES_PER_SECOND,
  SIGNAL_PING_INTERVAL_MS,
} from './protocol.ts';

/** Every bound of the cell. Tests set shorter ones; a host may set stricter ones. */
export interface CellLimits {
  /** WebSockets at once; a further one is refused with 503. */
  readonly maxSockets: number;
  /** TCP connections at once beyond the WebSockets; a further one is dropped. */
  readonly maxHttpConnections: number;
  readonly maxTopicsPerSocket: number;
  readonly messagesPerSecond: number;
  readonly messageBurst: number;
  readonly bytesPerSecond: number;
  readonly byteBurst: number;
  /** A socket without any sign of life between two pings is ended. */
  readonly pingIntervalMs: number;
  /** Bytes waiting for one reader above which its grace time runs. */
  readonly sendQueueHighWaterBytes: number;
  /** Bytes waiting for one reader above which it is dropped at once. */
  readonly sendQueueMaxBytes: number;
  /** How long a reader may stay above the high water mark. */
  readonly sendQueueGraceMs: number;
  /** How long a socket that is being closed may take to answer before it is cut. */
  readonly closeGraceMs: number;
  /** For the complete request line and headers. */
  readonly headersTimeoutMs: number;
  /** For the complete request. */
  readonly requestTimeoutMs: number;
  /** How often the two above are checked. */
  readonly checkIntervalMs: number;
  /** A connection that is no WebSocket and on which nothing moves is cut after this. */
  readonly idleTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  /** Whole graceful stop; what is still open then is cut. */
  readonly stopTimeoutMs: number;
  /** `retry-after` of a refusal, seconds. */
  readonly retryAfterSeconds: number;
}

export const DEFAULT_LIMITS: CellLimits = {
  maxSockets: 10_000,
  maxHttpConnections: 1_000,
  maxTopicsPerSocket: SIGNAL_MAX_TOPICS,
  messagesPerSecond: SIGNAL_MESSAGES_PER_SECOND,
  messageBurst: SIGNAL_MESSAGE_BURST,
  bytesPerSecond: SIGNAL_BYTES_PER_SECOND,
  byteBurst: SIGNAL_BYTE_BURST,
  pingIntervalMs: SIGNAL_PING_INTERVAL_MS,
  sendQueueHighWaterBytes: 1024 * 1024,
  // Above the byte burst of one sender, so that no single sender can have a healthy reader dropped.
  sendQueueMaxBytes: 2 * SIGNAL_BYTE_BURST,
  sendQueueGraceMs: 10_000,
  closeGraceMs: 2_000,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  checkIntervalMs: 2_000,
  idleTimeoutMs: 30_000,
  keepAliveTimeoutMs: 5_000,
  stopTimeoutMs: 5_000,
  retryAfterSeconds: 5,
};
