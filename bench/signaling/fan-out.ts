/**
 * `npx tsx bench/signaling/fan-out.ts [rounds]`: CPU per delivery of our cell, of a thin guarded
 * relay, of the server that comes with y-webrtc, and of Hocuspocus, in one run, taking turns. Loopback only.
 * A delivery is one message at one other member of the room.
 */
import { quantile } from '../support/figures.ts';
import { Crowd } from './crowd.ts';
import { SERVERS, ServerUnderTest } from './server-under-test.ts';

const DEFAULT_ROUNDS = 9;
const MAX_ROUNDS = 50;

/** About as many deliveries in each. */
const SCENARIOS = [
  { rooms: 100, roomSize: 5, messages: 5 },
  { rooms: 30, roomSize: 2, messages: 100 },
  { rooms: 6, roomSize: 10, messages: 20 },
  { rooms: 1, roomSize: 50, messages: 6 },
] as const;

const asked = Number(process.argv[2] ?? DEFAULT_ROUNDS);
const rounds = Number.isInteger(asked) && asked > 0 ? Math.min(asked, MAX_ROUNDS) : DEFAULT_ROUNDS;
const servers: ServerUnderTest[] = [];
try {
  for (const description of SERVERS) servers.push(await ServerUnderTest.start(description));
  console.log(`CPU per delivery, µs, median / p95 of ${rounds} rounds after a warm-up`);
  for (const { rooms, roomSize, messages } of SCENARIOS) {
    const runs = [];
    for (const server of servers) {
      const crowd = await Crowd.enter(server, rooms, roomSize);
      runs.push({ server, crowd, perDeliveryUs: [] as number[] });
    }
    for (let round = 0; round <= rounds; round += 1) {
      for (const { server, crowd, perDeliveryUs } of runs) {
        const beforeUs = await server.cpuUs();
        const deliveries = await crowd.talk(roomSize, messages);
        const usedUs = (await server.cpuUs()) - beforeUs;
        if (round > 0) perDeliveryUs.push(usedUs / deliveries);
      }
    }
    console.log(`\n${rooms} rooms of ${roomSize}`);
    const baseUs = quantile(runs[0]?.perDeliveryUs ?? [], 0.5);
    for (const { server, crowd, perDeliveryUs } of runs) {
      const medianUs = quantile(perDeliveryUs, 0.5);
      const p95Us = quantile(perDeliveryUs, 0.95);
      const figures = `${medianUs.toFixed(1).padStart(6)} / ${p95Us.toFixed(1).padStart(5)}`;
      const ratio = `${(medianUs / baseUs).toFixed(2)} of the thin relay`;
      console.log(`  ${server.name.padEnd(16)}${figures}   ${ratio}`);
      await crowd.leave();
    }
  }
} finally {
  await Promise.all(servers.map((server) => server.stop()));
}
