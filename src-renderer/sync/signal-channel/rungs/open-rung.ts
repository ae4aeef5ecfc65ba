import { EventsRung } from './events-rung.ts';
import { PollRung } from './poll-rung.ts';
import type { Rung, RungName, RungOptions } from './rung.ts';
import { WebSocketRung } from './web-socket-rung.ts';

/**
 * Begins to open a way to a cell; its listener is told how that goes.
 * @throws what the browser throws for an address that it does not take
 */
export function openRung(name: RungName, options: RungOptions): Rung {
  switch (name) {
    case 'websocket':
      return new WebSocketRung(options);
    case 'events':
      return new EventsRung(options);
    case 'long-poll':
    case 'short-poll':
      return new PollRung(name, options);
  }
}
