/**
 * What passes between a client and the cell: wire messages, their schemas and limits.
 *
 * Shared by the server and the browser, so it imports nothing of Node. Version 1 is y-webrtc's
 * signaling protocol, so that stock y-webrtc clients work through the cell as well; `error` and
 * close reasons are ours, and stock clients ignore them. Version 2 adds sessions: other rungs than
 * the WebSocket, membership, relay and mailbox.
 */
import { z } from 'zod';
import {
  errorMessageSchema,
  pingMessageSchema,
  pongMessageSchema,
  publishedMessageSchema,
  publishMessageSchema,
  subscribeMessageSchema,
  unsubscribeMessageSchema,
} from './protocol/signaling-messages.ts';

export * from './protocol/batch.ts';
export * from './protocol/fields.ts';
export * from './protocol/mailbox-records.ts';
export * from './protocol/relay-frame.ts';
export * from './protocol/session-messages.ts';
export * from './protocol/signaling-messages.ts';

/** Product name in `GET /v1/config`: lets a client tell a cell from any other web server. */
export const CELL_PRODUCT = 'drawbridge';
/** Oldest version that the cell speaks. A client that knows only older ones says so and stays away. */
export const CELL_PROTOCOL_VERSION = 1;
/** All versions that the cell speaks. */
export const CELL_PROTOCOL_VERSIONS: readonly number[] = [1, 2];

/** Path of the WebSocket, the only one that upgrades. */
export const SIGNAL_PATH = '/v1/signal';
/** Path of the configuration, readable from any origin. */
export const CONFIG_PATH = '/v1/config';

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
  'hello-expected',
  'superseded',
  'session-gone',
  'server-full',
  'too-large',
  'gap',
  'left',
  'unsupported-protocol',
  'unauthorized',
  'forbidden',
  'room-full',
  'not-entered',
  'no-proof',
  'bad-proof',
  'bad-signature',
  'peer-gone',
] as const;
export type SignalErrorCode = (typeof SIGNAL_ERROR_CODES)[number];

/** WebSocket close codes (RFC 6455, section 7.4.1) that the cell uses. */
export const SIGNAL_CLOSE_CODES = {
  normal: 1000,
  goingAway: 1001,
  protocolError: 1002,
  unsupportedData: 1003,
  invalidPayload: 1007,
  policyViolation: 1008,
  messageTooBig: 1009,
  internalError: 1011,
} as const;
export type SignalCloseCode = (typeof SIGNAL_CLOSE_CODES)[keyof typeof SIGNAL_CLOSE_CODES];

/** Client → cell. */
export const clientMessageSchema = z.discriminatedUnion('type', [
  subscribeMessageSchema,
  unsubscribeMessageSchema,
  publishMessageSchema,
  pingMessageSchema,
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** Cell → client. */
export const serverMessageSchema = z.discriminatedUnion('type', [
  publishedMessageSchema,
  pongMessageSchema,
  errorMessageSchema,
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;
export type PublishedMessage = z.infer<typeof publishedMessageSchema>;

const ICE_URL_MAX_LENGTH = 512;
/** Address of a STUN or TURN server. */
export const iceUrlSchema = z
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
  /** Oldest version that the cell speaks. */
  protocol: z.number().int().positive(),
  /** All versions that it speaks; a cell that does not say speaks `protocol` only. */
  protocols: z.array(z.number().int().positive()).max(16).exactOptional(),
  iceServers: iceServersSchema,
  /** How long their credentials are good, where they end. */
  iceServersTtlSeconds: z.number().int().positive().exactOptional(),
  /** Absent where the cell keeps no mailboxes. */
  mailbox: z
    .object({
      quotaBytes: z.number().int().positive(),
      keptForMs: z.number().int().positive(),
      durable: z.boolean(),
    })
    .exactOptional(),
  /** Whether a join token is asked for. */
  tokenNeeded: z.boolean().exactOptional(),
});
export type CellConfig = z.infer<typeof cellConfigSchema>;
