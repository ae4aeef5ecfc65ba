import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPublicKey } from '../access/key-files.ts';
import { parseRedisUrl } from '../bus/redis-target.ts';
import { type Cell, CellStartError, startCell } from '../cell.ts';
import { printConfiguration } from '../config/configuration.ts';
import { readConfiguration } from '../config/read-configuration.ts';
import { usage } from '../config/usage.ts';
import { jsonLogger, type Logger, messageOf } from '../log.ts';
import { LevelStore } from '../mailbox/level-store.ts';

export interface StartOptions {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the built web client lies when no flag says so. */
  readonly defaultWebRoot: string;
  /** Takes the log, a line at a time. */
  readonly write: (line: string) => void;
  readonly pid: number;
}

export type StartResult =
  | { readonly ok: true; readonly kind: 'running'; readonly cell: Cell; readonly log: Logger }
  /** There was only something to say. */
  | { readonly ok: true; readonly kind: 'text'; readonly text: string }
  /** 2 = the command line is wrong, 1 = the cell could not start. `message` is one sentence. */
  | { readonly ok: false; readonly exitCode: 1 | 2; readonly message: string };

const MAILBOXES_FOLDER = 'mailboxes';

/** What a library's error is about, where it wraps another one. */
const causeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause !== undefined ? error.cause : error;

type FileResult =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly message: string };

async function readTlsFile(path: string, what: string): Promise<FileResult> {
  try {
    return { ok: true, bytes: await readFile(path) };
  } catch (error) {
    return { ok: false, message: `The ${what} cannot be read: ${messageOf(error)}.` };
  }
}

/** Starts a cell as the command line and the environment say. */
export async function startFromCommandLine(options: StartOptions): Promise<StartResult> {
  const read = readConfiguration(options.args, options.env);
  if (!read.ok) return { ok: false, exitCode: 2, message: read.message };
  if (read.kind === 'help') return { ok: true, kind: 'text', text: usage() };
  const { configuration } = read;
  if (read.kind === 'print') {
    return { ok: true, kind: 'text', text: printConfiguration(configuration) };
  }
  const { host, port, iceServers, tls, dataFolder, limits, turn, auth } = configuration;
  const { webRoot = options.defaultWebRoot } = configuration;

  let tlsFiles: { cert: Buffer; key: Buffer } | undefined;
  if (tls.cert !== undefined && tls.key !== undefined) {
    const cert = await readTlsFile(tls.cert, 'certificate');
    if (!cert.ok) return { ok: false, exitCode: 1, message: cert.message };
    const key = await readTlsFile(tls.key, 'key of the certificate');
    if (!key.ok) return { ok: false, exitCode: 1, message: key.message };
    tlsFiles = { cert: cert.bytes, key: key.bytes };
  }

  const tokenKeys: KeyObject[] = [];
  for (const path of auth.tokenKeys) {
    const key = await readPublicKey(path);
    if (!key.ok) return { ok: false, exitCode: 1, message: key.message };
    tokenKeys.push(key.key);
  }

  let mailboxStore: LevelStore | undefined;
  if (dataFolder !== undefined) {
    try {
      mailboxStore = await LevelStore.open(join(dataFolder, MAILBOXES_FOLDER));
    } catch (error) {
      const message = `The data folder cannot be used: ${messageOf(causeOf(error))}.`;
      return { ok: false, exitCode: 1, message };
    }
  }

  const redis = configuration.redis === undefined ? undefined : parseRedisUrl(configuration.redis);
  const log = jsonLogger(options.write);
  try {
    const cell = await startCell({
      host,
      port,
      iceServers,
      webRoot,
      limits,
      log,
      origins: configuration.origins,
      behindProxy: configuration.behindProxy,
      ...(tokenKeys.length > 0 ? { tokenKeys } : {}),
      ...(auth.revocationFile === undefined ? {} : { revocationFile: auth.revocationFile }),
      ...(configuration.adminToken === undefined ? {} : { adminToken: configuration.adminToken }),
      ...(configuration.metricsToken === undefined
        ? {}
        : { metricsToken: configuration.metricsToken }),
      ...(turn.urls.length > 0 && turn.secret !== undefined
        ? { turn: { urls: turn.urls, secret: turn.secret, ttlSeconds: turn.ttlSeconds } }
        : {}),
      ...(tlsFiles ? { tls: tlsFiles } : {}),
      ...(mailboxStore ? { mailboxStore } : {}),
      ...(redis ? { redis } : {}),
      ...(configuration.nodeUrl === undefined ? {} : { nodeUrl: configuration.nodeUrl }),
    });
    log.info('listening', { url: cell.url, pid: options.pid, host, port: cell.port });
    return { ok: true, kind: 'running', cell, log };
  } catch (error) {
    await mailboxStore?.close();
    if (error instanceof CellStartError) return { ok: false, exitCode: 1, message: error.message };
    throw error;
  }
}
