// `npm run signaling -- --host H --port N …`: the signaling server, in this very process, with the
// web client for guests. The log goes to standard output; progress and failures do not.
import { runTypeScript } from './run.mjs';

const { readConfiguration } = await runTypeScript('signaling/config/read-configuration.ts');
const read = readConfiguration(process.argv.slice(2), process.env);
if (read.ok && read.kind === 'start' && read.configuration.webRoot === undefined) {
  const { buildIfStale } = await runTypeScript('scripts/build/build-if-stale.ts');
  try {
    await buildIfStale('web', (line) => console.error(line));
  } catch (error) {
    console.error('The web client could not be built; guests in a browser will be told so.');
    console.error(error instanceof Error ? error.message : error);
  }
}
await runTypeScript('signaling/main.ts');
