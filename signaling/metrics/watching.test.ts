import { describe, expect, it } from 'vitest';
import { SIGNAL_ERROR_CODES } from '../protocol.ts';
import { newPersonId, TestBoard } from '../testing/board.ts';
import { RUNGS, SessionClient } from '../testing/session-client.ts';
import { startTestCell } from '../testing/test-cell.ts';
import { TestClient } from '../testing/test-client.ts';
import { waitUntil } from '../testing/wait.ts';

const TOKEN = 'an operator’s token, long enough'.replaceAll(/[^\w]/g, '-');
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

/** `name{labels}` → value. */
async function metricsOf(url: string): Promise<Map<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at), Number(line.slice(at + 1))] as const;
      }),
  );
}

describe('metrics', () => {
  it('count sockets and sessions exactly, and 0 when all have gone (SC-02)', async () => {
    const { url } = await startTestCell();
    const clients = await Promise.all(
      Array.from({ length: 200 }, () => SessionClient.connect(url)),
    );
    const stock = await TestClient.connect(url);
    const low = await SessionClient.connect(url, 'events');
    const during = await metricsOf(url);
    expect(during.get('drawbridge_sockets')).toBe(201);
    expect(during.get('drawbridge_sessions{rung="websocket"}')).toBe(201);
    expect(during.get('drawbridge_sessions{rung="events"}')).toBe(1);
    await stock.leave();
    for (const client of [...clients, low]) client.send({ type: 'bye' });
    await waitUntil(() => clients.every(({ closed }) => closed !== undefined));
    await low.until(({ closed }) => closed !== undefined);
    const after = await metricsOf(url);
    expect(after.get('drawbridge_sockets')).toBe(0);
    expect(after.get('drawbridge_sessions{rung="websocket"}')).toBe(0);
    expect(after.get('drawbridge_sessions_opened_total')).toBe(202);
  });

  it('count messages, bytes and deliveries by kind', async () => {
    const { url } = await startTestCell();
    const board = new TestBoard();
    const [one, other] = [await SessionClient.connect(url), await SessionClient.connect(url)];
    for (const client of [one, other]) {
      const { room, proof } = board;
      client.send({ type: 'enter', room, person: newPersonId(), proof });
      await client.roundTrip();
    }
    for (let i = 0; i < 7; i += 1) one.sendFrame(board.document(Buffer.alloc(1_000)));
    await other.until(({ frames }) => frames.length === 7);
    const metrics = await metricsOf(url);
    expect(metrics.get('drawbridge_messages_received_total{type="document"}')).toBe(7);
    expect(metrics.get('drawbridge_bytes_received_total{type="document"}')).toBe(7 * 1_116);
    expect(metrics.get('drawbridge_deliveries_total')).toBeGreaterThanOrEqual(7);
    expect(metrics.get('drawbridge_members')).toBe(2);
    expect(metrics.get('drawbridge_rooms')).toBe(1);
  });

  it('have a bounded number of series, none of which names a room, a person or an address (SC-07)', async () => {
    const { url } = await startTestCell();
    const rooms = Array.from({ length: 30 }, (_, i) => `a-room-of-its-own-${i}`);
    for (const rung of RUNGS) {
      const client = await SessionClient.connect(url, rung);
      client.send({ type: 'subscribe', topics: rooms });
      client.send({ type: 'publish', topic: 'elsewhere', data: 'x' });
      await client.roundTrip();
    }
    const board = new TestBoard();
    const member = await SessionClient.connect(url);
    const person = newPersonId();
    member.send({ type: 'enter', room: board.room, person, proof: board.proof });
    await member.roundTrip();
    const metrics = await metricsOf(url);
    expect(metrics.size).toBeLessThan(500);
    const text = [...metrics.keys()].join('\n');
    for (const secret of ['a-room-of-its-own', board.room, person, member.id, '127.0.0.1']) {
      expect(text).not.toContain(secret);
    }
    const types = [...text.matchAll(/messages_received_total\{type="([^"]+)"/g)].map(([, t]) => t);
    expect(types.length).toBeLessThanOrEqual(15);
    const codes = [...text.matchAll(/refusals_total\{code="([^"]+)"/g)].map(([, code]) => code);
    expect(codes.every((code) => SIGNAL_ERROR_CODES.some((known) => known === code))).toBe(true);
  });

  it('are for this computer, or for those with the token', async () => {
    const open = await startTestCell();
    const forwarded = { headers: { 'x-forwarded-for': '203.0.113.7' } };
    expect((await fetch(`${open.url}/metrics`)).status).toBe(200);
    expect((await fetch(`${open.url}/metrics`, forwarded)).status).toBe(401);
    const closed = await startTestCell({ metricsToken: TOKEN });
    expect((await fetch(`${closed.url}/metrics`)).status).toBe(401);
    expect((await fetch(`${closed.url}/metrics`, bearer('wrong'))).status).toBe(401);
    const response = await fetch(`${closed.url}/metrics`, bearer(TOKEN));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('version=0.0.4');
  });
});

describe('the operator’s page', () => {
  it('is not there unless it is asked for', async () => {
    const { url } = await startTestCell();
    expect((await fetch(`${url}/admin/figures`, bearer(TOKEN))).status).toBe(404);
  });

  it('shows figures to those with the token, and no room', async () => {
    const { url } = await startTestCell({ adminToken: TOKEN });
    const client = await TestClient.connect(url);
    await client.subscribe('a-room-of-its-own');
    const page = await fetch(`${url}/admin`);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await page.text()).not.toMatch(/<script>|style=|onclick/);
    expect((await fetch(`${url}/admin/app.js`)).status).toBe(200);
    expect((await fetch(`${url}/admin/figures`)).status).toBe(401);
    const response = await fetch(`${url}/admin/figures`, bearer(TOKEN));
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      now: { sockets: 1, rooms: 1, sessionsByRung: { websocket: 1 } },
      totals: { sessionsOpened: 1, messages: { subscribe: { count: 1 } } },
    });
    expect(text).not.toContain('a-room-of-its-own');
  });

  it('does not let anybody guess for long', async () => {
    const { url } = await startTestCell({ adminToken: TOKEN });
    const statuses = new Set<number>();
    for (let i = 0; i < 40; i += 1) {
      statuses.add((await fetch(`${url}/admin/figures`, bearer(`guess-${i}`))).status);
    }
    expect([...statuses]).toEqual([401, 429]);
    expect((await fetch(`${url}/admin/figures`, bearer(TOKEN))).status).toBe(429);
  });
});
