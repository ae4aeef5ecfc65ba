/**
 * What y-webrtc gets when it imports `lib0/broadcastchannel` (see vite.shared.ts): the channel
 * between the windows of one profile. lib0's own also hands a window what it has published itself,
 * and y-webrtc decrypts that and applies it to the very document that it came from.
 */
type Subscriber = (data: unknown, origin: unknown) => unknown;

interface Channel {
  /** Null where there are no such channels: then each window stands alone. */
  readonly broadcast: BroadcastChannel | null;
  readonly subscribers: Set<Subscriber>;
  /** Called when something comes from another window for the first time. */
  readonly waiting: Set<() => void>;
  heard: boolean;
}

const channels = new Map<string, Channel>();

function channelOf(room: string): Channel {
  const known = channels.get(room);
  if (known) return known;
  const broadcast = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(room);
  const channel: Channel = {
    broadcast,
    subscribers: new Set(),
    waiting: new Set(),
    heard: false,
  };
  if (broadcast) {
    broadcast.onmessage = ({ data }: MessageEvent<unknown>) => {
      channel.heard = true;
      for (const tell of channel.waiting) tell();
      channel.waiting.clear();
      for (const subscriber of channel.subscribers) subscriber(data, 'broadcastchannel');
    };
  }
  channels.set(room, channel);
  return channel;
}

export function subscribe(room: string, subscriber: Subscriber): Subscriber {
  channelOf(room).subscribers.add(subscriber);
  return subscriber;
}

export function unsubscribe(room: string, subscriber: Subscriber): boolean {
  const channel = channels.get(room);
  if (!channel?.subscribers.delete(subscriber)) return false;
  if (channel.subscribers.size === 0) {
    channel.broadcast?.close();
    channels.delete(room);
  }
  return true;
}

/** To the other windows; not to this one. */
export function publish(room: string, data: unknown): void {
  const known = channels.get(room);
  if (known) {
    known.broadcast?.postMessage(data);
  } else if (typeof BroadcastChannel !== 'undefined') {
    // A last word, encrypted after the room was left: no channel may stay open for it.
    const channel = new BroadcastChannel(room);
    channel.postMessage(data);
    channel.close();
  }
}

/** Whether another window has ever been heard in this room. */
export const hasHeardOthers = (room: string): boolean => channels.get(room)?.heard ?? false;

/** Calls once when another window is heard in this room for the first time. */
export function whenOthersAreHeard(room: string, tell: () => void): void {
  channelOf(room).waiting.add(tell);
}
