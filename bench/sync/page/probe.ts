import { SharedClock } from './clock.ts';

/** A trusted pointer event as the page got it; CSS px, and ms on the shared clock. */
export interface PointerSeen {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly atMs: number;
}

/** A cursor position that a link brought, in board units, once the page had dealt with it. */
export interface CursorSeen {
  readonly x: number;
  readonly y: number;
  readonly atMs: number;
}

const PRESENCE_KIND = 5;
const DARK_MAX = 60;
const OPAQUE_MIN = 200;

/**
 * Watches a page from inside: what the pointer did, when elements were there, when ink was on the
 * screen. Injected before the page's own scripts; changes nothing of what they do.
 */
export class Probe {
  readonly #clock = new SharedClock();
  readonly pointers: PointerSeen[] = [];
  readonly cursors: CursorSeen[] = [];
  /** Bytes that came over channels called `bulk`. */
  bulkBytes = 0;
  /** When the board was first seen with one element more. */
  readonly elementTimes: number[] = [];
  #elements = 0;
  #ink: { x: number; y: number; atMs: number | null }[] = [];
  #countElements: () => number = () => 0;

  constructor() {
    for (const type of ['pointermove', 'pointerup'] as const) {
      addEventListener(
        type,
        (event) => {
          if (!event.isTrusted) return;
          this.pointers.push({
            type,
            x: event.clientX,
            y: event.clientY,
            atMs: this.#clock.at(event.timeStamp),
          });
        },
        { capture: true },
      );
    }
    this.#followChannels();
    // After the frame's own drawing, whatever the order of the callbacks.
    const drawn = new MessageChannel();
    drawn.port1.onmessage = () => {
      this.#lookAtElements();
      this.#lookAtInk();
      requestAnimationFrame(() => drawn.port2.postMessage(null));
    };
    requestAnimationFrame(() => drawn.port2.postMessage(null));
  }

  now(): number {
    return this.#clock.now();
  }

  /** From now on notes when the board has more elements than ever before. */
  watchElements(count: () => number): void {
    this.#countElements = count;
    this.#elements = count();
    this.elementTimes.length = 0;
  }

  /** From now on notes when each of these points of the screen has become dark. */
  watchInk(points: readonly (readonly [number, number])[]): void {
    this.#ink = points.map(([x, y]) => ({ x, y, atMs: null }));
  }

  /** When each watched point became dark; null where it has not. */
  inkTimes(): (number | null)[] {
    return this.#ink.map(({ atMs }) => atMs);
  }

  #lookAtElements(): void {
    const atMs = this.#clock.now();
    for (const count = this.#countElements(); this.#elements < count; this.#elements++) {
      this.elementTimes.push(atMs);
    }
  }

  #lookAtInk(): void {
    const waiting = this.#ink.filter(({ atMs }) => atMs === null);
    if (waiting.length === 0) return;
    const canvases = [...document.querySelectorAll('canvas')].filter(
      // A layer without content is hidden, not cleared.
      (canvas) => canvas.style.display !== 'none',
    );
    for (const point of waiting) {
      if (canvases.some((canvas) => isDark(canvas, point.x, point.y))) {
        point.atMs = this.#clock.now();
      } else break; // ink grows along the points
    }
  }

  /** Looks right after the page has dealt with a message, not only once a frame. */
  #followChannels(): void {
    const property = Object.getOwnPropertyDescriptor(RTCDataChannel.prototype, 'onmessage');
    if (!property?.set) throw new Error('data channels cannot be followed');
    const { set } = property;
    const dealtWith = (channel: RTCDataChannel, { data }: MessageEvent<unknown>): void => {
      if (data instanceof ArrayBuffer) {
        if (channel.label === 'bulk') this.bulkBytes += data.byteLength;
        else this.#noteCursor(new Uint8Array(data));
      }
      this.#lookAtElements();
    };
    Object.defineProperty(RTCDataChannel.prototype, 'onmessage', {
      ...property,
      set(this: RTCDataChannel, handler: (event: MessageEvent<unknown>) => void) {
        set.call(this, (event: MessageEvent<unknown>) => {
          handler.call(this, event);
          dealtWith(this, event);
        });
      },
    });
  }

  #noteCursor(message: Uint8Array): void {
    if (message[0] !== PRESENCE_KIND) return;
    const atMs = this.#clock.now();
    const presence: unknown = JSON.parse(new TextDecoder().decode(message.subarray(1)));
    const { cursor } = presence as { cursor: [number, number] | null };
    if (cursor) this.cursors.push({ x: cursor[0], y: cursor[1], atMs });
  }
}

function isDark(canvas: HTMLCanvasElement, x: number, y: number): boolean {
  const box = canvas.getBoundingClientRect();
  const scale = canvas.width / box.width;
  const context = canvas.getContext('2d');
  const pixel = context?.getImageData((x - box.left) * scale, (y - box.top) * scale, 1, 1).data;
  if (!pixel) return false;
  const [red = 255, green = 255, blue = 255, alpha = 0] = pixel;
  return alpha > OPAQUE_MIN && Math.max(red, green, blue) < DARK_MAX;
}

declare global {
  interface Window {
    probe: Probe;
  }
}

window.probe = new Probe();
