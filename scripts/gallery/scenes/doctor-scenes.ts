import type { Cast, Scene } from '../scene.ts';
import { drawSketch, frameSketch, freshBoard, meet } from '../staging.ts';

/** No answer ever comes from here (RFC 5737). */
const DEAD_STUN = 'stun:192.0.2.1:3478';
const CONNECT_LIMIT_MS = 15_000;

const frame = ({ people: [first] }: Cast): Promise<void> => frameSketch(first);

/** What the connection check finds. */
export const DOCTOR_SCENES: readonly Scene[] = [
  {
    name: 'doctor',
    shows: 'The connection check: everything works, two people answer',
    people: 3,
    async arrange(cast) {
      await meet(cast);
      await drawSketch(cast);
      await cast.people[0].checkConnection();
    },
    frame,
  },
  {
    name: 'doctor-blocked',
    shows: 'The connection check: UDP and WebSockets are blocked',
    spoilsCast: true,
    async arrange(cast) {
      const [first] = cast.people;
      const { page } = first;
      await page.routeWebSocket(/\/v1\/signal/, (socket) => socket.close());
      await page.route('**/v1/config', async (route) => {
        const answer = await route.fetch();
        const config = { ...(await answer.json()), iceServers: [{ urls: DEAD_STUN }] };
        await route.fulfill({ response: answer, json: config });
      });
      await freshBoard(cast);
      await drawSketch(cast);
      await page
        .getByRole('status')
        .getByText('On your own')
        .waitFor({ timeout: CONNECT_LIMIT_MS });
      await first.checkConnection();
    },
    frame,
  },
  {
    name: 'doctor-cell-gone',
    shows: 'The connection check: the cell does not answer',
    spoilsCast: true,
    async arrange(cast) {
      const [first] = cast.people;
      await freshBoard(cast);
      await drawSketch(cast);
      await first.page.getByRole('status').getByText('On your own').waitFor();
      await cast.cell.kill();
      await first.checkConnection();
    },
    frame,
  },
];
