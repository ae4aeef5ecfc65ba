import type { IncomingMessage } from 'node:http';

export type BodyResult =
  | { readonly ok: true; readonly body: Buffer }
  | { readonly ok: false; readonly code: 'too-large' | 'aborted' };

/** Reads a request's body within a cap. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<BodyResult> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    return { ok: false, code: 'too-large' };
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      request.off('data', onData).pause();
      resolve({ ok: false, code: 'too-large' });
    };
    request
      .on('data', onData)
      .once('end', () => resolve({ ok: true, body: Buffer.concat(chunks) }))
      .once('error', () => resolve({ ok: false, code: 'aborted' }))
      .once('close', () => resolve({ ok: false, code: 'aborted' }));
  });
}
