// Runs a TypeScript entry point: `node scripts/run.mjs scripts/check.ts …args`.
// Plain JavaScript, so that a Node that is too old gets a sentence rather than a syntax error.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const MINIMUM = [20, 19];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
  console.error(
    `Drawbridge needs Node.js ${MINIMUM.join('.')} or newer; this is ${process.versions.node}.`,
  );
  process.exit(1);
}
const root = fileURLToPath(new URL('..', import.meta.url));
if (!existsSync(resolve(root, 'node_modules/tsx'))) {
  console.error('The packages are not installed yet: run `npm ci` first.');
  process.exit(1);
}

/** @param {string} entry a TypeScript file, relative to the repository */
export async function runTypeScript(entry) {
  const { register } = await import('tsx/esm/api');
  register();
  return import(pathToFileURL(resolve(root, entry)).href);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const entry = process.argv[2];
  if (!entry) {
    console.error('usage: node scripts/run.mjs <entry.ts> [arguments]');
    process.exit(2);
  }
  process.argv.splice(1, 2, resolve(root, entry));
  await runTypeScript(entry);
}
