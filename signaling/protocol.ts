/**
 * What passes between a client and the cell: wire messages, their schemas and limits.
 *
 * Shared by the server and the browser, so it imports nothing of Node. The messages are those of
 * y-webrtc's signaling protocol, so that stock y-webrtc clients work through the cell as well;
 * `error` and close reasons are ours, and stock clients ignore them.
 */
import { z } from 'zod';

/** Product name in `GET /v1/config`: lets a client tell a cell from any other web server. */
export const CELL_PRODUCT = 'drawbridge';
/** Version of this protocol. A client refuses a cell of another major version with a sentence. */
export const CELL_PROTOCOL_VERSION = 1;

/** Path of the WebSocket, the only one that upgrades. */
export const SIGNAL_PATH = '/v1/signal';
/** Path of the configuration, readable from any origin. */
export const CONFIG_PATH = '/v1/config';

/**
 * Largest message a client may send, bytes of UTF-8; a larger one closes its sender (1009). What
 * the cell passes on is the same message written anew, so it may differ by a few bytes.
 */
export const SIGNAL_MESSAGE_MAX_BYTES = 64 * 1024;
/** Deepest nesting of objects and arrays in a message. Signaling itself needs about six. */
export const SIGNAL_MESSAGE_MAX_DEPTH = 32;
/** Longest topic (room) name, UTF-16 code units. */
export const SIGNAL_TOPIC_MAX_LENGTH = 256;
/** Most topics in one message, and most topics one socket may be subscribed to. */
export const SIGNAL_MAX_TOPICS = 50;
/** Messages a socket may send each second, after the burst is used up. */
export const SIGNAL_MESSAGES_PER_SECOND = 100;
/**
 * Messages a socket may send at once: whoever enters a room of 60 sends each of them an offer and
 * about 15 ICE candidates within a few seconds.
 */
export const SIGNAL_MESSAGE_BURST = 1_000;
/** Bytes a socket may send each second, after the burst is used up. */
export const SIGNAL_BYTES_PER_SECOND = 1024 * 1024;
/** Bytes a socket may send at once: less than what the cell holds for a slow reader. */
export const SIGNAL_BYTE_BURST = 4 * 1024 * 1024;
/** The cell pings a socket this often, and ends it when nothing came back until the next ping. */
export const SIGNAL_PING_INTERVAL_MS = 15_000;

/** Why the cell refused a message or closed a socket: `code` of an `error`, or a close reason. */
export const SIGNAL_ERROR_CODES = [
  'binary-frame',
  'invalid-json',
  'too-deep',
  'invalid-message',
  'rate-limited',
  'not-subscribed',
  'too-many-topics',
  'server-stopping',
  'server-error',
] as const;
export type SignalErrorCode = (typeof SIGNAL_ERROR_CODES)[number];

/** WebSocket close codes (RFC 6455, section 7.4.1) that the cell uses. */
export const SIGNAL_CLOSE_CODES = {
  goingAway: 1001,
  protocolError: 1002,
  unsupportedData: 1003,
  invalidPayload: 1007,
  policyViolation: 1008,
  messageTooBig: 1009,
  internalError: 1011,
} as const;
export type SignalCloseCode = (typeof SIGNAL_CLOSE_CODES)[keyof typeof SIGNAL_CLOSE_CODES];

const topicSchema = z.string().min(1).max(SIGNAL_TOPIC_MAX_LENGTH);
const topicsSchema = z.array(topicSchema).max(SIGNAL_MAX_TOPICS);

/** What peers tell each other: text when it is encrypted (base64), else a JSON object. */
export const signalDataSchema = z.union([z.string(), z.record(z.string(), z.unknown())]);
export type SignalData = z.infer<typeof signalDataSchema>;

export const subscribeMessageSchema = z.object({
  type: z.literal('subscribe'),
  topics: topicsSchema,
});
export const unsubscribeMessageSchema = z.object({
  type: z.literal('unsubscribe'),
  topics: topicsSchema,
});
export const publishMessageSchema = z.object({
  type: z.literal('publish'),
  topic: topicSchema,
  data: signalDataSchema,
});
export const pingMessageSchema = z.object({ type: z.literal('ping') });

/** Client → cell. */
export const clientMessageSchema = z.discriminatedUnion('type', [
  subscribeMessageSchema,
  unsubscribeMessageSchema,
  publishMessageSchema,
  pingMessageSchema,
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

export const publishedMessageSchema = z.object({
  type: z.literal('publish'),
  topic: topicSchema,
  data: signalDataSchema,
  /** Sockets subscribed to the topic, the sender among them. */
  clients: z.number().int().nonnegative().exactOptional(),
});
export const pongMessageSchema = z.object({ type: z.literal('pong') });
export const errorMessageSchema = z.object({
  type: z.literal('error'),
  /** One of SIGNAL_ERROR_CODES; a later cell may know more. */
  code: z.string().max(64),
  message: z.string().max(1_000),
});

/** Cell → client. */
export const serverMessageSchema = z.discriminatedUnion('type', [
  publishedMessageSchema,
  pongMessageSchema,
  errorMessageSchema,
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;
export type PublishedMessage = z.infer<typeof publishedMessageSchema>;

const ICE_URL_MAX_LENGTH = 512;
const iceUrlSchema = z
  .string()
  .max(ICE_URL_MAX_LENGTH)
  .regex(/^(?:stuns?|turns?):[^\s]+$/, 'must begin with stun:, stuns:, turn: or turns:');

/**
 * One STUN or TURN server, as `RTCPeerConnection` takes it.
 * A TURN server needs `username` and `credential`: browsers throw without them.
 */
export const iceServerSchema = z
  .object({
    urls: z.union([iceUrlSchema, z.array(iceUrlSchema).min(1).max(16)]),
    username: z.string().max(512).exactOptional(),
    credential: z.string().max(512).exactOptional(),
  })
  .refine(
    ({ urls, username, credential }) =>
      ![urls].flat().some((url) => url.startsWith('turn')) ||
      (username !== undefined && credential !== undefined),
    'a TURN server needs "username" and "credential"',
  );
export type IceServer = z.infer<typeof iceServerSchema>;
export const iceServersSchema = z.array(iceServerSchema).max(16);

/** Answer of `GET /v1/config`. */
export const cellConfigSchema = z.object({
  product: z.literal(CELL_PRODUCT),
  protocol: z.number().int().positive(),
  iceServers: iceServersSchema,
});
export type CellConfig = z.infer<typeof cellConfigSchema>;
