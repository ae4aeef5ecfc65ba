/** Messages and limits of protocol version 1, y-webrtc's signaling protocol. */
import { z } from 'zod';

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
