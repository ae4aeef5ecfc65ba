import { z } from 'zod';
import { memberSchema, signalDataSchema } from '../protocol.ts';

/** What nodes tell each other about a room. */
const roomMessageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('signal'),
    data: signalDataSchema,
    from: z.string(),
    to: z.string().optional(),
    person: z.string().optional(),
  }),
  z.object({ kind: z.literal('mailbox'), incarnation: z.string(), head: z.number() }),
  /** How many are subscribed at the node. */
  z.object({ kind: z.literal('count'), count: z.number().int().nonnegative() }),
  z.object({ kind: z.literal('joined'), member: memberSchema, key: z.string() }),
  z.object({ kind: z.enum(['lost', 'left']), session: z.string() }),
]);
export type RoomMessage = z.infer<typeof roomMessageSchema>;

export type ReadRoomMessage =
  | { readonly kind: 'frame'; readonly frame: Buffer; readonly receiver: string | undefined }
  | RoomMessage;

/** First byte of a message. */
const JSON_MESSAGE = 1;
const FRAME_TO_ROOM = 2;
const FRAME_TO_ONE = 3;
/** Of a session's or a person's id in front of a frame. */
const RECEIVER_BYTES = 16;

export const writeRoomMessage = (message: RoomMessage): Buffer =>
  Buffer.concat([Buffer.of(JSON_MESSAGE), Buffer.from(JSON.stringify(message))]);

/** @param receiver base64url of 16 bytes; undefined: the room */
export const writeRoomFrame = (frame: Buffer, receiver: string | undefined): Buffer =>
  receiver === undefined
    ? Buffer.concat([Buffer.of(FRAME_TO_ROOM), frame])
    : Buffer.concat([Buffer.of(FRAME_TO_ONE), Buffer.from(receiver, 'base64url'), frame]);

/** @returns undefined for what no node of this version sends */
export function readRoomMessage(body: Buffer): ReadRoomMessage | undefined {
  switch (body[0]) {
    case FRAME_TO_ROOM:
      return { kind: 'frame', frame: body.subarray(1), receiver: undefined };
    case FRAME_TO_ONE:
      return {
        kind: 'frame',
        frame: body.subarray(1 + RECEIVER_BYTES),
        receiver: body.toString('base64url', 1, 1 + RECEIVER_BYTES),
      };
    case JSON_MESSAGE:
      return roomMessageSchema.safeParse(parseJson(body.toString('utf8', 1))).data;
    default:
      return undefined;
  }
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
