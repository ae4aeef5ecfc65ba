import { describe, expect, it } from 'vitest';
import { THEMES } from '../shapes/palette.ts';
import { RecordingContext } from '../shapes/testing/recording-context.ts';
import { NO_FOLLOWERS } from './connections/followers.ts';
import { NO_CUTS } from './cuts.ts';
import type { GesturePreview } from './gesture.ts';
import { isLiveEmpty, type LiveContent, paintLive } from './live-painter.ts';

const drawn = (id: string, x: number): GesturePreview => ({
  id,
  type: 'line',
  color: 'black',
  fill: 'none',
  fillStyle: 'soft',
  opacity: 1,
  size: 4,
  pressure: 'off',
  path: [x, 0, 0.5, x + 10, 5, 0.5],
});

function ends(content: LiveContent, landed: readonly string[] = []): string[] {
  const ctx = new RecordingContext();
  const view = { camera: { x: 0, y: 0, zoom: 1 }, theme: THEMES.light };
  // All that is asked of a scene is whether an element is there.
  const scene = { get: (id: string) => (landed.includes(id) ? ({} as never) : undefined) };
  paintLive(ctx, content, view, scene);
  return ctx.calls('lineTo');
}

describe('the live layer', () => {
  it('shows what this person and others are drawing, this hand on top', () => {
    const content = {
      gesture: drawn('mine', 0),
      remote: [drawn('theirs', 100)],
      cuts: NO_CUTS,
      followers: NO_FOLLOWERS,
      lasers: [],
    };
    expect(ends(content)).toEqual(['lineTo 110 5', 'lineTo 10 5']);
    expect(isLiveEmpty(content)).toBe(false);
  });

  it('shows nothing twice that has landed before its end was told', () => {
    const content = {
      gesture: null,
      remote: [drawn('theirs', 100)],
      cuts: NO_CUTS,
      followers: NO_FOLLOWERS,
      lasers: [],
    };
    expect(ends(content, ['theirs'])).toEqual([]);
  });

  it('is empty when nobody draws', () => {
    expect(
      isLiveEmpty({
        gesture: null,
        remote: [],
        cuts: NO_CUTS,
        followers: NO_FOLLOWERS,
        lasers: [],
      }),
    ).toBe(true);
  });
});
