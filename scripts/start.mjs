// `npm start`: opens Drawbridge on this computer. Plain JavaScript, so that an old Node gets a sentence.
import { runTypeScript } from './run.mjs';

await runTypeScript('scripts/start/start.ts');
