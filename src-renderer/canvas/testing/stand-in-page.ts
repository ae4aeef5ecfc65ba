import { vi } from 'vitest';
import { RecordingContext } from '../../shapes/testing/recording-context.ts';
import type { FromTileWorker, ToTileWorker } from '../tiles/worker/messages.ts';

/** A canvas that keeps no pixels. */
export class StandInCanvas {
  width = 0;
  height = 0;
  readonly style: Record<string, string> = {};
  readonly context = Object.assign(new RecordingContext(), {
    drawImage: () => undefined,
    imageSmoothingEnabled: false,
  });

  getContext(): RecordingContext {
    return this.context;
  }

  get asCanvas(): HTMLCanvasElement {
    return this as unknown as HTMLCanvasElement;
  }
}

/** A worker whose answers the test gives. */
export class StandInWorker {
  static latest: StandInWorker | null = null;
  onmessage: ((event: { readonly data: FromTileWorker }) => void) | null = null;
  readonly received: ToTileWorker[] = [];

  constructor() {
    StandInWorker.latest = this;
  }

  postMessage(message: ToTileWorker): void {
    this.received.push(message);
  }

  terminate(): void {
    this.onmessage = null;
  }

  answer(data: FromTileWorker): void {
    this.onmessage?.({ data });
  }
}

/** What the tiles ask of a page, for tests in Node. */
export function standInPage(): { readonly frame: () => void } {
  let frames: (() => void)[] = [];
  vi.stubGlobal('OffscreenCanvas', StandInCanvas);
  vi.stubGlobal('Worker', StandInWorker);
  vi.stubGlobal('document', {
    styleSheets: [],
    fonts: new EventTarget(),
    createElement: () => new StandInCanvas(),
  });
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback));
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
  return {
    frame: () => {
      const due = frames;
      frames = [];
      for (const callback of due) callback();
    },
  };
}
