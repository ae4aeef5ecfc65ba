import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

/*
 * What the simulation puts in place of signatures, key agreement and WebCrypto: thousands of links
 * are opened in a run, and what is tested is the synchronisation above them. They refuse what was
 * changed on its way, as the real ones do, and they are no secret at all. Everything ends within
 * the task that began it, so that the same seed always gives the same order of events.
 */

const hash = (...parts: readonly (Uint8Array | string)[]): Uint8Array => {
  const sum = createHash('sha512');
  for (const part of parts) sum.update(part);
  return new Uint8Array(sum.digest());
};
const publicOf = (secret: Uint8Array): Uint8Array => hash('public', secret).slice(0, 32);
const ordered = (a: Uint8Array, b: Uint8Array): readonly Uint8Array[] =>
  Buffer.compare(a, b) < 0 ? [a, b] : [b, a];

let random: () => number = Math.random;

/** From here on, random bytes come from this source. */
export function drawRandomBytesFrom(source: () => number): void {
  random = source;
}

function fillRandomly<T extends ArrayBufferView>(view: T): T {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(random() * 256);
  return view;
}

export const cheapCurves = {
  ed25519: {
    getPublicKey: publicOf,
    sign: (message: Uint8Array, seed: Uint8Array) => hash('sign', publicOf(seed), message),
    verify: (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) =>
      Buffer.compare(signature, hash('sign', publicKey, message)) === 0,
  },
  x25519: {
    utils: { randomSecretKey: () => fillRandomly(new Uint8Array(32)) },
    getPublicKey: publicOf,
    getSharedSecret: (secret: Uint8Array, publicKey: Uint8Array) =>
      hash('shared', ...ordered(publicOf(secret), publicKey)).slice(0, 32),
  },
};

const TAG_BYTES = 16;
const bytesOf = (source: BufferSource): Uint8Array =>
  ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
/** A buffer of its own: WebCrypto's results are whole ones, too. */
const bufferOf = (...parts: readonly Uint8Array[]): ArrayBuffer =>
  new Uint8Array(Buffer.concat(parts)).buffer;

/** AES-256-GCM, as WebCrypto has it, done at once. */
export const cheapWebCrypto = {
  getRandomValues: fillRandomly,
  subtle: {
    importKey: async (_format: string, key: BufferSource) => Uint8Array.from(bytesOf(key)),
    async encrypt({ iv, additionalData }: AesGcmParams, key: Uint8Array, plain: BufferSource) {
      const cipher = createCipheriv('aes-256-gcm', key, bytesOf(iv));
      if (additionalData) cipher.setAAD(bytesOf(additionalData));
      return bufferOf(cipher.update(bytesOf(plain)), cipher.final(), cipher.getAuthTag());
    },
    async decrypt({ iv, additionalData }: AesGcmParams, key: Uint8Array, sealed: BufferSource) {
      const bytes = bytesOf(sealed);
      if (bytes.length < TAG_BYTES) throw new DOMException('too short', 'OperationError');
      const decipher = createDecipheriv('aes-256-gcm', key, bytesOf(iv));
      if (additionalData) decipher.setAAD(bytesOf(additionalData));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const plain = decipher.update(bytes.subarray(0, -TAG_BYTES));
      try {
        return bufferOf(plain, decipher.final());
      } catch (error) {
        throw new DOMException(String(error), 'OperationError');
      }
    },
  },
};
