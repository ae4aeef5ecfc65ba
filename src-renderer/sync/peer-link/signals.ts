import { z } from 'zod';

const sessionSchema = z.string().min(1).max(32);
/** Descriptions of a connection with data channels only are about 1 KB. */
const SDP_MAX_LENGTH = 20_000;

/**
 * What two ends of a connection to be tell each other through the cell, encrypted with the room's
 * signaling password. Called `description`, not `offer` and `answer`, since y-webrtc would apply its
 * own glare rules to those.
 */
export const signalSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('description'),
    session: sessionSchema,
    /** The session whose offer this answers. */
    inReplyTo: sessionSchema.exactOptional(),
    /** Looks for a new route of this open connection; not the start of one. */
    restart: z.literal(true).exactOptional(),
    description: z.object({
      type: z.enum(['offer', 'answer']),
      sdp: z.string().max(SDP_MAX_LENGTH),
    }),
  }),
  z.object({
    type: z.literal('candidate'),
    session: sessionSchema,
    candidate: z.object({
      candidate: z.string().max(1000),
      sdpMid: z.string().max(64).nullable(),
      sdpMLineIndex: z.int().nonnegative().nullable(),
      usernameFragment: z.string().max(256).nullable(),
    }),
  }),
]);
export type Signal = z.infer<typeof signalSchema>;

/** The envelope that y-webrtc puts around signals, once decrypted. */
export const peerAnnouncementSchema = z.union([
  z.object({ type: z.literal('announce'), from: z.string().min(1).max(64) }),
  z.object({
    type: z.literal('signal'),
    from: z.string().min(1).max(64),
    to: z.string().min(1).max(64),
    token: z.number().exactOptional(),
    signal: signalSchema,
  }),
]);
export type PeerAnnouncement = z.infer<typeof peerAnnouncementSchema>;
