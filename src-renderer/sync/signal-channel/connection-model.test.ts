import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BACKOFF_STABLE_MS, backoffMs } from './backoff.ts';
import { CellConnection, CONNECT_TIMEOUT_MS } from './cell-connection.ts';
import { type CellConnectionState, checkTransition, TRANSITIONS } from './connection-states.ts';
import { OUTGOING_MAX_MESSAGES } from './outgoing.ts';
import type { RungName } from './rungs/rung.ts';
import { FakeCell } from './testing/fake-cell.ts';

/** What a connection should be doing, in a few words. */
interface Model {
  state: CellConnectionState['kind'];
  failures: number;
  /** While it waits: until the next attempt. */
  waitMs: number;
  /** While it is open: since it opened. */
  openForMs: number;
  hasSession: boolean;
  /** While it waits: what the cell gave as the reason. */
  refused: string | null;
}

interface Real {
  readonly cell: FakeCell;
  readonly connection: CellConnection;
  sessions: number;
}

const HALF = 0.5;
const pass = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const publish = { type: 'publish', topic: 't', data: '' } as const;

function failed(model: Model, refused: string | null = null): void {
  model.refused = refused;
  if (model.openForMs >= BACKOFF_STABLE_MS) model.failures = 0;
  model.state = 'waiting';
  model.failures += 1;
  model.waitMs = backoffMs(model.failures, HALF);
  model.openForMs = 0;
}

function check(model: Model, { cell, connection }: Real): void {
  const { state } = connection;
  expect(state.kind).toBe(model.state);
  const open = cell.sockets.filter(({ closedWith }) => closedWith === undefined);
  expect(open.length).toBe(model.state === 'connecting' || model.state === 'open' ? 1 : 0);
  if (state.kind === 'waiting') {
    expect(state.retryAtMs - Date.now()).toBe(model.waitMs);
    expect(state.refused).toBe(model.refused);
  }
  expect(connection.session !== null).toBe(model.state === 'open');
}

/** One thing that can happen, to the model and to the connection alike. */
class Step implements fc.AsyncCommand<Model, Real> {
  readonly #name: string;
  readonly #states: readonly Model['state'][];
  readonly #run: (model: Model, real: Real) => Promise<void> | void;

  constructor(
    name: string,
    states: readonly Model['state'][],
    run: (model: Model, real: Real) => Promise<void> | void,
  ) {
    this.#name = name;
    this.#states = states;
    this.#run = run;
  }

  check(model: Readonly<Model>): boolean {
    return this.#states.includes(model.state);
  }

  async run(model: Model, real: Real): Promise<void> {
    await this.#run(model, real);
    await pass();
    check(model, real);
  }

  toString(): string {
    return this.#name;
  }
}

const accepts = new Step('the cell accepts', ['connecting'], (model, real) => {
  real.sessions += 1;
  const session = String(real.sessions).padStart(21, '0');
  real.cell.socket.accept({ session: `${session}A` });
  Object.assign(model, { state: 'open', openForMs: 0, hasSession: true });
});
const breaks = new Step('the way breaks', ['connecting', 'open'], (model, real) => {
  real.cell.socket.fail();
  failed(model);
});
const refuses = new Step('the cell refuses', ['connecting', 'open'], (model, real) => {
  real.cell.socket.fail('too-many-connections');
  failed(model, 'too-many-connections');
});
const silent = new Step('the cell does not answer', ['connecting'], async (model) => {
  await pass(CONNECT_TIMEOUT_MS);
  failed(model);
});
const waits = (ms: number) =>
  new Step(`up to ${ms} ms pass`, ['waiting', 'open', 'closed'], async (model, real) => {
    if (model.state === 'open') real.cell.socket.says(publish);
    // No longer than until the next attempt, whose own time is another matter.
    const passedMs = model.state === 'waiting' ? Math.min(ms, model.waitMs) : ms;
    await pass(passedMs);
    model.openForMs += model.state === 'open' ? passedMs : 0;
    if (model.state !== 'waiting') return;
    model.waitMs -= passedMs;
    if (model.waitMs <= 0) model.state = 'connecting';
  });
const clicks = new Step(
  'somebody asks to try',
  ['waiting', 'open', 'connecting'],
  (model, real) => {
    real.connection.retryNow();
    if (model.state === 'waiting') model.state = 'connecting';
  },
);
const floods = new Step(
  'more waits than is kept',
  ['waiting', 'open', 'connecting'],
  async (model, real) => {
    for (let i = 0; i <= OUTGOING_MAX_MESSAGES; i++) real.connection.send(publish);
    // Without a session what is sent is dropped; with one, the session ends.
    if (model.hasSession && model.state === 'open') failed(model);
    model.hasSession = false;
  },
);
const drains = new Step('the cell is going to stop', ['open'], async (model, real) => {
  real.cell.socket.says({ type: 'drain', afterMs: 300 });
  await pass(300);
  // The count is reset after a stable time only, also when it falls into these milliseconds.
  if (model.openForMs + 300 >= BACKOFF_STABLE_MS) model.failures = 0;
  Object.assign(model, { state: 'connecting', openForMs: 0, hasSession: false });
});
const destroys = new Step('it is closed', ['waiting', 'open', 'connecting'], (model, real) => {
  real.connection.destroy();
  model.state = 'closed';
});

describe('the state machine of a connection to a cell (CM-11)', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(HALF);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  const connect = async (rungs?: readonly RungName[]): Promise<Real> => {
    const cell = new FakeCell();
    const connection = new CellConnection({
      origin: 'https://cell.test',
      environment: cell.environment,
      ...(rungs ? { rungs } : {}),
    });
    await pass();
    return { cell, connection, sessions: 0 };
  };

  it('does what its model does, whatever happens in whatever order', async () => {
    const steps = [
      accepts,
      accepts,
      breaks,
      refuses,
      silent,
      clicks,
      floods,
      drains,
      destroys,
      ...[500, 1_000, 7_000].map(waits),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.commands(
          steps.map((step) => fc.constant(step)),
          { maxCommands: 40, size: 'max' },
        ),
        async (commands) => {
          vi.clearAllTimers();
          const real = await connect(['websocket']);
          const model: Model = {
            state: 'connecting',
            failures: 0,
            waitMs: 0,
            openForMs: 0,
            hasSession: false,
            refused: null,
          };
          await fc.asyncModelRun(() => ({ model, real }), commands);
          real.connection.destroy();
          expect(vi.getTimerCount()).toBe(0);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('goes from each state only to those that may follow it', () => {
    const states: readonly CellConnectionState[] = [
      { kind: 'connecting' },
      { kind: 'open', rung: 'websocket' },
      { kind: 'waiting', retryAtMs: 0, slow: false, refused: null },
      { kind: 'closed' },
    ];
    for (const from of states) {
      for (const to of states) {
        const attempt = (): void => checkTransition(from, to);
        if (TRANSITIONS[from.kind].includes(to.kind)) attempt();
        else expect(attempt).toThrow(`${from.kind} cannot be ${to.kind}`);
      }
    }
    expect(TRANSITIONS.closed).toEqual([]);
  });
});
