import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY, startTestCell } from '../testing/test-cell.ts';
import { TestClient } from '../testing/test-client.ts';
import { waitUntil } from '../testing/wait.ts';

const CLOSE_CODES = [1002, 1003, 1005, 1007, 1008, 1009];

const topic = fc.oneof(fc.constantFrom('board', 'other', '', '__proto__'), fc.string());
const anyJson = fc.jsonValue({ maxDepth: 4 });
const almostValid = fc.record(
  {
    type: fc.oneof(fc.constantFrom('subscribe', 'unsubscribe', 'publish', 'ping'), anyJson),
    topics: fc.oneof(fc.array(topic, { maxLength: 60 }), anyJson),
    topic: fc.oneof(topic, anyJson),
    data: anyJson,
  },
  { requiredKeys: [] },
);
const anyFrame: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  almostValid.map((message) => JSON.stringify(message)),
  anyJson.map((value) => JSON.stringify(value)),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.uint8Array({ maxLength: 200 }),
);

describe('random frames', () => {
  it('never stop the cell or another client', async () => {
    const cell = await startTestCell();
    const anna = await TestClient.connect(cell.url);
    const ben = await TestClient.connect(cell.url);
    await anna.subscribe('quiet');
    await ben.subscribe('quiet');
    let said = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyFrame, { minLength: 1, maxLength: 8 }), async (frames) => {
        const attacker = await TestClient.connect(cell.url);
        for (const frame of frames) attacker.socket.send(frame);
        attacker.socket.close();
        const { code } = await attacker.closed();
        expect(CLOSE_CODES).toContain(code);
        said += 1;
        anna.publish('quiet', `word ${said}`);
        await waitUntil(() => ben.published.at(-1) === `word ${said}`);
        await waitUntil(() => cell.stats().sockets === 2);
        expect(cell.stats().rooms).toBe(1);
      }),
      { numRuns: 150 },
    );
    await anna.leave();
    await ben.leave();
    await waitUntil(() => cell.stats().sockets === 0);
    expect(cell.stats()).toMatchObject(EMPTY);
  });
});
