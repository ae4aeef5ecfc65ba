import type { WireChannel } from '../../src-renderer/sync/peer-link/wire.ts';

/** What the page's end of a connection tells; bytes are base64. */
export type PuppetEvent = { readonly wire: string } & (
  | { readonly kind: 'candidate'; readonly candidate: RTCIceCandidateInit }
  | { readonly kind: 'open'; readonly localSdp: string; readonly remoteSdp: string }
  | { readonly kind: 'message'; readonly channel: WireChannel; readonly data: string }
  | { readonly kind: 'close' }
);

/** WebRTC of a real browser, with nothing of the product above it: it sends whatever it is told. */
export interface Puppet {
  /** @returns the description to answer with */
  answer(wire: string, offerSdp: string): Promise<string>;
  addCandidate(wire: string, candidate: RTCIceCandidateInit): Promise<void>;
  sendBytes(wire: string, channel: WireChannel, base64: string): void;
  sendText(wire: string, channel: WireChannel, text: string): void;
  close(wire: string): void;
}

/** Name under which the page tells its events. */
export const PUPPET_TELLS = 'puppetTells';

type PuppetWindow = typeof globalThis & {
  puppet?: Puppet;
  puppetTells?: (event: PuppetEvent) => Promise<void>;
};

/** Runs in the page, so it uses nothing from outside. Puts a {@link Puppet} at `window.puppet`. */
export function installPuppet(): void {
  interface Wire {
    readonly connection: RTCPeerConnection;
    readonly channels: Record<WireChannel, RTCDataChannel>;
  }
  const HEARTBEAT_MS = 800;
  const HEARTBEAT = new Uint8Array([8]);
  const scope = globalThis as PuppetWindow;
  const wires = new Map<string, Wire>();
  const tell = (event: PuppetEvent): void => {
    void scope.puppetTells?.(event);
  };
  const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

  const make = (wire: string): Wire => {
    const connection = new RTCPeerConnection();
    const channel = (name: WireChannel, id: number): RTCDataChannel => {
      const made = connection.createDataChannel(name, { negotiated: true, id });
      made.binaryType = 'arraybuffer';
      made.onopen = opened;
      made.onclose = () => tell({ wire, kind: 'close' });
      made.onmessage = ({ data }: MessageEvent<ArrayBuffer>) =>
        tell({ wire, kind: 'message', channel: name, data: toBase64(new Uint8Array(data)) });
      return made;
    };
    let told = false;
    const opened = (): void => {
      const { bulk, fast } = channels;
      if (told || bulk.readyState !== 'open' || fast.readyState !== 'open') return;
      told = true;
      const localSdp = connection.localDescription?.sdp ?? '';
      const remoteSdp = connection.remoteDescription?.sdp ?? '';
      tell({ wire, kind: 'open', localSdp, remoteSdp });
      const timer = setInterval(() => {
        if (fast.readyState === 'open') fast.send(HEARTBEAT);
        else clearInterval(timer);
      }, HEARTBEAT_MS);
    };
    const channels = { bulk: channel('bulk', 0), fast: channel('fast', 1) };
    connection.onicecandidate = ({ candidate }) => {
      if (candidate) tell({ wire, kind: 'candidate', candidate: candidate.toJSON() });
    };
    return { connection, channels };
  };
  const of = (wire: string): Wire => {
    const found = wires.get(wire);
    if (!found) throw new Error(`no wire ${wire}`);
    return found;
  };

  // A link may end at any time, by the victim or by leaving; what is sent after that goes nowhere.
  const send = (wire: string, channel: WireChannel, content: Uint8Array<ArrayBuffer> | string) => {
    const to = wires.get(wire)?.channels[channel];
    if (to?.readyState === 'open') to.send(content as string);
  };

  scope.puppet = {
    async answer(wire, sdp) {
      const made = make(wire);
      wires.set(wire, made);
      await made.connection.setRemoteDescription({ type: 'offer', sdp });
      await made.connection.setLocalDescription();
      return made.connection.localDescription?.sdp ?? '';
    },
    addCandidate: (wire, candidate) => of(wire).connection.addIceCandidate(candidate),
    sendBytes(wire, channel, base64) {
      send(
        wire,
        channel,
        Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)),
      );
    },
    sendText: send,
    close(wire) {
      wires.get(wire)?.connection.close();
      wires.delete(wire);
    },
  };
}

/** One call of a puppet, as it passes to the page. */
export type PuppetCall = {
  [M in keyof Puppet]: readonly [method: M, ...args: Parameters<Puppet[M]>];
}[keyof Puppet];
