// `npm run dev`: the web client with hot reload, and a cell behind it, on one address.
import { join } from 'node:path';
import { createServer } from 'vite';
import { startBuiltInCell } from '../src-main/host/built-in-cell.ts';
import { hostRoutes } from '../src-main/host/host-routes.ts';
import { REPOSITORY } from './build/targets.ts';

const DEV_PORT = 5173;

// The cell takes any port: pages reach it through the address that Vite serves.
const cell = await startBuiltInCell({ port: 0, routes: hostRoutes });
const server = await createServer({
  configFile: join(REPOSITORY, 'vite.config.ts'),
  server: {
    host: '127.0.0.1',
    port: DEV_PORT,
    // Boards are kept by origin, port included.
    strictPort: true,
    proxy: { '/v1': { target: cell.origin, ws: true } },
  },
});
await server.listen();
server.printUrls();
console.log(`  The cell behind it: ${cell.origin}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void Promise.all([server.close(), cell.stop()]).then(() => process.exit(0));
  });
}
