import { WebrtcProvider } from 'y-webrtc';
import * as Y from 'yjs';

/**
 * A whiteboard as y-webrtc's own documentation builds one, for comparison: its own simple-peer, its
 * own server; a stroke is a plain value in a map, ink in progress goes by awareness.
 */
const LINE_WIDTH_PX = 4;

type Stroke = readonly (readonly [number, number])[];

class StockBoard {
  readonly doc = new Y.Doc();
  readonly provider: WebrtcProvider;
  readonly #strokes = this.doc.getMap<Stroke>('strokes');
  readonly #context: CanvasRenderingContext2D;
  #drawing: [number, number][] | null = null;
  #requested = false;

  constructor(canvas: HTMLCanvasElement, room: string, signalUrl: string) {
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    this.#context = context;
    this.provider = new WebrtcProvider(room, this.doc, {
      signaling: [signalUrl],
      // Its default is a public server, which nobody asked.
      peerOpts: { config: { iceServers: [] } },
    });
    this.#strokes.observe(() => this.#redraw());
    this.provider.awareness.on('change', () => this.#redraw());
    canvas.addEventListener('pointerdown', ({ clientX, clientY }) => {
      this.#drawing = [[clientX, clientY]];
      this.#show();
    });
    canvas.addEventListener('pointermove', (event) => {
      if (!this.#drawing) return;
      for (const { clientX, clientY } of event.getCoalescedEvents()) {
        this.#drawing.push([clientX, clientY]);
      }
      this.#show();
    });
    canvas.addEventListener('pointerup', () => {
      const drawn = this.#drawing;
      this.#drawing = null;
      if (drawn) this.#strokes.set(crypto.randomUUID(), drawn);
      this.#show();
    });
  }

  get size(): number {
    return this.#strokes.size;
  }

  /** Open links: what a data channel has really opened on. */
  get links(): number {
    const connections = this.provider.room?.webrtcConns.values() ?? [];
    return [...connections].filter((connection) => connection.connected).length;
  }

  #show(): void {
    this.provider.awareness.setLocalStateField('drawing', this.#drawing);
    this.#redraw();
  }

  #redraw(): void {
    if (this.#requested) return;
    this.#requested = true;
    requestAnimationFrame(() => {
      this.#requested = false;
      const context = this.#context;
      context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      context.lineWidth = LINE_WIDTH_PX;
      context.lineCap = 'round'; // reaches the pointer, as our ink does
      for (const stroke of this.#strokes.values()) this.#draw(stroke);
      for (const { drawing } of this.provider.awareness.getStates().values()) {
        if (Array.isArray(drawing)) this.#draw(drawing as Stroke);
      }
    });
  }

  #draw(stroke: Stroke): void {
    this.#context.beginPath();
    for (const [x, y] of stroke) this.#context.lineTo(x, y);
    this.#context.stroke();
  }
}

declare global {
  interface Window {
    stockBoard: StockBoard | undefined;
    openStockBoard: (room: string, signalUrl: string) => void;
  }
}

window.openStockBoard = (room, signalUrl) => {
  const canvas = document.createElement('canvas');
  canvas.width = innerWidth;
  canvas.height = innerHeight;
  canvas.style.cssText = 'position: fixed; inset: 0; touch-action: none';
  document.body.replaceChildren(canvas);
  window.stockBoard = new StockBoard(canvas, room, signalUrl);
};
