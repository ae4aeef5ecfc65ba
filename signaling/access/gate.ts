import type { KeyObject } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Logger } from '../log.ts';
import { type SignalErrorCode, TOKEN_SUBPROTOCOL_PREFIX } from '../protocol.ts';
import { type AddressLimitOptions, AddressLimits } from './address-limits.ts';
import { bearerToken } from './bearer.ts';
import { clientAddress } from './client-address.ts';
import { verifyJoinToken } from './join-tokens.ts';
import { originPolicy } from './origin-policy.ts';
import { Revocations } from './revocations.ts';
import { OPEN_RIGHTS, type Rights } from './rights.ts';

export interface GateOptions {
  readonly limits: AddressLimitOptions;
  /** Pages of other origins that may use the cell; `any` in a cell without browsers to fear. */
  readonly origins: readonly string[] | 'any';
  readonly behindProxy: boolean;
  /** Public keys of join tokens; undefined: mode `open`. */
  readonly tokenKeys: readonly KeyObject[] | undefined;
  readonly revocationFile: string | undefined;
  readonly log: Logger;
  /** Called for every refusal. */
  readonly onRefused: (code: SignalErrorCode) => void;
}

export interface Refused {
  readonly ok: false;
  readonly status: 401 | 403 | 429;
  readonly code: SignalErrorCode;
  readonly message: string;
}

export type Admission =
  | { readonly ok: true; readonly address: string; readonly rights: Rights }
  | Refused;

/** Decides who may come in, before anything else is done for him or her. */
export class Gate {
  readonly addresses: AddressLimits;
  readonly #options: GateOptions;
  readonly #isAllowed: (request: IncomingMessage) => boolean;
  readonly #revocations: Revocations;

  constructor(options: GateOptions) {
    this.#options = options;
    this.addresses = new AddressLimits(options.limits);
    this.#isAllowed = originPolicy(options.origins, options.behindProxy);
    this.#revocations = new Revocations(options.revocationFile, options.log);
  }

  get isTokenNeeded(): boolean {
    return this.#options.tokenKeys !== undefined;
  }

  /** Whom a request is from. */
  addressOf(request: IncomingMessage): string {
    return clientAddress(request, this.#options.behindProxy);
  }

  /** Whether the page that a request comes from may use the cell. */
  checkOrigin(request: IncomingMessage): Refused | undefined {
    if (this.#isAllowed(request)) return undefined;
    return this.#refuse(403, 'forbidden', 'Pages of this origin may not use this cell.');
  }

  /** Whether a request may open a session, and with which rights. */
  async admit(request: IncomingMessage): Promise<Admission> {
    const address = this.addressOf(request);
    const foreign = this.checkOrigin(request);
    if (foreign) return foreign;
    const { tokenKeys } = this.#options;
    if (tokenKeys === undefined) return { ok: true, address, rights: OPEN_RIGHTS };
    if (this.addresses.isShutOut(address)) {
      return this.#refuse(429, 'rate-limited', 'Too many wrong tokens; wait a minute.');
    }
    const token = bearerToken(request.headers) ?? subprotocolToken(request);
    const rights = token === undefined ? undefined : await this.rightsOf(token);
    if (rights) return { ok: true, address, rights };
    if (token !== undefined) this.addresses.failed(address);
    return this.#refuse(401, 'unauthorized', 'A valid join token is needed.');
  }

  /** What a token allows; undefined when it is not valid or revoked. */
  async rightsOf(token: string): Promise<Rights | undefined> {
    const { tokenKeys } = this.#options;
    if (tokenKeys === undefined) return OPEN_RIGHTS;
    const rights = await verifyJoinToken(token, tokenKeys);
    return rights && this.isGood(rights) ? rights : undefined;
  }

  /** Whether rights have neither ended nor been revoked. */
  isGood({ endsAtMs, tokenId }: Rights, nowMs: number = Date.now()): boolean {
    return nowMs < endsAtMs && !this.#revocations.has(tokenId);
  }

  /** Forgets addresses that went away, and reads what was revoked meanwhile. */
  async sweep(): Promise<void> {
    this.addresses.sweep();
    await this.#revocations.refresh();
  }

  #refuse(status: Refused['status'], code: SignalErrorCode, message: string): Refused {
    this.#options.onRefused(code);
    return { ok: false, status, code, message };
  }
}

/** Browsers can give a WebSocket no header but this one. */
function subprotocolToken(request: IncomingMessage): string | undefined {
  const offered = request.headers['sec-websocket-protocol']?.split(',') ?? [];
  return offered
    .map((name) => name.trim())
    .find((name) => name.startsWith(TOKEN_SUBPROTOCOL_PREFIX))
    ?.slice(TOKEN_SUBPROTOCOL_PREFIX.length);
}
