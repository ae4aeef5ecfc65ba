import { paintElement } from '../shapes/paint-element.ts';
import type { Theme } from '../shapes/palette.ts';
import type { PaintContext, PathSource } from '../shapes/shape.ts';
import type { Camera } from './camera.ts';
import { type ElementDrag, type GesturePreview, shapeOfGesture } from './gesture.ts';
import type { Scene } from './scene.ts';

/** What is on the live layer: everything in motion that the document does not have yet. */
export interface LiveContent {
  readonly gesture: GesturePreview | null;
  readonly remote: readonly GesturePreview[];
  readonly drag: ElementDrag | null;
}

export function isLiveEmpty(content: LiveContent): boolean {
  return !content.gesture && !content.drag && content.remote.length === 0;
}

/** Paints the live layer. The context is in CSS pixels. */
export function paintLive(
  ctx: PaintContext,
  content: LiveContent,
  view: { readonly camera: Camera; readonly theme: Theme },
  scene: Scene,
  paths: PathSource | null,
): void {
  const { camera, theme } = view;
  ctx.save();
  ctx.scale(camera.zoom, camera.zoom);
  ctx.translate(-camera.x, -camera.y);
  if (content.drag) paintDrag(ctx, content.drag, scene, theme, paths);
  for (const gesture of content.remote) {
    // It may have landed before its end was told.
    if (!scene.get(gesture.id)) paintElement(ctx, shapeOfGesture(gesture), theme, { paths: null });
  }
  if (content.gesture) {
    paintElement(ctx, shapeOfGesture(content.gesture), theme, { paths: null });
  }
  ctx.restore();
}

function paintDrag(
  ctx: PaintContext,
  drag: ElementDrag,
  scene: Scene,
  theme: Theme,
  paths: PathSource | null,
): void {
  ctx.save();
  ctx.translate(drag.dx, drag.dy);
  for (const node of scene.pick(drag.ids)) paintElement(ctx, node, theme, { paths });
  ctx.restore();
}
