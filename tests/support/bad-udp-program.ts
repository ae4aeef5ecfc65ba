// A UDP forwarder that loses and delays what passes: run by bad-udp.ts in a host of a test network.
import { createSocket, type Socket } from 'node:dgram';
import { type BadUdpConditions, badUdpConditions } from './bad-udp-conditions.ts';

const [address = '127.0.0.1', targetPort = '0'] = process.argv.slice(2);
let conditions: BadUdpConditions = { delayMs: 0, loss: 0 };

/** Calls `pass` later, or never. */
function throughBadWeather(pass: () => void): void {
  if (Math.random() < conditions.loss) return;
  if (conditions.delayMs === 0) pass();
  else setTimeout(pass, conditions.delayMs);
}

/** One socket towards the server for each client, as a NAT has. */
const towardsServer = new Map<string, Socket>();
const front = createSocket('udp4');

function socketFor(clientAddress: string, clientPort: number): Socket {
  const key = `${clientAddress}:${clientPort}`;
  const known = towardsServer.get(key);
  if (known) return known;
  const socket = createSocket('udp4');
  socket.on('message', (message) => {
    throughBadWeather(() => front.send(message, clientPort, clientAddress));
  });
  towardsServer.set(key, socket);
  return socket;
}

front.on('message', (message, from) => {
  const socket = socketFor(from.address, from.port);
  throughBadWeather(() => socket.send(message, Number(targetPort), address));
});
front.bind(0, address, () => process.send?.({ port: front.address().port }));
process.on('message', (message) => {
  conditions = badUdpConditions.parse(message);
  process.send?.({ set: true });
});
process.on('disconnect', () => process.exit(0));
