import { z } from 'zod';
import {
  KEY_BYTES,
  SIGNATURE_BYTES,
  type SigningKeyPair,
  sign,
  verify,
} from '../keys/board-keys.ts';
import { equalBytes, frameFields, fromBase64Url, randomBytes, toBase64Url } from '../keys/bytes.ts';

/** Peers with another major version cannot talk; minor ones only add capabilities. */
export const PROTOCOL_MAJOR = 1;
export const PROTOCOL_MINOR = 0;
export const CAPABILITIES = ['holdings', 'presence', 'gestures', 'digests', 'pictures'] as const;

const NONCE_BYTES = 32;
const PROOF_LABEL = 'drawbridge/v1/proof';
const HANDSHAKE_MESSAGE_MAX_BYTES = 4096;

export type LinkRole = 'editor' | 'viewer';

/** What this side brings to a link. */
export interface LinkIdentity {
  readonly roomId: string;
  /** The board's edit key pair; null for somebody who may only look. */
  readonly edit: SigningKeyPair | null;
  /** The board's edit public key, against which others' proofs are checked. */
  readonly editPublicKey: Uint8Array;
  readonly device: SigningKeyPair;
}

/** DTLS certificate fingerprints (RFC 8122) of the two ends of one connection. */
export interface Fingerprints {
  readonly local: string;
  readonly remote: string;
}

const bytesField = (length: number) =>
  z.string().transform((text, context) => {
    const bytes = fromBase64Url(text, length);
    if (bytes) return bytes;
    context.addIssue({ code: 'custom', message: `expected ${length} bytes as base64url` });
    return z.NEVER;
  });

/** Only the version is read first: what follows may look different in a future major version. */
const versionSchema = z.object({
  version: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});
const helloSchema = z.object({
  capabilities: z.array(z.string().max(40)).max(64),
  role: z.enum(['editor', 'viewer']),
  device: bytesField(KEY_BYTES),
  nonce: bytesField(NONCE_BYTES),
});
const proofSchema = z.object({
  /** By the edit key; null from somebody who may only look. */
  edit: bytesField(SIGNATURE_BYTES).nullable(),
  /** By the device key: shows that the sender owns the key that its hello names. */
  device: bytesField(SIGNATURE_BYTES),
});
export type Hello = z.infer<typeof helloSchema>;

export type HandshakeError =
  | 'bad-hello'
  | 'newer-protocol'
  | 'older-protocol'
  /** Another window of this profile, which the browser itself connects. */
  | 'same-device'
  | 'reflected'
  | 'bad-proof'
  | 'device-not-proven';

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

function decode(bytes: Uint8Array): unknown {
  if (bytes.length > HANDSHAKE_MESSAGE_MAX_BYTES) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    // Not UTF-8 or not JSON; the schemas refuse `undefined`, which the caller reports.
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/**
 * What a proof signs. Signer's fields come before the verifier's, so a proof sent back to its maker
 * does not verify; the fingerprints tie it to this very DTLS connection, so one carried over from
 * another connection (a cell that sits in the middle) does not either.
 */
function transcript(of: {
  roomId: string;
  role: LinkRole;
  signerFingerprint: string;
  verifierFingerprint: string;
  signerNonce: Uint8Array;
  verifierNonce: Uint8Array;
  signerDevice: Uint8Array;
}): Uint8Array {
  return frameFields(
    PROOF_LABEL,
    of.roomId,
    of.role,
    of.signerFingerprint,
    of.verifierFingerprint,
    of.signerNonce,
    of.verifierNonce,
    of.signerDevice,
  );
}

/**
 * The opening of a link, one instance per connection: hello both ways, then proof both ways.
 * Knows nothing of networks; feed it what arrived, send what it returns.
 */
export class Handshake {
  readonly #identity: LinkIdentity;
  readonly #fingerprints: Fingerprints;
  readonly #nonce = randomBytes(NONCE_BYTES);
  #hello: Hello | null = null;

  constructor(identity: LinkIdentity, fingerprints: Fingerprints) {
    this.#identity = identity;
    this.#fingerprints = fingerprints;
  }

  get role(): LinkRole {
    return this.#identity.edit ? 'editor' : 'viewer';
  }

  /** The other side's hello, once it came. */
  get remote(): Hello | null {
    return this.#hello;
  }

  hello(): Uint8Array {
    return encode({
      version: [PROTOCOL_MAJOR, PROTOCOL_MINOR],
      capabilities: CAPABILITIES,
      role: this.role,
      device: toBase64Url(this.#identity.device.publicKey),
      nonce: toBase64Url(this.#nonce),
    });
  }

  /** @returns the proof to send, or why the link must end. */
  receiveHello(
    bytes: Uint8Array,
  ): { ok: true; proof: Uint8Array } | { ok: false; code: HandshakeError } {
    const json = decode(bytes);
    const version = versionSchema.safeParse(json);
    if (!version.success || this.#hello) return { ok: false, code: 'bad-hello' };
    const [major] = version.data.version;
    if (major > PROTOCOL_MAJOR) return { ok: false, code: 'newer-protocol' };
    if (major < PROTOCOL_MAJOR) return { ok: false, code: 'older-protocol' };
    const hello = helloSchema.safeParse(json);
    if (!hello.success) return { ok: false, code: 'bad-hello' };
    const { nonce, device } = hello.data;
    if (equalBytes(nonce, this.#nonce)) return { ok: false, code: 'reflected' };
    if (equalBytes(device, this.#identity.device.publicKey)) {
      return { ok: false, code: 'same-device' };
    }
    this.#hello = hello.data;
    const signed = transcript({
      roomId: this.#identity.roomId,
      role: this.role,
      signerFingerprint: this.#fingerprints.local,
      verifierFingerprint: this.#fingerprints.remote,
      signerNonce: this.#nonce,
      verifierNonce: nonce,
      signerDevice: this.#identity.device.publicKey,
    });
    return {
      ok: true,
      proof: encode({
        edit: this.#identity.edit ? toBase64Url(sign(signed, this.#identity.edit)) : null,
        device: toBase64Url(sign(signed, this.#identity.device)),
      }),
    };
  }

  /**
   * @returns `editor` when the sender has shown that it holds the board's edit key, `viewer` when it
   * has not (whatever its hello claimed). A device key that is not proven ends the link.
   */
  receiveProof(
    bytes: Uint8Array,
  ): { ok: true; admitted: LinkRole } | { ok: false; code: HandshakeError } {
    const proof = proofSchema.safeParse(decode(bytes));
    const hello = this.#hello;
    if (!proof.success || !hello) return { ok: false, code: 'bad-proof' };
    const signed = transcript({
      roomId: this.#identity.roomId,
      role: hello.role,
      signerFingerprint: this.#fingerprints.remote,
      verifierFingerprint: this.#fingerprints.local,
      signerNonce: hello.nonce,
      verifierNonce: this.#nonce,
      signerDevice: hello.device,
    });
    if (!verify(proof.data.device, signed, hello.device)) {
      return { ok: false, code: 'device-not-proven' };
    }
    const mayEdit =
      hello.role === 'editor' &&
      proof.data.edit !== null &&
      verify(proof.data.edit, signed, this.#identity.editPublicKey);
    return { ok: true, admitted: mayEdit ? 'editor' : 'viewer' };
  }
}
