import { type Logger, messageOf } from '../../signaling/log.ts';

/** The process's events that an error in it ends up as. */
interface ErrorEvents {
  on(event: 'uncaughtException', listener: (error: unknown) => void): unknown;
  on(event: 'unhandledRejection', listener: (reason: unknown) => void): unknown;
}

export interface MainErrorOptions {
  readonly log: Logger;
  /** Tells the person, and settles when it was read. */
  readonly tell: (error: unknown) => Promise<void>;
}

/**
 * Catches what nothing else caught in this process. The board lives in the renderer, which goes
 * on; so the process goes on too, and says so. Each error is logged; a person is told of each kind
 * once, one at a time, since the same timer may fail every second.
 */
export function catchMainErrors(process: ErrorEvents, { log, tell }: MainErrorOptions): void {
  const told = new Set<string>();
  let isTelling = false;
  const handle = (error: unknown, kind: string): void => {
    const message = messageOf(error);
    log.error('uncaught error', {
      kind,
      message,
      stack: error instanceof Error ? (error.stack ?? null) : null,
    });
    if (isTelling || told.has(message)) return;
    told.add(message);
    isTelling = true;
    tell(error)
      .catch((failure: unknown) =>
        log.error('the error could not be shown', { message: messageOf(failure) }),
      )
      .finally(() => {
        isTelling = false;
      });
  };
  process.on('uncaughtException', (error) => handle(error, 'exception'));
  process.on('unhandledRejection', (reason) => handle(reason, 'rejection'));
}

/**
 * Lets the process live on when nobody reads its output any more, as when the terminal that
 * started it is closed. Any other failure of a stream stays an error.
 */
export function ignoreClosedOutput(stream: {
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}): void {
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  });
}
