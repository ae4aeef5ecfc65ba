import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLogger, type Logger } from '../../signaling/log.ts';

/** Size at which a log is put aside; one that was put aside before goes. */
const LOG_MAX_BYTES = 1024 * 1024;

/** What opens a board, wherever it stands: `#board=<secret>.<owner>`. */
const BOARD_SECRET = /\bboard=[\w-]+(\.[\w-]*)?/g;

/** A text without what would let its reader into a board. */
export function withoutSecrets(text: string): string {
  return text.replace(BOARD_SECRET, 'board=…');
}

export interface LogFile extends Logger {
  readonly path: string;
}

/**
 * The host's log, `main.log` in a folder that is made when needed. Lines are written at once,
 * since the next moment may be the process's last. A log that cannot be written costs nothing else.
 *
 * @param onError told once, when a line could not be written
 */
export function openLogFile(
  folder: string,
  onError: (error: unknown) => void,
  maxBytes = LOG_MAX_BYTES,
): LogFile {
  const path = join(folder, 'main.log');
  let hasFailed = false;
  const write = (line: string): void => {
    try {
      mkdirSync(folder, { recursive: true });
      const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      if (size > maxBytes) renameSync(path, join(folder, 'main.old.log'));
      appendFileSync(path, withoutSecrets(line));
    } catch (error) {
      if (!hasFailed) onError(error);
      hasFailed = true;
    }
  };
  return { path, ...jsonLogger(write) };
}
