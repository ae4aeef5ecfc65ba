import { onTestFinished } from 'vitest';
import { type Cell, type CellOptions, startCell } from '../cell.ts';

/** A cell on a free port that stops with its test. */
export async function startTestCell(options: CellOptions = {}): Promise<Cell> {
  const cell = await startCell({ port: 0, ...options });
  onTestFinished(() => cell.stop());
  return cell;
}

/** A signaling socket's count back at the start: nothing subscribed, nothing connected. */
export const EMPTY = { sockets: 0, sessions: 0, rooms: 0 } as const;
