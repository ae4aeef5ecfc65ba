/** The signaling server as a program of its own: `npm run signaling -- --help`. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runHealthCommand } from './cli/health-command.ts';
import { startFromCommandLine } from './cli/start.ts';
import { runTokenCommand } from './cli/token-commands.ts';
import { jsonLogger, messageOf } from './log.ts';

/** How long an ended server may take to leave by itself. */
const LEAVE_TIMEOUT_MS = 1_000;
/** Ctrl+C under npm arrives twice, from the terminal and from npm; a second wish comes later. */
const SAME_SIGNAL_MS = 500;
const INTERRUPTED_EXIT_CODE = 130;
const WRONG_COMMAND_EXIT_CODE = 2;

const write = (line: string): void => {
  process.stdout.write(line);
};
// Whoever read the log may be gone (`… | head`); the server goes on without.
process.stdout.on('error', () => process.stdout.destroy());

/** Next to the source, or next to the bundle in out/cell. */
const WEB_ROOTS = ['../out/web', '../web'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);
const defaultWebRoot = WEB_ROOTS.find((path) => existsSync(path)) ?? WEB_ROOTS[0] ?? '';

process.on('uncaughtException', (error) => {
  jsonLogger(write).error('crashed', { error: messageOf(error) });
  console.error(error);
  process.exit(1);
});

const args = process.argv.slice(2);
const command = await runTokenCommand(args);
if (command) {
  if (command.ok) console.log(command.text);
  else console.error(command.message);
  process.exit(command.ok ? 0 : WRONG_COMMAND_EXIT_CODE);
}
const health = await runHealthCommand(args, process.env);
if (health) {
  if (health.ok) console.log(health.text);
  else console.error(health.message);
  process.exit(health.ok ? 0 : 1);
}

const started = await startFromCommandLine({
  args,
  env: process.env,
  defaultWebRoot,
  write,
  pid: process.pid,
});

if (!started.ok) {
  console.error(started.message);
  process.exitCode = started.exitCode;
} else if (started.kind === 'text') {
  console.log(started.text);
} else {
  const { cell, log } = started;
  let stoppingSinceMs: number | undefined;
  const stop = (signal: NodeJS.Signals): void => {
    if (stoppingSinceMs !== undefined) {
      const waitedMs = performance.now() - stoppingSinceMs;
      if (waitedMs > SAME_SIGNAL_MS) process.exit(INTERRUPTED_EXIT_CODE);
      return;
    }
    stoppingSinceMs = performance.now();
    log.info('stopping', { signal, sockets: cell.stats().sockets });
    // Whoever pressed Ctrl+C waits for it.
    const drained = signal === 'SIGTERM' ? cell.drain() : Promise.resolve();
    void drained
      .then(() => cell.stop())
      .then(() => {
        log.info('stopped');
        setTimeout(() => process.exit(0), LEAVE_TIMEOUT_MS).unref();
      });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
