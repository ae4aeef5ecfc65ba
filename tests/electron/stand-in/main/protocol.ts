import type { SchemeAnswer, SchemeRequest } from '../contract.ts';
import { needReady, type StandInState } from './state.ts';

interface PrivilegedScheme {
  readonly scheme: string;
  readonly privileges?: Readonly<Record<string, boolean>>;
}
type Handler = (request: Request) => Promise<Response> | Response;

/** Electron's `protocol`: schemes of the app's own. */
export class ProtocolStandIn {
  readonly #state: StandInState;
  #privileged: readonly PrivilegedScheme[] | null = null;
  readonly #handlers = new Map<string, Handler>();

  constructor(state: StandInState) {
    this.#state = state;
  }

  registerSchemesAsPrivileged(schemes: readonly PrivilegedScheme[]): void {
    if (this.#state.isReady) {
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    }
    if (this.#privileged !== null) {
      throw new Error('electron stand-in: a second call replaces the schemes of the first');
    }
    for (const { scheme, privileges = {} } of schemes) {
      if (privileges.bypassCSP) throw new Error(`electron stand-in: ${scheme} would bypass CSP`);
    }
    this.#privileged = schemes;
  }

  handle(scheme: string, handler: Handler): void {
    needReady(this.#state, 'protocol.handle');
    const known = this.#privileged?.find((each) => each.scheme === scheme);
    if (!known?.privileges?.standard || !known.privileges.secure) {
      throw new Error(`electron stand-in: ${scheme} is no standard and secure scheme`);
    }
    this.#handlers.set(scheme, handler);
  }

  schemes(): readonly string[] {
    return [...this.#handlers.keys()];
  }

  async answer({ url, method, headers, body }: SchemeRequest): Promise<SchemeAnswer | null> {
    const handler = this.#handlers.get(url.slice(0, url.indexOf(':')));
    if (handler === undefined) return null;
    const response = await handler(
      new Request(url, { method, headers, body: body === null ? null : new Uint8Array(body) }),
    );
    // As Electron takes it: the request fails, without an answer.
    if (response.type === 'error') return { status: 0, headers: {}, body: new Uint8Array() };
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer()),
    };
  }
}
