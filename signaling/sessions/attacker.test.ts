import { describe, expect, it } from 'vitest';
import { RawConnection, upgradeRequest } from '../testing/raw-connection.ts';
import { type Attacker, frame, STRIKES } from '../testing/strikes.ts';
import { EMPTY, startTestCell } from '../testing/test-cell.ts';
import { TestClient } from '../testing/test-client.ts';
import { waitUntil } from '../testing/wait.ts';

const ROOM = 'board';

/** Two innocent people in a room, an attacker in the same one, and the proof that only one falls. */
async function scene() {
  const cell = await startTestCell({ limits: { closeGraceMs: 300 } });
  const anna = await TestClient.connect(cell.url);
  const ben = await TestClient.connect(cell.url);
  const attacker = await TestClient.connect(cell.url);
  for (const client of [anna, ben, attacker]) await client.subscribe(ROOM);
  let exchanges = 0;
  const exchange = async (): Promise<void> => {
    exchanges += 1;
    const [toBen, toAnna] = [`to Ben ${exchanges}`, `to Anna ${exchanges}`];
    anna.publish(ROOM, toBen);
    ben.publish(ROOM, toAnna);
    await waitUntil(() => ben.published.includes(toBen) && anna.published.includes(toAnna));
  };
  await exchange();
  /** The attacker does something; the innocent go on meanwhile and afterwards. */
  const attack = async (strike: (attacker: Attacker) => void) => {
    strike(attacker);
    await exchange();
    const closed = await attacker.closed();
    await exchange();
    await waitUntil(() => cell.stats().sockets === 2);
    expect(anna.isOpen && ben.isOpen).toBe(true);
    expect(cell.stats()).toMatchObject({ sockets: 2, rooms: 1 });
    await anna.leave();
    await ben.leave();
    await waitUntil(() => cell.stats().sockets === 0);
    expect(cell.stats()).toMatchObject(EMPTY);
    return closed;
  };
  return { cell, anna, ben, attacker, attack, exchange };
}

const TEXT_FIN = 0x81;

describe('an attacker is closed, and nobody else is (SE-07)', () => {
  it.each([...STRIKES])('after $name', async ({ strike, code, reason = '' }) => {
    const { attack } = await scene();
    expect(await attack(strike)).toEqual({ code, reason });
  });

  it('even when it does not answer the close', async () => {
    const { cell, exchange } = await scene();
    const mute = await RawConnection.open(cell.url);
    mute.write(upgradeRequest());
    expect(await mute.answered()).toBe(101);
    mute.socket.pause();
    mute.socket.write(frame(TEXT_FIN, Buffer.from('{')));
    await exchange();
    await waitUntil(() => cell.stats().sockets === 3);
    mute.socket.destroy();
  });

  it('even when it never stops sending', async () => {
    const { cell, attacker, exchange } = await scene();
    const pump = setInterval(() => attacker.socket.send('{'), 1);
    try {
      expect(await attacker.closed()).toEqual({ code: 1007, reason: 'invalid-json' });
      await exchange();
      await waitUntil(() => cell.stats().sockets === 2);
    } finally {
      clearInterval(pump);
    }
  });
});

describe('a socket that asks for too much without breaking the protocol', () => {
  it('keeps its first fifty rooms and is told so', async () => {
    const cell = await startTestCell();
    const client = await TestClient.connect(cell.url);
    const names = (from: number): string[] =>
      Array.from({ length: 30 }, (_, index) => `room ${from + index}`);
    client.send({ type: 'subscribe', topics: names(0) });
    client.send({ type: 'subscribe', topics: names(30) });
    await client.roundTrip();
    expect(client.errors).toEqual(['too-many-topics']);
    expect(cell.stats().rooms).toBe(50);
    client.send({ type: 'unsubscribe', topics: names(0) });
    await client.subscribe('one more');
    expect(cell.stats().rooms).toBe(21);
  });

  it('cannot speak in a room it has not entered', async () => {
    const { attacker, anna, ben } = await scene();
    attacker.send({ type: 'unsubscribe', topics: [ROOM] });
    attacker.publish(ROOM, 'from outside');
    await attacker.roundTrip();
    await anna.roundTrip();
    expect(attacker.errors).toEqual(['not-subscribed']);
    expect([...anna.published, ...ben.published]).not.toContain('from outside');
  });
});
