import { SharedClock } from '../page/clock.ts';

/** One headless copy of the board with its connection. */
export interface CrowdPeer {
  /** Open links to others. */
  readonly links: number;
  /** Draws a stroke. @returns its id */
  draw(): string;
}

export interface CrowdRoom {
  /** Where people meet: http(s) origin of our cell, or ws(s) address of the stock server. */
  readonly meetingPlace: string;
  readonly room: string;
  readonly maxLinks: number;
  /** Called with the id of each element that this copy did not have before. */
  readonly onElement: (id: string) => void;
}

export type MakePeer = (room: CrowdRoom) => CrowdPeer;

export interface Traffic {
  messages: number;
  bytes: number;
}

const FRAME_HEADER_BYTES = 5;

/** Kind of a message by the protocol in use; both put it into the first byte. */
function kindOf(label: string, bytes: Uint8Array): string {
  if (label === 'fast') return `fast ${bytes[0]}`;
  if (label !== 'bulk') return `stock ${bytes[0]}`;
  return bytes[0] === 1 ? `bulk ${bytes[FRAME_HEADER_BYTES]}` : 'bulk following';
}

/** Many peers in one page, each with modules of its own, as if each had a page. */
export class CrowdPage {
  readonly clock = new SharedClock();
  /** Each runs a bundle of its own, which sets {@link makePeer}. */
  readonly bundles: (() => void)[] = [];
  makePeer: MakePeer | null = null;
  readonly peers: CrowdPeer[] = [];
  /** When each copy here got each element, on the shared clock. */
  readonly arrivals = new Map<string, number[]>();
  traffic: Record<string, Traffic> = {};

  constructor() {
    // Peers of one page would find each other by it, and not link.
    Reflect.deleteProperty(globalThis, 'BroadcastChannel');
    const count = (label: string, bytes: Uint8Array): void => {
      const kind = kindOf(label, bytes);
      const sum = this.traffic[kind] ?? { messages: 0, bytes: 0 };
      sum.messages += 1;
      sum.bytes += bytes.length;
      this.traffic[kind] = sum;
    };
    const { send } = RTCDataChannel.prototype;
    RTCDataChannel.prototype.send = function (data: unknown) {
      if (data instanceof ArrayBuffer) count(this.label, new Uint8Array(data));
      else if (ArrayBuffer.isView(data)) {
        count(this.label, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      }
      Reflect.apply(send, this, [data]);
    };
  }

  async enter(room: Omit<CrowdRoom, 'onElement'>): Promise<void> {
    this.makePeer = null;
    // In a task of the page itself: the page's policy does not hold in one that was begun from
    // outside, and a library that looks whether it may compile code would be wrong about it.
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
    this.bundles[this.peers.length]?.();
    const make = this.makePeer as MakePeer | null;
    if (!make) throw new Error('no peer is left to enter');
    const onElement = (id: string): void => {
      const times = this.arrivals.get(id) ?? [];
      times.push(this.clock.now());
      this.arrivals.set(id, times);
    };
    this.peers.push(make({ ...room, onElement }));
  }

  draw(peer: number): { id: string; atMs: number } {
    const atMs = this.clock.now();
    return { id: this.peers[peer]?.draw() ?? '', atMs };
  }

  get links(): number {
    return this.peers.reduce((sum, { links }) => sum + links, 0);
  }
}

declare global {
  interface Window {
    crowd: CrowdPage;
  }
}

window.crowd = new CrowdPage();
