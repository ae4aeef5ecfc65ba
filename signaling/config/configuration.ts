import { isIP } from 'node:net';
import { z } from 'zod';
import { parseRedisUrl } from '../bus/redis-target.ts';
import { type CellLimits, DEFAULT_LIMITS } from '../limits.ts';
import { iceServersSchema, iceUrlSchema } from '../protocol.ts';

const MAX_PORT = 65_535;
/** Timers of Node hold no more. */
const MAX_TIMER_MS = 2 ** 31 - 1;
/** Shorter ones could be guessed. */
const TOKEN_MIN_LENGTH = 16;

const isLimitName = (name: string): name is keyof CellLimits => name in DEFAULT_LIMITS;
/** How long something is kept is compared with a clock, and no timer. */
const isTimer = (name: string): boolean => name.endsWith('Ms') && !name.includes('KeptFor');

/** Every limit, a whole number from 1 on. */
const limitsShape = Object.fromEntries(
  Object.entries(DEFAULT_LIMITS).map(([name, value]) => [
    name,
    z
      .number()
      .int()
      .positive()
      .max(isTimer(name) ? MAX_TIMER_MS : Number.MAX_SAFE_INTEGER)
      .default(value),
  ]),
);

const limitsSchema = z
  .strictObject(limitsShape)
  .prefault({})
  .transform((limits): CellLimits => {
    const all = { ...DEFAULT_LIMITS };
    for (const [name, value] of Object.entries(limits)) {
      if (isLimitName(name)) Object.assign(all, { [name]: value });
    }
    return all;
  });

const originSchema = z
  .string()
  .refine(
    (text) => URL.canParse(text) && !/[/?#]$|[^:/]\/./.test(text.replace('://', '')),
    'must be an origin, such as https://board.example.org',
  );

/** Everything that can be set from outside. Unknown keys are errors. */
export const configurationSchema = z.strictObject({
  /** Address to listen on; 0.0.0.0 = all. */
  host: z.string().min(1).default('127.0.0.1'),
  /** 0 = any free one. */
  port: z.number().int().min(0).max(MAX_PORT).default(4444),
  /** Folder of the built web client. */
  webRoot: z.string().min(1).exactOptional(),
  /** Where mailboxes are kept; without it in memory. */
  dataFolder: z.string().min(1).exactOptional(),
  /** Several nodes with the same Redis are one cell; mailboxes are kept there. */
  redis: z
    .string()
    .refine(
      (text) => parseRedisUrl(text) !== undefined,
      'must be redis://…, rediss://…, redis+cluster://host:port,… or redis+sentinel://host:port,…/name',
    )
    .exactOptional(),
  /** Where the other nodes reach this one. */
  nodeUrl: z.url({ protocol: /^https?$/ }).exactOptional(),
  /** Serves plain http beyond this computer, for a local network. */
  lan: z.boolean().default(false),
  /** A proxy in front does https and says in x-forwarded-for whom a request is from. */
  behindProxy: z.boolean().default(false),
  tls: z
    .strictObject({
      /** Files, PEM. */
      cert: z.string().min(1).exactOptional(),
      key: z.string().min(1).exactOptional(),
    })
    .prefault({}),
  iceServers: iceServersSchema.default([]),
  turn: z
    .strictObject({
      urls: z.array(iceUrlSchema).max(16).default([]),
      /** The same as coturn's `static-auth-secret`. */
      secret: z.string().min(TOKEN_MIN_LENGTH).exactOptional(),
      ttlSeconds: z.number().int().min(60).max(604_800).default(43_200),
    })
    .prefault({}),
  /** Pages that may use this cell besides its own and the desktop app. */
  origins: z.array(originSchema).default([]),
  /** Asks for join tokens. */
  auth: z
    .strictObject({
      /** Files with the public keys of those who may make tokens, PEM; none: everybody may come in. */
      tokenKeys: z.array(z.string().min(1)).max(32).default([]),
      /** A file with the ids of tokens that count no more, one a line. */
      revocationFile: z.string().min(1).exactOptional(),
    })
    .prefault({}),
  /** Opens /admin; without it there is none. */
  adminToken: z.string().min(TOKEN_MIN_LENGTH).exactOptional(),
  /** Asked for at /metrics as a bearer token; without it /metrics is open to this computer only. */
  metricsToken: z.string().min(TOKEN_MIN_LENGTH).exactOptional(),
  limits: limitsSchema,
});
export type Configuration = z.infer<typeof configurationSchema>;

/** Values that are printed as asterisks. */
const SECRETS: ReadonlySet<string> = new Set([
  'secret',
  'credential',
  'adminToken',
  'metricsToken',
  // It may hold a password.
  'redis',
]);
const HIDDEN = '***';

/** The configuration as text that may be shown: secrets are hidden. */
export const printConfiguration = (configuration: Configuration): string =>
  JSON.stringify(
    configuration,
    (key, value: unknown) => (SECRETS.has(key) && value !== undefined ? HIDDEN : value),
    2,
  );

/** Whether an address can be reached from this computer only. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

/** What is wrong with values that are right one by one. @returns a sentence, or undefined */
export function problemOf(configuration: Configuration): string | undefined {
  const { host, tls, lan, behindProxy, turn, auth, redis, dataFolder } = configuration;
  if ((tls.cert === undefined) !== (tls.key === undefined)) {
    return 'tls.cert and tls.key go together; one of them is missing.';
  }
  if (!isLoopback(host) && tls.cert === undefined && !lan && !behindProxy) {
    return 'Beyond this computer https is needed: give a certificate (tls.cert, tls.key), or say that a proxy does it (behindProxy), or that this is a local network (lan).';
  }
  if (auth.tokenKeys.length > 0 && lan) {
    return 'auth.tokenKeys and lan do not go together: a join token must not go over plain http.';
  }
  if (redis !== undefined && dataFolder !== undefined) {
    return 'redis and dataFolder do not go together: with redis, mailboxes are kept there.';
  }
  if (turn.urls.length > 0 && turn.secret === undefined) {
    return 'turn.urls needs turn.secret, the static-auth-secret of the TURN server.';
  }
  return undefined;
}
