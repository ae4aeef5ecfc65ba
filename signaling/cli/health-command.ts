import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { readConfiguration } from '../config/read-configuration.ts';
import { messageOf } from '../log.ts';

const TIMEOUT_MS = 4_000;
const EVERYWHERE = new Set(['0.0.0.0', '::']);

export type HealthResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string };

/**
 * `health`: asks the cell that runs with the same settings on this machine whether it is alive, for
 * containers.
 * @returns undefined when the arguments are for something else
 */
export async function runHealthCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<HealthResult | undefined> {
  if (args[0] !== 'health') return undefined;
  const read = readConfiguration(args.slice(1), environment);
  if (!read.ok) return { ok: false, message: read.message };
  if (read.kind === 'help') return { ok: true, text: 'Usage: drawbridge-cell health [options]' };
  const { host, port, tls } = read.configuration;
  try {
    const status = await statusOf({
      host: EVERYWHERE.has(host) ? 'localhost' : host,
      port,
      isTls: tls.cert !== undefined,
    });
    if (status === 200) return { ok: true, text: 'alive' };
    return { ok: false, message: `The cell answers with ${status}.` };
  } catch (error) {
    return { ok: false, message: `The cell does not answer: ${messageOf(error)}.` };
  }
}

function statusOf(cell: { host: string; port: number; isTls: boolean }): Promise<number> {
  const { host, port, isTls } = cell;
  const send = isTls ? httpsRequest : httpRequest;
  // The certificate names the cell as others know it, and not this machine.
  const options = { host, port, path: '/livez', agent: false, rejectUnauthorized: false };
  return new Promise((resolve, reject) => {
    const request = send(options, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.setTimeout(TIMEOUT_MS, () => request.destroy(new Error('it takes too long')));
    request.on('error', reject);
    request.end();
  });
}
