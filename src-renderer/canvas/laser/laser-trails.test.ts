import { describe, expect, it } from 'vitest';
import { THEMES } from '../../shapes/palette.ts';
import { RecordingContext } from '../../shapes/testing/recording-context.ts';
import { LASER_LIFE_MS, LaserTrails } from './laser-trails.ts';
import { paintLaser } from './paint-laser.ts';

class Clock {
  now = 0;
  readonly trails = new LaserTrails(() => this.now);
}
const at = (): Clock => new Clock();

describe('the trail of a laser pointer', () => {
  it('fades from its tail on, and is forgotten when all of it has', () => {
    const clock = at();
    clock.trails.extend('a', null, [{ x: 0, y: 0 }]);
    clock.now = LASER_LIFE_MS / 2;
    clock.trails.extend('a', null, [{ x: 10, y: 0 }]);
    expect(clock.trails.shown()[0]?.spots).toEqual([
      { x: 0, y: 0, life: 0.5 },
      { x: 10, y: 0, life: 1 },
    ]);
    clock.now = LASER_LIFE_MS;
    expect(clock.trails.shown()[0]?.spots).toHaveLength(1);
    clock.now = 2 * LASER_LIFE_MS;
    expect(clock.trails.shown()).toEqual([]);
    expect(clock.trails.isEmpty).toBe(true);
  });

  it('tells when the last of it is gone, so that nobody goes on painting nothing', async () => {
    const clock = at();
    clock.trails.extend('a', null, [{ x: 0, y: 0 }]);
    let told = 0;
    clock.trails.subscribe(() => {
      told += 1;
    });
    clock.now = 2 * LASER_LIFE_MS;
    clock.trails.shown();
    await Promise.resolve();
    expect(told).toBe(1);
  });

  it('is of its own for each person, in that person\u2019s colour', () => {
    const { trails } = at();
    trails.extend('mine', null, [{ x: 0, y: 0 }]);
    trails.extend('bo/1', '#123456', [{ x: 5, y: 5 }]);
    const colors = trails.shown().map((trail) => {
      const ctx = new RecordingContext();
      paintLaser(ctx, trail, THEMES.light, 1);
      return ctx.calls('strokeStyle')[0];
    });
    expect(colors).toEqual(['strokeStyle #e5262f', 'strokeStyle #123456']);
  });

  it('is as wide at any zoom, and thinner towards its tail', () => {
    const clock = at();
    clock.trails.extend('a', null, [{ x: 0, y: 0 }]);
    clock.now = LASER_LIFE_MS / 2;
    clock.trails.extend('a', null, [{ x: 10, y: 0 }]);
    const [trail] = clock.trails.shown();
    const ctx = new RecordingContext();
    if (trail) paintLaser(ctx, trail, THEMES.light, 2);
    expect(ctx.calls('lineWidth')).toEqual(['lineWidth 1.25', 'lineWidth 2.5']);
  });
});
