/**
 * JSON messages of a session (protocol version 2): what a client and a cell tell each other on any
 * rung, beyond the signaling messages of `protocol.ts`. docs/protocol.md says how they are used.
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
} from './signaling-messages.ts';

/** This protocol, and the oldest one that the cell still speaks (stock y-webrtc's). */
export const SESSION_PROTOCOL_VERSION = 2;
/** WebSocket subprotocols: `drawbridge.v<version>`, each version that the client speaks. */
export const SUBPROTOCOL_PREFIX = 'drawbridge.v';
/** A WebSocket subprotocol that carries a join token, since browsers can set no header there. */
export const TOKEN_SUBPROTOCOL_PREFIX = 'drawbridge.token.';

/** Server-sent events and the messages of clients without a WebSocket. */
export const EVENTS_PATH = '/v1/events';
/** Long and short polls. */
export const POLL_PATH = '/v1/poll';

/** Headers of the HTTP rungs. Secrets stand here and never in an address. */
export const SESSION_HEADERS = {
  /** Versions that the client speaks, comma separated. */
  protocol: 'drawbridge-protocol',
  /** `<session id>.<session secret>`. */
  session: 'drawbridge-session',
  /** Number of the last message that the client has received; `Last-Event-ID` for an event stream. */
  received: 'drawbridge-received',
  /** Number of the first message in this body. */
  first: 'drawbridge-first',
  /** How long a poll may be held, ms; 0 = answer at once. */
  wait: 'drawbridge-wait',
  /** Asks whether an event stream gets through; opens no session. */
  probe: 'drawbridge-probe',
} as const;

/** How long a session without a connection can be resumed. */
export const SESSION_RESUME_MS = 120_000;
/** Most messages that are kept to be sent again. */
export const SESSION_REPLAY_MAX_MESSAGES = 1_000;
/** A member is told as `left` after this long without a sign of life. */
export const MEMBER_TTL_MS = 60_000;
/** A client gives a sign of life at least this often (any message counts). */
export const HEARTBEAT_INTERVAL_MS = 15_000;
/** A comment goes down an event stream this often. */
export const EVENTS_COMMENT_INTERVAL_MS = 15_000;
/** A long poll is answered after this long, whatever happened: proxies cut at 30 s. */
export const LONG_POLL_MAX_MS = 25_000;
/** A new WebSocket must say `hello` within this time. */
export const HELLO_TIMEOUT_MS = 5_000;
/** Largest binary frame, header included. */
export const RELAY_FRAME_MAX_BYTES = 4 * 1024 * 1024;
/** Largest payload of a `control` frame. */
export const RELAY_CONTROL_MAX_BYTES = 16 * 1024;
/** Most sessions that may enter one room. */
export const ROOM_MAX_MEMBERS = 250;
/** Largest `about`, UTF-16 code units. */
export const ABOUT_MAX_LENGTH = 512;

/** base64url of exactly 16, 32 bytes. */
const id16Schema = z.string().regex(/^[A-Za-z0-9_-]{21}[AQgw]$/);
const key32Schema = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);

export const sessionIdSchema = id16Schema;
export const sessionSecretSchema = key32Schema;
/** A person's id in one room: other rooms must not show it, so clients derive it per room. */
export const personIdSchema = id16Schema;
export const roomIdSchema = key32Schema;
/** A 32-byte hash, base64url. */
const hashSchema = key32Schema;
const countSchema = z.number().int().nonnegative();
const requestIdSchema = z.number().int().nonnegative();

/** Shows that the sender knows what a room id was made of: the link's public part. */
export const roomProofSchema = z.object({
  edit: key32Schema,
  owner: key32Schema,
  tag: key32Schema,
});
export type RoomProof = z.infer<typeof roomProofSchema>;

// Client → cell

export const helloMessageSchema = z.object({
  type: z.literal('hello'),
  resume: z
    .object({ session: sessionIdSchema, secret: sessionSecretSchema, received: countSchema })
    .exactOptional(),
});
export const directedPublishSchema = publishMessageSchema.extend({
  /** Only this session. */
  to: sessionIdSchema.exactOptional(),
  /** Only this person's sessions. */
  person: personIdSchema.exactOptional(),
});
export const enterMessageSchema = z.object({
  type: z.literal('enter'),
  room: roomIdSchema,
  person: personIdSchema,
  /** Name and activity, encrypted by the client. */
  about: z.string().max(ABOUT_MAX_LENGTH).exactOptional(),
  /** Needed for relay and mailbox. */
  proof: roomProofSchema.exactOptional(),
});
export const leaveMessageSchema = z.object({ type: z.literal('leave'), room: roomIdSchema });
export const ackMessageSchema = z.object({ type: z.literal('ack'), received: countSchema });
export const byeMessageSchema = z.object({ type: z.literal('bye') });
export const authorizeMessageSchema = z.object({
  type: z.literal('authorize'),
  token: z.string().min(1).max(4_096),
});
export const readMailboxMessageSchema = z.object({
  type: z.literal('read-mailbox'),
  id: requestIdSchema,
  room: roomIdSchema,
  /** Entries after this sequence; 0 = all. */
  after: countSchema,
  /** Entries that a snapshot covers are left out unless asked for. */
  covered: z.boolean().exactOptional(),
  /** Most bytes of one answer; at least one record comes. */
  maxBytes: z.number().int().positive().max(RELAY_FRAME_MAX_BYTES).exactOptional(),
});

export const readPartMessageSchema = z.object({
  type: z.literal('read-part'),
  id: requestIdSchema,
  room: roomIdSchema,
  /** SHA-256 of the part's content, from the snapshot that names it. */
  hash: key32Schema,
});

/** Client → cell, version 2. */
export const sessionClientMessageSchema = z.discriminatedUnion('type', [
  subscribeMessageSchema,
  unsubscribeMessageSchema,
  directedPublishSchema,
  pingMessageSchema,
  helloMessageSchema,
  enterMessageSchema,
  leaveMessageSchema,
  ackMessageSchema,
  byeMessageSchema,
  authorizeMessageSchema,
  readMailboxMessageSchema,
  readPartMessageSchema,
]);
export type SessionClientMessage = z.infer<typeof sessionClientMessageSchema>;

// Cell → client

export const connectedMessageSchema = z.object({
  type: z.literal('connected'),
  protocol: z.number().int().positive(),
  session: sessionIdSchema,
  /** Only where the session is new. */
  secret: sessionSecretSchema.exactOptional(),
  resumed: z.boolean(),
  /** Number of the last message before those that follow on this connection. */
  sent: countSchema,
  /** How many messages of this client the session has received. */
  received: countSchema,
});
export const directedPublishedSchema = publishedMessageSchema.extend({
  /** Session of the sender, put there by the cell; absent from a version 1 client. */
  from: sessionIdSchema.exactOptional(),
});
export const memberSchema = z.object({
  session: sessionIdSchema,
  person: personIdSchema,
  about: z.string().max(ABOUT_MAX_LENGTH).exactOptional(),
  /** False while its connection is lost and it may still come back. */
  connected: z.boolean(),
});
export type RoomMember = z.infer<typeof memberSchema>;
export const membersMessageSchema = z.object({
  type: z.literal('members'),
  room: roomIdSchema,
  /** Everybody in the room, the receiver not among them. */
  members: z.array(memberSchema).max(ROOM_MAX_MEMBERS),
});
/** Somebody entered, told something new about itself, or came back after `lost`. */
export const joinedMessageSchema = z.object({
  type: z.literal('joined'),
  room: roomIdSchema,
  member: memberSchema,
});
/** A member's connection broke; it may come back. Told at once. */
export const lostMessageSchema = z.object({
  type: z.literal('lost'),
  room: roomIdSchema,
  session: sessionIdSchema,
});
/** A member left, or did not come back in time. */
export const leftMessageSchema = z.object({
  type: z.literal('left'),
  room: roomIdSchema,
  session: sessionIdSchema,
});
export const ackedMessageSchema = ackMessageSchema;
export const resyncMessageSchema = z.object({
  type: z.literal('resync'),
  /** `gap`: what came in between is gone; `slow-reader`: messages were left out. */
  reason: z.string().max(64),
  /** Number of the last message before those that follow: the client counts on from it. */
  sent: countSchema,
});
export const drainMessageSchema = z.object({
  type: z.literal('drain'),
  /** Connect again, to whichever node answers, after this time. */
  afterMs: countSchema,
});

export const mailboxUsageSchema = z.object({
  usedBytes: countSchema,
  quotaBytes: countSchema,
  /** The mailbox is emptied when nobody reads or writes it for this long. */
  keptForMs: countSchema,
  /** False where the cell forgets it when it restarts. */
  durable: z.boolean(),
});
export type MailboxUsage = z.infer<typeof mailboxUsageSchema>;
/** Something new waits. Sent to everybody who entered with a proof, at most five times a second. */
export const mailboxMessageSchema = z.object({
  type: z.literal('mailbox'),
  room: roomIdSchema,
  incarnation: id16Schema,
  head: countSchema,
});
export const appendedMessageSchema = z.object({
  type: z.literal('appended'),
  room: roomIdSchema,
  incarnation: id16Schema,
  device: key32Schema,
  counter: countSchema,
  sequence: countSchema,
  usage: mailboxUsageSchema,
});
export const partStoredMessageSchema = z.object({
  type: z.literal('part-stored'),
  room: roomIdSchema,
  hash: hashSchema,
});
export const compactedMessageSchema = z.object({
  type: z.literal('compacted'),
  room: roomIdSchema,
  incarnation: id16Schema,
  sequence: countSchema,
  usage: mailboxUsageSchema,
});
export const mailboxPageMessageSchema = z.object({
  type: z.literal('mailbox-page'),
  id: requestIdSchema,
  room: roomIdSchema,
  /** Changes when the mailbox was emptied: sequences begin anew. */
  incarnation: id16Schema,
  /** Last sequence given. */
  head: countSchema,
  /** What the current snapshot covers; 0 = there is none. */
  snapshot: countSchema,
  /** Read on after this. */
  next: countSchema,
  /** Whether more waits after `next`. */
  more: z.boolean(),
  usage: mailboxUsageSchema,
});
export const MAILBOX_REFUSALS = [
  /** The room was not entered with a proof. */
  'no-proof',
  'invalid-record',
  'bad-signature',
  /** Not the device's next entry; `expected` says what the cell has. */
  'wrong-counter',
  /** The snapshot replaces another one than the current; read again. */
  'conflict',
  /** The snapshot does not name what the cell has. */
  'wrong-heads',
  /** A part that the snapshot names, or that is asked for, is not there. */
  'missing-part',
  'too-large',
  'quota',
  'rate-limited',
  'unavailable',
] as const;
export const mailboxRefusedMessageSchema = z.object({
  type: z.literal('mailbox-refused'),
  room: roomIdSchema,
  request: z.enum(['append', 'compact', 'part', 'read', 'read-part']),
  /** One of MAILBOX_REFUSALS; a later cell may know more. */
  code: z.string().max(64),
  message: z.string().max(1_000),
  /** Of a refused read. */
  id: requestIdSchema.exactOptional(),
  /** Of a refused entry that could be read. */
  device: key32Schema.exactOptional(),
  counter: countSchema.exactOptional(),
  /** Of a refused or missing part. */
  hash: hashSchema.exactOptional(),
  /** The device's last entry in the mailbox; counter 0: none. */
  expected: z.object({ counter: countSchema, hash: hashSchema }).exactOptional(),
  retryAfterSeconds: countSchema.exactOptional(),
});
export const sessionErrorMessageSchema = errorMessageSchema.extend({
  room: z.string().max(256).exactOptional(),
  retryAfterSeconds: countSchema.exactOptional(),
});

/** Cell → client, version 2. */
export const sessionServerMessageSchema = z.discriminatedUnion('type', [
  directedPublishedSchema,
  pongMessageSchema,
  sessionErrorMessageSchema,
  connectedMessageSchema,
  membersMessageSchema,
  joinedMessageSchema,
  lostMessageSchema,
  leftMessageSchema,
  ackedMessageSchema,
  resyncMessageSchema,
  drainMessageSchema,
  mailboxMessageSchema,
  appendedMessageSchema,
  partStoredMessageSchema,
  compactedMessageSchema,
  mailboxPageMessageSchema,
  mailboxRefusedMessageSchema,
]);
export type SessionServerMessage = z.infer<typeof sessionServerMessageSchema>;

/** Messages that are not numbered: they belong to one connection and are never sent again. */
export const UNNUMBERED_MESSAGES = [
  'hello',
  'bye',
  'connected',
  'ping',
  'pong',
  'ack',
  'resync',
  'drain',
] as const;

/** Whether a message counts in `sent` and `received`. Binary frames do, except `live` ones. */
export const isNumbered = (type: string): boolean =>
  !UNNUMBERED_MESSAGES.some((unnumbered) => unnumbered === type);
