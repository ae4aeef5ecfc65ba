import { parseArgs } from 'node:util';
import type { ZodError } from 'zod';
import { messageOf } from '../log.ts';
import { type IceServer, iceServersSchema } from '../protocol.ts';

export const USAGE = `Usage: npm run signaling -- [options]

  --host HOST          address to listen on (default 127.0.0.1; 0.0.0.0 = all)
  --port PORT          port (default 4444; 0 = any free one)
  --tls-cert FILE      certificate chain, PEM: serves https and wss
  --tls-key FILE       its private key, PEM
  --ice URL            a STUN server, for example stun:stun.example.org:3478; may be repeated
  --ice-servers JSON   STUN and TURN servers: [{"urls":"turn:…","username":"…","credential":"…"}]
  --data-folder FOLDER where mailboxes are kept (default: in memory, until the cell stops)
  --web-root FOLDER    the built web client (default: out/web of this copy)
  --help               this text

Environment:
  DRAWBRIDGE_ICE_SERVERS   like --ice-servers; read when neither --ice nor --ice-servers is given
`;

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_PORT = 4444;
const MAX_PORT = 65_535;

export interface CellConfiguration {
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly certPath: string; readonly keyPath: string };
  readonly iceServers: readonly IceServer[];
  /** Folder of the mailboxes; without it they are kept in memory. */
  readonly dataFolder?: string;
  readonly webRoot?: string;
}

export type ArgumentsResult =
  | { readonly ok: true; readonly kind: 'start'; readonly configuration: CellConfiguration }
  | { readonly ok: true; readonly kind: 'help' }
  /** `message` is one sentence. */
  | { readonly ok: false; readonly message: string };

class UsageError extends Error {
  readonly code = 'usage';
}

const OPTIONS = {
  host: { type: 'string', default: DEFAULT_HOST },
  port: { type: 'string', default: String(DEFAULT_PORT) },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  ice: { type: 'string', multiple: true },
  'ice-servers': { type: 'string' },
  'data-folder': { type: 'string' },
  'web-root': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (error) {
    // Node goes on to explain cases of which there are none here.
    const [sentence = ''] = messageOf(error).split(/\.\s/);
    throw new UsageError(`${sentence.replace(/\.$/, '')}; see --help.`);
  }
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= MAX_PORT) return port;
  throw new UsageError(`--port takes a number from 0 to ${MAX_PORT}, not "${text}".`);
}

function firstIssue(error: ZodError): string {
  const [issue] = error.issues;
  const at = issue?.path.length ? `${issue.path.join('.')}: ` : '';
  return `${at}${issue?.message ?? 'invalid'}`;
}

function checkIceServers(value: unknown, source: string): IceServer[] {
  const parsed = iceServersSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UsageError(`${source} is not a list of ICE servers (${firstIssue(parsed.error)}).`);
}

function parseIceServers(json: string, source: string): IceServer[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    // The text is not quoted: it may hold a credential.
    throw new UsageError(`${source} is not valid JSON.`);
  }
  return checkIceServers(value, source);
}

/**
 * Reads the command line and the environment.
 * @param args without the interpreter and the script
 */
export function readArguments(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ArgumentsResult {
  try {
    const flags = parseFlags(args);
    if (flags.help) return { ok: true, kind: 'help' };
    const certPath = flags['tls-cert'];
    const keyPath = flags['tls-key'];
    if ((certPath === undefined) !== (keyPath === undefined)) {
      throw new UsageError('--tls-cert and --tls-key go together; one of them is missing.');
    }
    const fromFlags = [
      ...checkIceServers(flags.ice?.map((urls) => ({ urls })) ?? [], '--ice'),
      ...(flags['ice-servers'] ? parseIceServers(flags['ice-servers'], '--ice-servers') : []),
    ];
    const fromEnv = env.DRAWBRIDGE_ICE_SERVERS;
    const iceServers =
      fromFlags.length === 0 && fromEnv
        ? parseIceServers(fromEnv, 'DRAWBRIDGE_ICE_SERVERS')
        : fromFlags;
    const webRoot = flags['web-root'];
    const dataFolder = flags['data-folder'];
    return {
      ok: true,
      kind: 'start',
      configuration: {
        host: flags.host,
        port: parsePort(flags.port),
        iceServers,
        ...(certPath !== undefined && keyPath !== undefined ? { tls: { certPath, keyPath } } : {}),
        ...(webRoot !== undefined ? { webRoot } : {}),
        ...(dataFolder !== undefined ? { dataFolder } : {}),
      },
    };
  } catch (error) {
    if (error instanceof UsageError) return { ok: false, message: error.message };
    throw error;
  }
}
