import { z } from 'zod';

/** What a join token says (the claims of a JWT, EdDSA). */
export const claimsSchema = z.object({
  /** Seconds since the epoch. */
  exp: z.number().int().positive(),
  /** Rooms that may be used, or every room. */
  rooms: z.union([z.literal('*'), z.array(z.string().min(1).max(256)).max(1_000)]),
  role: z.enum(['editor', 'viewer']),
  /** Names the token, so that it can be revoked. */
  jti: z.string().min(1).max(128).exactOptional(),
});
export type Claims = z.infer<typeof claimsSchema>;

/** What a session may do. */
export interface Rights {
  readonly mayUse: (room: string) => boolean;
  /** Whether it may send what changes a board. The edit key's signature is asked for all the same. */
  readonly mayEdit: boolean;
  /** When they end, ms since the epoch. */
  readonly endsAtMs: number;
  readonly tokenId: string | undefined;
}

/** In mode `open` the board's secret is the capability. */
export const OPEN_RIGHTS: Rights = {
  mayUse: () => true,
  mayEdit: true,
  endsAtMs: Number.POSITIVE_INFINITY,
  tokenId: undefined,
};

export function rightsOf({ rooms, role, exp, jti }: Claims): Rights {
  const named = rooms === '*' ? undefined : new Set(rooms);
  return {
    mayUse: (room) => named?.has(room) ?? true,
    mayEdit: role === 'editor',
    endsAtMs: exp * 1_000,
    tokenId: jti,
  };
}
