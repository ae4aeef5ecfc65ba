/**
 * Hocuspocus as a relay: each stateless message goes to the others who have the document open. It
 * listens on loopback, at the port in `PORT`.
 */
import { Server } from '@hocuspocus/server';

const server = new Server({
  quiet: true,
  address: '127.0.0.1',
  port: Number(process.env.PORT),
  async onStateless({ connection, document, payload }) {
    document.broadcastStateless(payload, (other) => other !== connection);
  },
});
await server.listen();
