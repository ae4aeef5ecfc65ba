import type Konva from 'konva';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Layer, Shape } from 'react-konva';
import type { ElementId } from '../board/element.ts';
import { onWholePixels, toScreen } from './camera.ts';
import { ChangeFlashes } from './change-flashes.ts';
import { CursorMotion } from './cursor-motion.ts';
import type { Editor } from './editor.ts';
import type { Handle } from './handles.ts';
import { applyPixelRatio, type LayerProps, onFontsLoaded } from './layer.ts';
import { isOverlayEmpty, type OverlayContent, paintOverlay } from './overlay-painter.ts';
import type { RemoteCursors } from './remote-cursors.ts';
import type { RemoteGestures } from './remote-gestures.ts';

export interface OverlayLayerProps extends LayerProps {
  readonly remoteCursors: RemoteCursors;
  readonly remoteGestures: RemoteGestures;
  readonly reducedMotion: boolean;
}

/** The handles of the selection: while they can be taken hold of and nothing is under way. */
function shownHandles(editor: Editor): readonly Handle[] {
  const shown = editor.tool.get() === 'select' && !editor.lift.get() && !editor.marquee.get();
  return shown ? editor.selectionView.handles(editor.camera.get()) : [];
}

/** All of what a click would select. */
function hoveredOf({ hovered, groups }: Editor): readonly ElementId[] {
  const id = hovered.get();
  return id === null ? [] : groups.unitOf(id).ids;
}

/** What is in the group that is worked in. */
function scopeOf({ groups }: Editor): readonly ElementId[] {
  const group = groups.scope.get().at(-1);
  return group === undefined ? [] : groups.tree.membersOf(group);
}

/** Selection, marquee, and the cursors and selections of others. */
export function OverlayLayer(props: OverlayLayerProps) {
  const { editor, theme, viewport, pixelRatio, remoteCursors, remoteGestures, reducedMotion } =
    props;
  const layer = useRef<Konva.Layer>(null);
  const [motion] = useState(() => new CursorMotion());
  const [flashes] = useState(() => new ChangeFlashes());

  const content = (): OverlayContent => {
    const nowMs = performance.now();
    const camera = onWholePixels(editor.camera.get(), pixelRatio);
    const changed = flashes.shown();
    return {
      selection: editor.selection.get(),
      units: editor.selectionView.units,
      locked: editor.selectionView.isLocked,
      scope: scopeOf(editor),
      frame: editor.selectionView.frame,
      handles: shownHandles(editor),
      hovered: hoveredOf(editor),
      marquee: editor.marquee.get(),
      guides: editor.guides.get(),
      spotlight: editor.spotlight.get(),
      lift: editor.lift.get(),
      others: [...remoteCursors.entries()].map(([key, cursor]) => {
        const at = cursor.point ? motion.at(key, nowMs) : undefined;
        const lift = editor.remoteLifts.all().get(key)?.lift ?? null;
        return {
          cursor,
          at: at ? toScreen(camera, at) : null,
          lift,
          changed: changed.filter(({ personId }) => personId === cursor.personId),
        };
      }),
    };
  };
  const paint = (context: Konva.Context): void => {
    const view = { camera: onWholePixels(editor.camera.get(), pixelRatio), theme };
    paintOverlay(context._context, content(), view, editor.scene);
    // Cursors on their way and marks that fade need the next frame too.
    if (motion.isMoving(performance.now()) || !flashes.isEmpty) layer.current?.batchDraw();
  };

  useEffect(() => {
    const redraw = (): void => {
      const node = layer.current;
      if (!node) return;
      const nothing = isOverlayEmpty({
        selection: editor.selection.get(),
        hovered: hoveredOf(editor),
        scope: scopeOf(editor),
        marquee: editor.marquee.get(),
        guides: editor.guides.get(),
        spotlight: editor.spotlight.get(),
        others: [...remoteCursors.entries().values()].map((cursor) => ({
          cursor,
          at: cursor.point,
        })),
      });
      const visible = !nothing || !flashes.isEmpty;
      if (node.visible() !== visible) node.visible(visible);
      if (visible) node.batchDraw();
    };
    const aim = (): void => {
      const nowMs = performance.now();
      const shown = new Set<string>();
      for (const [key, cursor] of remoteCursors.entries()) {
        if (!cursor.point) continue;
        shown.add(key);
        motion.aim(key, cursor.point, nowMs, !reducedMotion);
      }
      motion.keep(shown);
      redraw();
    };
    aim();
    const stops = [
      editor.selection.subscribe(redraw),
      editor.hovered.subscribe(redraw),
      editor.groups.scope.subscribe(redraw),
      editor.marquee.subscribe(redraw),
      editor.guides.subscribe(redraw),
      editor.spotlight.subscribe(redraw),
      editor.lift.subscribe(redraw),
      editor.remoteLifts.subscribe(redraw),
      editor.camera.subscribe(redraw),
      editor.tool.subscribe(redraw),
      editor.scene.onChange(redraw),
      remoteCursors.subscribe(aim),
      flashes.subscribe(redraw),
      onFontsLoaded(redraw),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [editor, remoteCursors, motion, flashes, reducedMotion]);

  useEffect(
    () => (reducedMotion ? undefined : flashes.follow(editor.board, remoteGestures)),
    [editor, flashes, remoteGestures, reducedMotion],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: they are the reasons to repaint
  useLayoutEffect(() => {
    applyPixelRatio(layer.current, pixelRatio);
    layer.current?.batchDraw();
  }, [theme, viewport, pixelRatio]);

  return (
    <Layer ref={layer} listening={false}>
      <Shape listening={false} perfectDrawEnabled={false} sceneFunc={paint} />
    </Layer>
  );
}
