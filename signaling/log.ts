import { randomBytes } from 'node:crypto';
import { pino } from 'pino';

/** Fields of a log line. Never message contents, room names, tokens or ICE candidates. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export interface Logger {
  info(msg: string, fields?: LogFields): void;
  warn(msg: string, fields?: LogFields): void;
  error(msg: string, fields?: LogFields): void;
}

const nothing = (): undefined => undefined;
export const silentLogger: Logger = { info: nothing, warn: nothing, error: nothing };

/**
 * One JSON object a line, by pino: `level` (its name), `time` (ISO 8601), the fields, `msg`.
 * @param write takes a whole line, its line feed included
 */
export function jsonLogger(
  write: (line: string) => void,
  now: () => Date = () => new Date(),
): Logger {
  const options = {
    // Neither the machine's name nor the process: whoever collects logs adds what is wanted of it.
    base: null,
    timestamp: () => `,"time":"${now().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const log = pino(options, { write });
  const at =
    (level: 'info' | 'warn' | 'error') =>
    (msg: string, fields: LogFields = {}): void =>
      log[level](fields, msg);
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

/**
 * Passes on at most `perMinute` lines in any minute, and then says how many it left out, so that
 * whoever can make the cell log something cannot fill a disk with it.
 */
export function limitedLogger(
  log: Logger,
  perMinute: number,
  nowMs: () => number = Date.now,
): Logger {
  const minuteMs = 60_000;
  let windowStartMs = nowMs();
  let written = 0;
  let leftOut = 0;
  const limited =
    (level: keyof Logger) =>
    (msg: string, fields?: LogFields): void => {
      if (nowMs() - windowStartMs >= minuteMs) {
        if (leftOut > 0) log.warn('log lines left out', { count: leftOut });
        windowStartMs = nowMs();
        written = 0;
        leftOut = 0;
      }
      if (written >= perMinute) {
        leftOut += 1;
        return;
      }
      written += 1;
      log[level](msg, fields);
    };
  return { info: limited('info'), warn: limited('warn'), error: limited('error') };
}

const LOG_ID_BYTES = 4;

/** Names a connection or a session in the log, and nowhere else: nothing can be done with it. */
export const newLogId = (): string => randomBytes(LOG_ID_BYTES).toString('hex');

/** The text of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
