import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Cast, Scene } from './scene.ts';

/** Window sizes of the pictures, in CSS px: the designed one, a large screen, the smallest. */
export const SIZES = [
  { name: '1280x800', width: 1280, height: 800 },
  { name: '1920x1080', width: 1920, height: 1080 },
  { name: '900x600', width: 900, height: 600 },
] as const;
export const THEMES = ['light', 'dark'] as const;

/** A window that still changes after this time is pictured as it is, which is a failure. */
const QUIET_LIMIT_MS = 10_000;

export const pictureName = (scene: string, theme: string, size: string): string =>
  `${scene}-${size}-${theme}.png`;

/** A picture of a window in which nothing moves any more: two in a row are the same. */
export async function quietPicture(page: Page): Promise<Buffer> {
  const endsAtMs = Date.now() + QUIET_LIMIT_MS;
  let before = await page.screenshot({ animations: 'disabled' });
  while (Date.now() < endsAtMs) {
    await nextFrames(page);
    const after = await page.screenshot({ animations: 'disabled' });
    if (after.equals(before)) return after;
    before = after;
  }
  throw new Error(`the window did not come to rest within ${QUIET_LIMIT_MS} ms`);
}

/** Lets the page paint what it was told last. */
const nextFrames = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );

/** Takes all pictures of an arranged scene into a folder. */
export async function shoot(scene: Scene, cast: Cast, folder: string): Promise<void> {
  const [{ page }] = cast.people;
  for (const size of SIZES) {
    await page.setViewportSize({ width: size.width, height: size.height });
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      await nextFrames(page);
      await scene.frame?.(cast);
      await writeFile(
        join(folder, pictureName(scene.name, theme, size.name)),
        await quietPicture(page),
      );
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
}
