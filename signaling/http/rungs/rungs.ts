import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Gate, Refused } from '../../access/gate.ts';
import type { CellLimits } from '../../limits.ts';
import {
  EVENTS_PATH,
  LONG_POLL_MAX_MS,
  POLL_PATH,
  RELAY_FRAME_MAX_BYTES,
  SESSION_HEADERS,
  SIGNAL_MESSAGE_MAX_BYTES,
  type SignalErrorCode,
} from '../../protocol.ts';
import type { Session } from '../../sessions/session.ts';
import { readSessionHeader } from '../../sessions/session-key.ts';
import type { SessionRegistry } from '../../sessions/session-registry.ts';
import { jsonAnswer, sendAnswer } from '../answer.ts';
import { FORWARDED_HEADER, forwardRequest } from '../forward-request.ts';
import { readBody } from '../read-body.ts';
import { SECURITY_HEADERS } from '../security-headers.ts';
import { answerPreflight, CORS_HEADERS } from './cors.ts';
import { EVENT_STREAM_HEADERS, EventStream } from './event-stream.ts';
import { Poll } from './poll.ts';
import { numberHeader, speaksSessions } from './request-headers.ts';
import { receiveUpload } from './upload.ts';

const ROOM_EVENTS_PATH = /^\/v1\/rooms\/([A-Za-z0-9_-]{1,256})\/events$/;
const UPLOAD_MAX_BYTES = RELAY_FRAME_MAX_BYTES + SIGNAL_MESSAGE_MAX_BYTES;
const HEADERS = { ...SECURITY_HEADERS, ...CORS_HEADERS };

export interface RungsOptions {
  readonly sessions: SessionRegistry;
  readonly gate: Gate;
  readonly limits: CellLimits;
  readonly isReady: () => boolean;
  /** The other nodes of the cell, where there are any. */
  readonly cluster?: SessionPlaces | undefined;
}

/** Knows at which node of the cell a session is. */
export interface SessionPlaces {
  /** @returns the node's address */
  locate(session: string): Promise<string | undefined>;
  forgetPlace(session: string): void;
}

/** How long the answer to a probe stays open, so that a proxy that holds answers back shows. */
const PROBE_OPEN_MS = 5_000;

/** One event, and an end that comes later. */
function answerProbe(response: ServerResponse): void {
  response.writeHead(200, { ...HEADERS, ...EVENT_STREAM_HEADERS });
  response.write('event: probe\ndata: \n\n');
  const timer = setTimeout(() => response.end(), PROBE_OPEN_MS);
  response.once('close', () => clearTimeout(timer));
}

const TOO_MANY_REQUESTS = 429;

/** What is refused on the HTTP rungs; `retry` says when to come again. */
class RungError extends Error {
  readonly status: number;
  readonly code: SignalErrorCode;
  readonly retry: boolean;

  constructor(status: number, code: SignalErrorCode, message: string, retry = false) {
    super(message);
    this.status = status;
    this.code = code;
    this.retry = retry;
  }

  static of({ status, code, message }: Refused): RungError {
    return new RungError(status, code, message, status === TOO_MANY_REQUESTS);
  }
}

const sessionGone = (): RungError =>
  new RungError(410, 'session-gone', 'This session is over; open a new one.');

/** The rungs below the WebSocket: event stream and polls down, POST up. */
export class Rungs {
  readonly #options: RungsOptions;

  constructor(options: RungsOptions) {
    this.#options = options;
  }

  /** Whether a path is one of the rungs. */
  owns(path: string): boolean {
    return path === EVENTS_PATH || path === POLL_PATH || ROOM_EVENTS_PATH.test(path);
  }

  /** @param origin the address that the request came through */
  async handle(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
    origin: object,
  ): Promise<void> {
    const methods = path === POLL_PATH ? ['GET'] : ['GET', 'POST'];
    const method = request.method ?? '';
    if (method === 'OPTIONS') {
      answerPreflight(request, response, methods);
      return;
    }
    if (!methods.includes(method)) {
      const headers = { ...CORS_HEADERS, allow: [...methods, 'OPTIONS'].join(', ') };
      sendAnswer(
        request,
        response,
        jsonAnswer(405, { code: 'method', message: 'Method not allowed.' }, headers),
      );
      return;
    }
    try {
      const foreign = this.#options.gate.checkOrigin(request);
      if (foreign) throw RungError.of(foreign);
      if (await this.#isForwarded(request, response)) return;
      if (method === 'POST') await this.#upload(request, response);
      else if (path === POLL_PATH) await this.#poll(request, response, origin);
      else await this.#stream(request, response, origin, ROOM_EVENTS_PATH.exec(path)?.[1]);
    } catch (error) {
      if (!(error instanceof RungError)) throw error;
      this.#refuse(request, response, error);
    }
  }

  #refuse(request: IncomingMessage, response: ServerResponse, error: RungError): void {
    const { retryAfterSeconds } = this.#options.limits;
    const headers = {
      ...CORS_HEADERS,
      ...(error.retry ? { 'retry-after': String(retryAfterSeconds) } : {}),
    };
    const body = { code: error.code, message: error.message };
    sendAnswer(request, response, jsonAnswer(error.status, body, headers));
  }

  /**
   * Lets the node answer that has the session: a proxy in front may choose a node for each request.
   */
  async #isForwarded(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const { cluster, sessions } = this.#options;
    const named = readSessionHeader(request.headers[SESSION_HEADERS.session]);
    if (!cluster || !named || request.headers[FORWARDED_HEADER] !== undefined) return false;
    if (sessions.byId(named.session)) return false;
    const node = await cluster.locate(named.session);
    if (node === undefined) {
      sessions.unknown(named.session, named.secret);
      return false;
    }
    if (await forwardRequest(node, request, response)) return true;
    cluster.forgetPlace(named.session);
    throw new RungError(503, 'server-error', 'The node of this session does not answer.', true);
  }

  /** The session that a request names. */
  #named(request: IncomingMessage): Session | undefined {
    const header = request.headers[SESSION_HEADERS.session];
    if (header === undefined) return undefined;
    const named = readSessionHeader(header);
    if (!named) throw new RungError(400, 'invalid-message', 'The session header is not valid.');
    const session = this.#options.sessions.find(named.session, named.secret);
    if (session) return session;
    throw sessionGone();
  }

  async #opened(request: IncomingMessage): Promise<Session> {
    const { sessions, isReady, gate } = this.#options;
    if (!speaksSessions(request.headers)) {
      throw new RungError(400, 'unsupported-protocol', 'This cell speaks version 2 here.');
    }
    const named = this.#named(request);
    if (named?.isDrained) {
      named.end();
      throw sessionGone();
    }
    if (named) return named;
    if (!isReady()) throw new RungError(503, 'server-stopping', 'The cell is stopping.', true);
    if (sessions.isFull) throw new RungError(503, 'server-full', 'The cell is full.', true);
    const admission = await gate.admit(request);
    if (!admission.ok) throw RungError.of(admission);
    if (!gate.addresses.takeSession(admission.address)) {
      throw new RungError(429, 'rate-limited', 'Too many sessions from this address.', true);
    }
    return sessions.create(admission.rights);
  }

  #number(request: IncomingMessage, name: string, fallback: number): number {
    const value = numberHeader(request.headers, name, fallback);
    if (value === undefined) throw new RungError(400, 'invalid-message', `${name} is no number.`);
    return value;
  }

  async #stream(
    request: IncomingMessage,
    response: ServerResponse,
    origin: object,
    topic: string | undefined,
  ): Promise<void> {
    const { sessions, gate } = this.#options;
    if (request.headers[SESSION_HEADERS.probe] !== undefined) {
      answerProbe(response);
      return;
    }
    const given = this.#number(request, SESSION_HEADERS.received, 0);
    const received = this.#number(request, 'last-event-id', given);
    const session = await this.#opened(request);
    if (response.destroyed) return;
    const address = gate.addressOf(request);
    if (!gate.addresses.opened(address)) {
      throw new RungError(429, 'rate-limited', 'Too many connections from this address.', true);
    }
    response.once('close', () => gate.addresses.closed(address));
    const stream = new EventStream(response, HEADERS, {
      onDrain: (drained) => session.drained(drained),
      onClose: (closed, lost) => {
        session.detached(closed, lost);
        sessions.closed(closed);
      },
    });
    sessions.track(stream, origin);
    session.attach(stream, received);
    if (topic !== undefined) session.subscribe(topic);
  }

  async #poll(request: IncomingMessage, response: ServerResponse, origin: object): Promise<void> {
    const { sessions } = this.#options;
    const received = this.#number(request, SESSION_HEADERS.received, 0);
    const holdMs = Math.min(this.#number(request, SESSION_HEADERS.wait, 0), LONG_POLL_MAX_MS);
    const isNew = request.headers[SESSION_HEADERS.session] === undefined;
    const session = await this.#opened(request);
    if (response.destroyed) return;
    const poll = new Poll(response, HEADERS, {
      onDone: (done, lost) => {
        session.detached(done, lost);
        sessions.closed(done);
      },
    });
    sessions.track(poll, origin);
    session.attach(poll, received);
    // Whoever opens a session has to learn its name before anything can come.
    poll.hold(isNew ? 0 : holdMs);
  }

  async #upload(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!this.#named(request)) {
      throw new RungError(400, 'invalid-message', 'The session header is missing.');
    }
    const first = this.#number(request, SESSION_HEADERS.first, 1);
    const received = this.#number(request, SESSION_HEADERS.received, 0);
    const read = await readBody(request, UPLOAD_MAX_BYTES);
    if (!read.ok) {
      if (read.code === 'aborted') return;
      throw new RungError(413, 'too-large', 'The body is too large.');
    }
    // Again, since the session may have ended while the body came.
    const session = this.#named(request);
    if (!session) return;
    if (session.transport?.rung === 'websocket') {
      // What the client did not know to be received it sends again there, and not numbered anew.
      throw new RungError(409, 'superseded', 'The session goes on over a WebSocket.');
    }
    session.acknowledge(received);
    const result = receiveUpload(session, first, read.body);
    switch (result.kind) {
      case 'done':
        session.acknowledged();
        sendAnswer(
          request,
          response,
          jsonAnswer(200, { received: session.received }, CORS_HEADERS),
        );
        return;
      case 'gap': {
        const body = { code: 'gap', message: 'Messages are missing.', received: session.received };
        sendAnswer(request, response, jsonAnswer(409, body, CORS_HEADERS));
        return;
      }
      case 'limited':
        throw new RungError(429, 'rate-limited', 'Too much at once.', true);
      case 'refused':
        session.end(result.refusal.closeCode, result.refusal.code);
        throw new RungError(400, result.refusal.code, 'A message is not valid.');
    }
  }
}
