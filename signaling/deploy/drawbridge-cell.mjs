#!/usr/bin/env node
// `npx drawbridge-cell …`, and what the container and the service start: the cell that
// `npm run build -- web cell` has made, in this very process, so that signals reach it.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = new URL('../../out/cell/main.js', import.meta.url);

if (existsSync(fileURLToPath(built))) {
  await import(built.href);
} else {
  console.error('The cell is not built yet; run: npm ci && npm run build -- web cell');
  process.exitCode = 1;
}
