import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { signJoinToken } from '../access/join-tokens.ts';
import { readPrivateKey, writeKeyPair } from '../access/key-files.ts';
import { type Claims, claimsSchema } from '../access/rights.ts';
import { messageOf } from '../log.ts';

export type CommandResult =
  | { readonly ok: true; readonly text: string }
  /** `message` is one sentence. */
  | { readonly ok: false; readonly message: string };

export const TOKEN_USAGE = `Usage:
  keygen --private FILE --public FILE
      a new key pair: the cell gets the public one (--auth-token-keys)
  token --key FILE (--room ROOM … | --all-rooms) [--role editor|viewer] [--for 8h] [--id ID]
      a join token, signed with the private key; ROOM is the board's room id
`;

const UNITS_S: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400 };
const DEFAULT_DURATION = '8h';

/** Commands about join tokens; undefined when the first word is none of them. */
export async function runTokenCommand(
  args: readonly string[],
  nowMs: number = Date.now(),
): Promise<CommandResult | undefined> {
  const [command, ...rest] = args;
  if (command !== 'keygen' && command !== 'token') return undefined;
  try {
    return command === 'keygen' ? await keygen(rest) : await token(rest, nowMs);
  } catch (error) {
    return { ok: false, message: `${messageOf(error).replace(/\.$/, '')}.` };
  }
}

async function keygen(args: string[]): Promise<CommandResult> {
  const { values } = parseArgs({
    args,
    options: { private: { type: 'string' }, public: { type: 'string' } },
  });
  if (!values.private || !values.public) return { ok: false, message: TOKEN_USAGE };
  await writeKeyPair(values.private, values.public);
  return { ok: true, text: `Wrote ${values.private} (keep it secret) and ${values.public}.` };
}

async function token(args: string[], nowMs: number): Promise<CommandResult> {
  const { values } = parseArgs({
    args,
    options: {
      key: { type: 'string' },
      room: { type: 'string', multiple: true },
      'all-rooms': { type: 'boolean', default: false },
      role: { type: 'string', default: 'editor' },
      for: { type: 'string', default: DEFAULT_DURATION },
      id: { type: 'string' },
    },
  });
  if (!values.key || (values.room === undefined) !== values['all-rooms']) {
    return { ok: false, message: TOKEN_USAGE };
  }
  const [, amount, unit = ''] = /^(\d{1,5})([mhd])$/.exec(values.for) ?? [];
  const seconds = Number(amount) * (UNITS_S[unit] ?? Number.NaN);
  if (!(seconds > 0)) return { ok: false, message: '--for takes a time such as 30m, 8h or 7d.' };
  const claims = claimsSchema.safeParse({
    rooms: values.room ?? '*',
    role: values.role,
    exp: Math.floor(nowMs / 1_000) + seconds,
    jti: values.id ?? randomUUID(),
  } satisfies Record<keyof Claims, unknown>);
  if (!claims.success) return { ok: false, message: '--role is editor or viewer.' };
  const key = await readPrivateKey(values.key);
  if (!key.ok) return key;
  return { ok: true, text: await signJoinToken(claims.data, key.key) };
}
