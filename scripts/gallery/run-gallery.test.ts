import { describe, expect, it } from 'vitest';
import { runGallery, type Stage } from './run-gallery.ts';
import type { Cast, Scene } from './scene.ts';

const CAST = {} as Cast;

function scene(name: string, more: Partial<Scene> = {}): Scene {
  return { name, shows: name, arrange: async () => undefined, ...more };
}

function stage(arrange: Stage['arrange'] = async () => CAST) {
  const log: string[] = [];
  return {
    log,
    arrange: async (wanted: Scene) => {
      log.push(`arrange ${wanted.name}`);
      return arrange(wanted);
    },
    clear: async () => {
      log.push('clear');
    },
  };
}

async function run(
  scenes: readonly Scene[],
  stand: ReturnType<typeof stage>,
  more: { shoot?: (wanted: Scene) => Promise<void>; now?: () => number } = {},
) {
  const lines: string[] = [];
  const failures = await runGallery({
    scenes,
    stage: stand,
    shoot: async () => undefined,
    limitMs: 1000,
    say: (line) => lines.push(line),
    ...more,
  });
  return { failures: [...failures], lines };
}

describe('the gallery', () => {
  it('keeps its people from scene to scene, but not those that a scene has spoilt', async () => {
    const stand = stage();
    await run([scene('a'), scene('b', { spoilsCast: true }), scene('c')], stand);
    expect(stand.log).toEqual(['arrange a', 'arrange b', 'clear', 'arrange c']);
  });

  it('names a scene that cannot be arranged or pictured, and goes on with fresh people', async () => {
    const stand = stage(async ({ name }) => {
      if (name === 'a') throw new Error('no button\nand a long log');
      return CAST;
    });
    const { failures, lines } = await run([scene('a'), scene('b'), scene('c')], stand, {
      shoot: async ({ name }) => {
        if (name === 'b') throw new Error('never at rest');
      },
    });
    expect(failures).toEqual([
      ['a', 'no button'],
      ['b', 'never at rest'],
    ]);
    expect(stand.log).toEqual(['arrange a', 'clear', 'arrange b', 'clear', 'arrange c']);
    expect(lines.slice(-2)).toEqual(['FAILED a: no button', 'FAILED b: never at rest']);
  });

  it('begins nothing when its time is over, and says what is missing', async () => {
    let nowMs = 0;
    const stand = stage();
    const { failures } = await run([scene('a'), scene('b')], stand, {
      now: () => nowMs,
      shoot: async () => {
        nowMs += 2000;
      },
    });
    expect(stand.log).toEqual(['arrange a']);
    expect(failures).toEqual([['b', 'not begun: the gallery’s 1 s were over']]);
  });
});
