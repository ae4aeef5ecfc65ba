import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { BOTH, boardOf, expect, test } from '../harness/test.ts';

const cellOf = (board: Awaited<ReturnType<typeof boardOf>>): Promise<string | null> =>
  board.page.evaluate(() => window.desktop?.cellOrigin() ?? null);

test.describe('the desktop app', () => {
  let folder = '';
  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'drawbridge-scene-'));
  });
  test.afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  test('opens a board in a window of its own and tells the launcher', BOTH, async ({ launch }) => {
    const readyFile = join(folder, 'ready');
    const app = await launch({ env: { DRAWBRIDGE_READY_FILE: readyFile } });
    const board = await boardOf(app);
    await expect
      .poll(async () => (await app.windows())[0]?.title)
      .toBe('Untitled board – Drawbridge');
    expect(await app.windows()).toMatchObject([{ isVisible: true, isMaximized: false }]);
    await expect.poll(() => readFile(readyFile, 'utf8').catch(() => '')).toBe('ready\n');
    await board.drawStroke(300, 300);
    await board.hasElements(1);
    // A page has no hand on the system but what the preload gives it.
    expect(
      await board.page.evaluate(() => [
        typeof Reflect.get(window, 'require'),
        typeof window.desktop,
      ]),
    ).toEqual(['undefined', 'object']);
    expect(await board.page.evaluate(() => window.isSecureContext)).toBe(true);
  });

  test('has a cell of its own, which stops with it', BOTH, async ({ launch }) => {
    const app = await launch();
    const board = await boardOf(app);
    const origin = await cellOf(board);
    expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const config = await fetch(`${origin}/v1/config`);
    expect(await config.json()).toMatchObject({ product: 'drawbridge' });
    expect(await (await fetch(`${origin}/`)).text()).toContain('<title>Drawbridge</title>');
    // The window is its first client: the way from the page to loopback is open.
    await expect.poll(async () => (await board.status()).connection.kind).toBe('alone');
    const guest = new WebSocket(`${origin?.replace('http', 'ws')}/v1/signal`);
    await once(guest, 'open');
    const farewell = once(guest, 'close');
    expect(await app.quit()).toBe(0);
    // Its guests are told that it goes, rather than cut off.
    expect((await farewell)[0]).toBe(1001);
    await expect(fetch(`${origin}/v1/config`)).rejects.toThrow('fetch failed');
  });

  test('has the board again after a restart', BOTH, async ({ launch }) => {
    const userData = join(folder, 'data');
    const first = await launch({ userData });
    const board = await boardOf(first);
    await board.drawStroke(300, 300);
    await board.pickTool('Rectangle');
    await board.drag([
      [500, 200],
      [620, 320],
    ]);
    await board.hasElements(2);
    const [before, secret] = [await board.elements(), new URL(await board.link()).hash];
    expect(await first.quit()).toBe(0);

    const again = await boardOf(await launch({ userData }));
    await again.hasElements(2);
    expect(await again.elements()).toEqual(before);
    expect(new URL(await again.link()).hash).toBe(secret);
  });

  test('quits when its window is closed', BOTH, async ({ launch }) => {
    test.skip(process.platform === 'darwin', 'on macOS an app lives on without windows');
    const app = await launch();
    await boardOf(app);
    await app.closeWindow();
    expect(await app.exited).toBe(0);
  });

  test('works, and quits, when every port for its cell is taken', async ({ launchStandIn }) => {
    const taken = await takePorts(10);
    try {
      const app = await launchStandIn({ env: { DRAWBRIDGE_CELL_PORT: String(taken.first) } });
      const board = await boardOf(app);
      expect(await cellOf(board)).toBeNull();
      await board.drawStroke(300, 300);
      await board.hasElements(1);
      expect(await app.quit()).toBe(0);
    } finally {
      taken.release();
    }
  });
});

/** Takes ports in a row; one that somebody else has is taken as well. */
async function takePorts(count: number): Promise<{ first: number; release(): void }> {
  const servers: Server[] = [];
  const listen = (port: number): Promise<number | null> =>
    new Promise((done, fail) => {
      const server = createServer();
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? done(null) : fail(error),
      );
      server.listen(port, '127.0.0.1', () => {
        servers.push(server);
        done((server.address() as AddressInfo).port);
      });
    });
  const first = (await listen(0)) ?? 0;
  for (let offset = 1; offset < count; offset += 1) await listen(first + offset);
  return {
    first,
    release() {
      for (const server of servers) server.close();
    },
  };
}
