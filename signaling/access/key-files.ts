import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { messageOf } from '../log.ts';

export type KeyResult =
  | { readonly ok: true; readonly key: KeyObject }
  /** `message` is one sentence. */
  | { readonly ok: false; readonly message: string };

/** A public key (Ed25519, PEM) that join tokens are checked with. */
export const readPublicKey = (path: string): Promise<KeyResult> =>
  readKey(path, (pem) => {
    if (pem.includes('PRIVATE KEY')) throw new Error('it is the private key; keep that elsewhere');
    return createPublicKey(pem);
  });

/** A private key (Ed25519, PEM) that join tokens are signed with. */
export const readPrivateKey = (path: string): Promise<KeyResult> => readKey(path, createPrivateKey);

/**
 * Writes a new key pair; existing files are left alone.
 * @throws when a file exists or cannot be written
 */
export async function writeKeyPair(privatePath: string, publicPath: string): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const own = { flag: 'wx', mode: 0o600 } as const;
  await writeFile(privatePath, privateKey.export({ type: 'pkcs8', format: 'pem' }), own);
  await writeFile(publicPath, publicKey.export({ type: 'spki', format: 'pem' }), { flag: 'wx' });
}

async function readKey(path: string, parse: (pem: string) => KeyObject): Promise<KeyResult> {
  try {
    const key = parse(await readFile(path, 'utf8'));
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('it is no Ed25519 key');
    return { ok: true, key };
  } catch (error) {
    return { ok: false, message: `The key ${path} cannot be used: ${messageOf(error)}.` };
  }
}
