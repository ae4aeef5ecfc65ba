// `npm run build`            the desktop app, the web client and the cell
// `npm run build -- web`     one of them
import { buildAndMark } from './build/build-if-stale.ts';
import { BUILD_TARGETS, isBuildTarget, TARGETS } from './build/targets.ts';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !isBuildTarget(name));
if (unknown.length > 0) {
  console.error(`Unknown target ${unknown.join(', ')}: choose from ${BUILD_TARGETS.join(', ')}.`);
  process.exit(2);
}
const targets = wanted.length > 0 ? wanted.filter(isBuildTarget) : BUILD_TARGETS;
for (const target of targets) {
  const tookMs = await buildAndMark(target);
  console.log(`built ${TARGETS[target].label} in ${(tookMs / 1000).toFixed(1)} s`);
}
