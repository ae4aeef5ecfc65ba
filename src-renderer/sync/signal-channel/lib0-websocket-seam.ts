import { SignalChannel } from './signal-channel.ts';

/**
 * What y-webrtc gets when it imports `lib0/websocket` (see vite.shared.ts): it extends this class
 * and constructs it with the address alone.
 */
export class WebsocketClient extends SignalChannel {
  constructor(url: string) {
    super(url);
  }
}
