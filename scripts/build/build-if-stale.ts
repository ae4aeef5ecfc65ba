import { isStale, markBuilt } from './freshness.ts';
import { type BuildTarget, buildTarget, REPOSITORY, TARGETS } from './targets.ts';

/** Builds a target unless it is up to date, with one line of progress. Says whether it built. */
export async function buildIfStale(
  target: BuildTarget,
  say: (line: string) => void,
): Promise<boolean> {
  if (!(await isStale(REPOSITORY, target, TARGETS[target]))) return false;
  say(`Building ${TARGETS[target].label} …`);
  await buildAndMark(target);
  return true;
}

/** Builds a target whether or not it is up to date. Answers the time it took, in milliseconds. */
export async function buildAndMark(target: BuildTarget): Promise<number> {
  const startedAtMs = Date.now();
  await buildTarget(target);
  await markBuilt(REPOSITORY, target, startedAtMs);
  return Date.now() - startedAtMs;
}
