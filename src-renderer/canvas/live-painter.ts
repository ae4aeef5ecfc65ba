import { paintElement } from '../shapes/paint-element.ts';
import type { Theme } from '../shapes/palette.ts';
import type { PaintContext } from '../shapes/shape.ts';
import type { Camera } from './camera.ts';
import type { Followers } from './connections/followers.ts';
import { type StrokeCuts, shapesOfCut } from './cuts.ts';
import { type GesturePreview, shapeOfGesture } from './gesture.ts';
import type { LaserTrail } from './laser/laser-trails.ts';
import { paintLaser } from './laser/paint-laser.ts';
import type { Scene } from './scene.ts';

/** What is on the live layer: everything that is being drawn and is not in the document yet. */
export interface LiveContent {
  readonly gesture: GesturePreview | null;
  readonly remote: readonly GesturePreview[];
  readonly cuts: StrokeCuts;
  /** Lines that follow what is in somebody's hand. */
  readonly followers: Followers;
  readonly lasers: readonly LaserTrail[];
}

export function isLiveEmpty(content: LiveContent): boolean {
  return (
    !content.gesture &&
    content.remote.length === 0 &&
    content.cuts.size === 0 &&
    content.followers.size === 0 &&
    content.lasers.length === 0
  );
}

/** Paints the live layer. The context is in CSS pixels. */
export function paintLive(
  ctx: PaintContext,
  content: LiveContent,
  view: { readonly camera: Camera; readonly theme: Theme },
  scene: Pick<Scene, 'get'>,
): void {
  const { camera, theme } = view;
  ctx.save();
  ctx.scale(camera.zoom, camera.zoom);
  ctx.translate(-camera.x, -camera.y);
  for (const cut of content.cuts.values()) {
    for (const shape of shapesOfCut(cut)) paintElement(ctx, shape, theme, { paths: null });
  }
  for (const line of content.followers.values()) {
    paintElement(ctx, line, theme, { paths: null });
  }
  for (const gesture of content.remote) {
    // It may have landed before its end was told.
    if (!scene.get(gesture.id)) paintElement(ctx, shapeOfGesture(gesture), theme, { paths: null });
  }
  if (content.gesture) {
    paintElement(ctx, shapeOfGesture(content.gesture), theme, { paths: null });
  }
  for (const trail of content.lasers) paintLaser(ctx, trail, theme, camera.zoom);
  ctx.restore();
}
