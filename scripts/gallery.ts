// `npm run gallery`                 pictures of every scene, into gallery/
// `npm run gallery -- share menu`   only of scenes whose names contain one of the words
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureChromium } from '../tests/support/chromium.ts';
import { buildIfStale } from './build/build-if-stale.ts';
import { REPOSITORY } from './build/targets.ts';
import { indexPage } from './gallery/index-page.ts';
import { runGallery } from './gallery/run-gallery.ts';
import { SCENES } from './gallery/scenes.ts';
import { shoot } from './gallery/shoot.ts';
import { Studio, within } from './gallery/studio.ts';

const FOLDER = join(REPOSITORY, 'gallery');
const RUN_LIMIT_MS = 8 * 60_000;
const SHOOT_LIMIT_MS = 60_000;
/** When even giving up hangs. */
const LAST_LIMIT_MS = RUN_LIMIT_MS + 3 * 60_000;

const words = process.argv.slice(2);
const scenes = SCENES.filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
);
if (scenes.length === 0) {
  console.error(`No such scene. There are: ${SCENES.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const browser = await ensureChromium(console.log);
if (!browser.ok) {
  console.error(`No pictures: ${browser.reason}.`);
  process.exit(1);
}
setTimeout(() => {
  console.error(`The gallery did not end within ${LAST_LIMIT_MS / 1000} s.`);
  process.exit(1);
}, LAST_LIMIT_MS).unref();

await buildIfStale('web', console.log);
if (words.length === 0) await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const studio = new Studio();
const failures = await runGallery({
  scenes,
  stage: studio,
  shoot: (scene, cast) =>
    within(SHOOT_LIMIT_MS, `the pictures of “${scene.name}”`, shoot(scene, cast, FOLDER)),
  limitMs: RUN_LIMIT_MS,
  say: console.log,
});
await studio.clear();
await writeFile(join(FOLDER, 'index.html'), indexPage(scenes, failures));
console.log(`${scenes.length - failures.size} of ${scenes.length} scenes in gallery/index.html`);
process.exit(failures.size === 0 ? 0 : 1);
