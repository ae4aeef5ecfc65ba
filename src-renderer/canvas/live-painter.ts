import { toRadians } from '../geometry/angle.ts';
import { isRigid } from '../geometry/transform.ts';
import { paintElement } from '../shapes/paint-element.ts';
import type { Theme } from '../shapes/palette.ts';
import type { PaintContext, PathSource } from '../shapes/shape.ts';
import { transformElement } from '../shapes/transform-element.ts';
import type { Camera } from './camera.ts';
import { type ElementLift, type GesturePreview, shapeOfGesture } from './gesture.ts';
import type { Scene } from './scene.ts';

/** What is on the live layer: everything in motion that the document does not have yet. */
export interface LiveContent {
  readonly gesture: GesturePreview | null;
  readonly remote: readonly GesturePreview[];
  readonly lift: ElementLift | null;
  readonly remoteLifts: readonly ElementLift[];
}

export function isLiveEmpty(content: LiveContent): boolean {
  return (
    !content.gesture &&
    !content.lift &&
    content.remote.length === 0 &&
    content.remoteLifts.length === 0
  );
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
  for (const lift of content.remoteLifts) {
    paintLift(ctx, withoutThose(lift, content.lift), scene, theme, paths);
  }
  if (content.lift) paintLift(ctx, content.lift, scene, theme, paths);
  for (const gesture of content.remote) {
    // It may have landed before its end was told.
    if (!scene.get(gesture.id)) paintElement(ctx, shapeOfGesture(gesture), theme, { paths: null });
  }
  if (content.gesture) {
    paintElement(ctx, shapeOfGesture(content.gesture), theme, { paths: null });
  }
  ctx.restore();
}

/** What this person holds is shown as it is in this hand, whoever else pulls at it. */
function withoutThose(lift: ElementLift, own: ElementLift | null): ElementLift {
  if (!own || own.copies || lift.copies) return lift;
  return { ...lift, ids: new Set([...lift.ids].filter((id) => !own.ids.has(id))) };
}

function paintLift(
  ctx: PaintContext,
  lift: ElementLift,
  scene: Scene,
  theme: Theme,
  paths: PathSource | null,
): void {
  const nodes = scene.pick(lift.ids);
  const { transform } = lift;
  if (!isRigid(transform)) {
    for (const node of nodes) {
      paintElement(ctx, transformElement(node, transform), theme, { paths: null });
    }
    return;
  }
  // Shifted or turned as one sheet, so that the outlines of strokes need not be made anew.
  ctx.save();
  if (transform.kind === 'move') {
    ctx.translate(transform.dx, transform.dy);
  } else {
    ctx.translate(transform.pivot.x, transform.pivot.y);
    ctx.rotate(toRadians(transform.degrees));
    ctx.translate(-transform.pivot.x, -transform.pivot.y);
  }
  for (const node of nodes) paintElement(ctx, node, theme, { paths });
  ctx.restore();
}
