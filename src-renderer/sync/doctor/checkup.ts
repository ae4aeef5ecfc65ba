import { ObservableV2 } from 'lib0/observable';
import type { IceServer } from '../../../signaling/protocol.ts';
import type { RungEnvironment, RungName } from '../signal-channel/rungs/rung.ts';
import type { LinkRoute } from '../status.ts';
import { askCell } from './ask-cell.ts';
import { askPeer } from './ask-peer.ts';
import {
  CELL_WAYS,
  type CellWay,
  type CheckupRow,
  type IceFinding,
  type RowState,
  type RowSubject,
  serversFound,
  udpFound,
} from './findings.ts';
import { iceTargets } from './ice-servers.ts';
import { fails, type Outcome, type ProbeResult, runProbe } from './probe.ts';
import { type Summary, summaryOf } from './summary.ts';
import { type CreateConnection, tryIceServer, tryOwnAddress } from './try-ice-server.ts';
import { tryRung } from './try-rung.ts';

const RUNG_OF: Readonly<Record<CellWay, RungName>> = {
  websocket: 'websocket',
  events: 'events',
  polls: 'short-poll',
};

/** The way that a rung is, as people know it. */
export const wayOf = (rung: RungName): CellWay =>
  rung === 'websocket' || rung === 'events' ? rung : 'polls';

/** Somebody else on the board. */
export interface CheckupPeer {
  readonly name: string;
  /** How the link runs; null: there is none. */
  readonly route: LinkRoute | null;
  /** Whether an answer came; false once the link has ended. */
  readonly ping: () => Promise<boolean>;
}

/** What is to be tested. */
export interface CheckupSubject {
  /** http(s) origin of the cell; null: the board has none. */
  readonly origin: string | null;
  /** The way to the cell that is in use. */
  readonly wayInUse: CellWay | null;
  /** Those known already, for when the cell does not answer. */
  readonly iceServers: readonly IceServer[];
  readonly peers: readonly CheckupPeer[];
}

/** What the tests need of the browser. */
export interface CheckupEnvironment extends RungEnvironment {
  readonly createConnection: CreateConnection;
  /** What the browser says of the network; false is believed. */
  readonly isOnline: () => boolean;
}

export interface CheckupState {
  readonly running: boolean;
  readonly origin: string | null;
  readonly wayInUse: CellWay | null;
  readonly rows: readonly CheckupRow[];
  /** Empty until the cell has named them. */
  readonly servers: readonly IceFinding[];
  readonly summary: Summary;
}

interface CheckupEvents {
  state: (state: CheckupState) => void;
}

const BROWSER: CheckupEnvironment = {
  openSocket: (url, protocols) => new WebSocket(url, protocols),
  fetch: (...request) => fetch(...request),
  createConnection: (configuration) => new RTCPeerConnection(configuration),
  isOnline: () => navigator.onLine,
};

/**
 * Tests every way to the cell and to the other people once, side by side, and says what works. It
 * uses connections of its own: what the board runs on is not touched.
 */
export class Checkup extends ObservableV2<CheckupEvents> {
  readonly #subject: CheckupSubject;
  readonly #environment: CheckupEnvironment;
  readonly #cancel = new AbortController();
  /** What the tests of single ways and people found. */
  readonly #found = new Map<string, RowState>();
  #ownAddress: RowState = { kind: 'waiting' };
  #servers: readonly IceFinding[] | null = null;
  #running = true;

  constructor(subject: CheckupSubject, environment: CheckupEnvironment = BROWSER) {
    super();
    this.#subject = subject;
    this.#environment = environment;
  }

  get state(): CheckupState {
    const { origin, wayInUse } = this.#subject;
    const rows = this.#rows();
    return {
      running: this.#running,
      origin,
      wayInUse,
      rows,
      servers: this.#servers ?? [],
      summary: summaryOf(rows, { running: this.#running, online: this.#environment.isOnline() }),
    };
  }

  /**
   * Tests everything, within two times the limit of one test.
   * @throws when a test fails by a mistake of ours; everything else is a result
   */
  async run(): Promise<void> {
    const { origin } = this.#subject;
    try {
      if (origin !== null) await this.#testAll(origin);
    } finally {
      this.#cancel.abort();
      this.#running = false;
      this.#tell();
    }
  }

  /** Ends what still runs; what was found stays. */
  cancel(): void {
    this.#cancel.abort();
  }

  #rows(): CheckupRow[] {
    const { origin, peers } = this.#subject;
    if (origin === null) return [];
    const row = (key: string, subject: RowSubject): CheckupRow => ({
      key,
      subject,
      state: this.#found.get(key) ?? { kind: 'waiting' },
    });
    const people = peers.map(({ name, route }, index) =>
      row(personKey(index), { kind: 'peer', name, route }),
    );
    const udp = udpFound(this.#ownAddress, this.#servers, people);
    return [
      row('cell', { kind: 'cell' }),
      ...CELL_WAYS.map((way) => row(way, { kind: 'way', way })),
      { key: 'udp', subject: { kind: 'udp' }, state: udp },
      ...(['stun', 'turn'] as const).map((kind) => ({
        key: kind,
        subject: { kind },
        state: serversFound(kind, this.#servers),
      })),
      ...people,
    ];
  }

  #tell(): void {
    this.emit('state', [this.state]);
  }

  #probe(test: (signal: AbortSignal) => Promise<Outcome>): Promise<ProbeResult> {
    return runProbe(test, this.#cancel.signal);
  }

  async #find(key: string, test: (signal: AbortSignal) => Promise<Outcome>): Promise<void> {
    this.#found.set(key, { kind: 'running' });
    this.#tell();
    this.#found.set(key, await this.#probe(test));
    this.#tell();
  }

  async #testAll(origin: string): Promise<void> {
    const options = { origin, environment: this.#environment };
    await Promise.all([
      this.#askCell(origin).then((servers) => this.#testServers(servers)),
      this.#tryOwnAddress(),
      ...CELL_WAYS.map((way) =>
        this.#find(way, (signal) => tryRung(RUNG_OF[way], options, signal)),
      ),
      ...this.#subject.peers.map(({ route, ping }, index) =>
        this.#find(personKey(index), async (signal) =>
          route === null ? fails('no-link') : askPeer(ping, signal),
        ),
      ),
    ]);
  }

  /** @returns the STUN and TURN servers to test with */
  async #askCell(origin: string): Promise<readonly IceServer[]> {
    let named = this.#subject.iceServers;
    const { fetch } = this.#environment;
    const take = (servers: readonly IceServer[]): void => {
      named = servers;
    };
    await this.#find('cell', (signal) => askCell(origin, fetch, take, signal));
    return named;
  }

  async #tryOwnAddress(): Promise<void> {
    const { createConnection } = this.#environment;
    this.#ownAddress = await this.#probe((signal) => tryOwnAddress(createConnection, signal));
    this.#tell();
  }

  async #testServers(servers: readonly IceServer[]): Promise<void> {
    const { createConnection } = this.#environment;
    const targets = iceTargets(servers);
    const states: RowState[] = targets.map(() => ({ kind: 'running' }));
    const tell = (): void => {
      this.#servers = targets.map((target, index) => ({
        target,
        state: states[index] ?? { kind: 'running' },
      }));
      this.#tell();
    };
    tell();
    await Promise.all(
      targets.map(async (target, index) => {
        states[index] = await this.#probe((signal) =>
          tryIceServer(target, createConnection, signal),
        );
        tell();
      }),
    );
  }
}

const personKey = (index: number): string => `person-${index}`;
