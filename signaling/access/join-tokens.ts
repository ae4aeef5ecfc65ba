import type { KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { type Claims, claimsSchema, type Rights, rightsOf } from './rights.ts';

const ALGORITHM = 'EdDSA';
/** Tokens of the same key for something else are not taken. */
const AUDIENCE = 'drawbridge-cell';
/** The clocks of a team's service and of the cell may differ by this much. */
const CLOCK_TOLERANCE_S = 5;

/** A join token: a JWT signed with Ed25519. */
export function signJoinToken(claims: Claims, privateKey: KeyObject): Promise<string> {
  const { exp, jti, ...rest } = claims;
  const token = new SignJWT(rest)
    .setProtectedHeader({ alg: ALGORITHM })
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(exp);
  return (jti === undefined ? token : token.setJti(jti)).sign(privateKey);
}

/** @returns what a token allows; undefined when it is not valid, not for this, or over */
export async function verifyJoinToken(
  token: string,
  publicKeys: readonly KeyObject[],
): Promise<Rights | undefined> {
  for (const key of publicKeys) {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [ALGORITHM],
        audience: AUDIENCE,
        clockTolerance: CLOCK_TOLERANCE_S,
      });
      const claims = claimsSchema.safeParse(payload);
      return claims.success ? rightsOf(claims.data) : undefined;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
    }
  }
  return undefined;
}
