import type { Cast, Scene } from './scene.ts';

/** What arranges scenes: the studio, or a stand-in in tests. */
export interface Stage {
  arrange(scene: Scene): Promise<Cast>;
  clear(): Promise<void>;
}

export interface GalleryOptions {
  readonly scenes: readonly Scene[];
  readonly stage: Stage;
  readonly shoot: (scene: Scene, cast: Cast) => Promise<void>;
  /** No scene is begun after this time. */
  readonly limitMs: number;
  readonly now?: () => number;
  readonly say: (line: string) => void;
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);

/**
 * Takes the pictures of all scenes, one after another. A scene that fails is named, its processes are
 * thrown away, and the next one goes on.
 *
 * @returns why each failed scene has no pictures
 */
export async function runGallery(options: GalleryOptions): Promise<ReadonlyMap<string, string>> {
  const { scenes, stage, say, now = Date.now } = options;
  const failures = new Map<string, string>();
  const endsAtMs = now() + options.limitMs;
  for (const scene of scenes) {
    if (now() > endsAtMs) {
      failures.set(scene.name, `not begun: the gallery’s ${options.limitMs / 1000} s were over`);
      continue;
    }
    const startedAtMs = now();
    let spoilt = scene.spoilsCast ?? false;
    try {
      await options.shoot(scene, await stage.arrange(scene));
      say(`${scene.name}: ${((now() - startedAtMs) / 1000).toFixed(1)} s`);
    } catch (error) {
      failures.set(scene.name, messageOf(error));
      spoilt = true;
    }
    if (spoilt) await stage.clear();
  }
  for (const [name, reason] of failures) say(`FAILED ${name}: ${reason}`);
  return failures;
}
