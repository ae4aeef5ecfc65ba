import type { SignalErrorCode } from '../protocol.ts';

/** Kinds of messages that are counted apart; all others are `other`. */
const MESSAGE_TYPES = [
  'publish',
  'subscribe',
  'unsubscribe',
  'ping',
  'enter',
  'leave',
  'ack',
  'read-mailbox',
  'live',
  'document',
  'control',
  'append',
  'compact',
  'part',
  'other',
] as const;
export type CountedType = (typeof MESSAGE_TYPES)[number];

const COUNTED: ReadonlySet<string> = new Set(MESSAGE_TYPES);
const isCounted = (type: string): type is CountedType => COUNTED.has(type);

/** What happened since the start. Never anything that names a person or a room. */
export class Counters {
  readonly messages = new Map<CountedType, { count: number; bytes: number }>();
  readonly refusals = new Map<SignalErrorCode, number>();
  deliveries = 0;
  deliveredBytes = 0;
  sessionsOpened = 0;
  sessionsResumed = 0;
  membersExpired = 0;
  slowReaders = 0;
  liveFramesLeftOut = 0;
  authFailures = 0;
  /** Told how long a message waited that could not be written at once. */
  onQueueWait: (seconds: number) => void = () => undefined;

  received(type: string, bytes: number): void {
    const counted = isCounted(type) ? type : 'other';
    const entry = this.messages.get(counted);
    if (entry) {
      entry.count += 1;
      entry.bytes += bytes;
    } else {
      this.messages.set(counted, { count: 1, bytes });
    }
  }

  refused(code: SignalErrorCode): void {
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
    if (code === 'unauthorized') this.authFailures += 1;
  }
}
