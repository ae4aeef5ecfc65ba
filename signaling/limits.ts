import type { AddressLimitOptions } from './access/address-limits.ts';
import type { MailboxLimits } from './mailbox/ordered-mailboxes.ts';
import {
  MEMBER_TTL_MS,
  ROOM_MAX_MEMBERS,
  SESSION_REPLAY_MAX_MESSAGES,
  SESSION_RESUME_MS,
  SIGNAL_BYTE_BURST,
  SIGNAL_BYTES_PER_SECOND,
  SIGNAL_MAX_TOPICS,
  SIGNAL_MESSAGE_BURST,
  SIGNAL_MESSAGES_PER_SECOND,
  SIGNAL_PING_INTERVAL_MS,
} from './protocol.ts';

/** Every bound of the cell. Tests set shorter ones; a host may set stricter ones. */
export interface CellLimits extends MailboxLimits, AddressLimitOptions {
  /** WebSockets at once; a further one is refused with 503. */
  readonly maxSockets: number;
  /** TCP connections at once beyond the WebSockets; a further one is dropped. */
  readonly maxHttpConnections: number;
  readonly maxTopicsPerSocket: number;
  /** Members of one room. */
  readonly maxRoomMembers: number;
  readonly messagesPerSecond: number;
  readonly messageBurst: number;
  readonly bytesPerSecond: number;
  readonly byteBurst: number;
  /** Bytes of binary frames. */
  readonly frameBytesPerSecond: number;
  readonly frameByteBurst: number;
  /** Wrong signatures of one session before it ends. */
  readonly badSignaturesPerMinute: number;
  /** A socket without any sign of life between two pings is ended. */
  readonly pingIntervalMs: number;
  /** Bytes waiting for one reader above which its grace time runs. */
  readonly sendQueueHighWaterBytes: number;
  /** Bytes waiting for one reader above which it is dropped at once. */
  readonly sendQueueMaxBytes: number;
  /** How long a reader may stay above the high water mark. */
  readonly sendQueueGraceMs: number;
  /** Messages of one session that are kept until its client has them. */
  readonly replayMaxMessages: number;
  /** Bytes of one session that were sent and are kept to be sent again. */
  readonly replayMaxBytes: number;
  /** The same of all sessions together. */
  readonly replayTotalBytes: number;
  /** Silence after which a member is told as left. */
  readonly memberTtlMs: number;
  /** How often the nodes of a cell say that they are there. */
  readonly nodeBeatIntervalMs: number;
  /** How long a cell that starts waits for Redis. */
  readonly redisStartTimeoutMs: number;
  /** How long a session without a connection can be resumed. */
  readonly sessionResumeMs: number;
  /** How often the two above are looked at. */
  readonly sweepIntervalMs: number;
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
  /** How often mailboxes are looked through for what has expired. */
  readonly mailboxSweepIntervalMs: number;
  /** Over how long a node that stops sends its clients to the others. */
  readonly drainMs: number;
  /** Whole graceful stop; what is still open then is cut. */
  readonly stopTimeoutMs: number;
  /** `retry-after` of a refusal, seconds. */
  readonly retryAfterSeconds: number;
}

const DAY_MS = 24 * 60 * 60_000;

export const DEFAULT_LIMITS: CellLimits = {
  maxSockets: 10_000,
  maxHttpConnections: 1_000,
  maxSocketsPerAddress: 1_000,
  sessionsPerMinutePerAddress: 600,
  authFailuresPerMinutePerAddress: 30,
  maxTopicsPerSocket: SIGNAL_MAX_TOPICS,
  maxRoomMembers: ROOM_MAX_MEMBERS,
  messagesPerSecond: SIGNAL_MESSAGES_PER_SECOND,
  messageBurst: SIGNAL_MESSAGE_BURST,
  bytesPerSecond: SIGNAL_BYTES_PER_SECOND,
  byteBurst: SIGNAL_BYTE_BURST,
  frameBytesPerSecond: 4 * 1024 * 1024,
  frameByteBurst: 16 * 1024 * 1024,
  badSignaturesPerMinute: 10,
  pingIntervalMs: SIGNAL_PING_INTERVAL_MS,
  sendQueueHighWaterBytes: 1024 * 1024,
  // Above the byte burst of one sender, so that no single sender can have a healthy reader dropped.
  sendQueueMaxBytes: 2 * SIGNAL_BYTE_BURST,
  sendQueueGraceMs: 10_000,
  replayMaxMessages: SESSION_REPLAY_MAX_MESSAGES,
  replayMaxBytes: 4 * 1024 * 1024,
  replayTotalBytes: 256 * 1024 * 1024,
  memberTtlMs: MEMBER_TTL_MS,
  nodeBeatIntervalMs: 1_000,
  redisStartTimeoutMs: 10_000,
  sessionResumeMs: SESSION_RESUME_MS,
  sweepIntervalMs: 5_000,
  closeGraceMs: 2_000,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  checkIntervalMs: 2_000,
  idleTimeoutMs: 30_000,
  keepAliveTimeoutMs: 5_000,
  mailboxQuotaBytes: 64 * 1024 * 1024,
  mailboxTotalBytes: 4 * 1024 * 1024 * 1024,
  mailboxKeptForMs: 30 * DAY_MS,
  mailboxCoveredKeptForMs: 7 * DAY_MS,
  mailboxPartKeptForMs: 60 * 60_000,
  mailboxSweepIntervalMs: 10 * 60_000,
  drainMs: 10_000,
  stopTimeoutMs: 5_000,
  retryAfterSeconds: 5,
};
