import type Konva from 'konva';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { Layer, Shape } from 'react-konva';
import { onWholePixels } from './camera.ts';
import { NO_FOLLOWERS } from './connections/followers.ts';
import { NO_CUTS } from './cuts.ts';
import type { Editor } from './editor.ts';
import { FrozenInk } from './frozen-ink.ts';
import { applyPixelRatio, type LayerProps } from './layer.ts';
import { isLiveEmpty, type LiveContent, paintLive } from './live-painter.ts';
import type { RemoteGestures } from './remote-gestures.ts';

export interface LiveLayerProps extends LayerProps {
  readonly remoteGestures: RemoteGestures;
}

function contentOf(editor: Editor, remoteGestures: RemoteGestures): LiveContent {
  return {
    gesture: editor.gesture.get(),
    remote: remoteGestures.previews(),
    cuts: editor.cuts.get(),
    followers: editor.followers.get(),
    lasers: editor.lasers.shown(),
  };
}

/** What this person and others are drawing at the moment. */
export function LiveLayer(props: LiveLayerProps) {
  const { editor, theme, viewport, pixelRatio, remoteGestures } = props;
  const layer = useRef<Konva.Layer>(null);
  const frozen = useMemo(() => new FrozenInk(), []);

  const paint = (context: Konva.Context): void => {
    const view = { camera: onWholePixels(editor.camera.get(), pixelRatio), theme };
    const content = contentOf(editor, remoteGestures);
    // What fades needs the next frame too.
    if (!editor.lasers.isEmpty) layer.current?.batchDraw();
    const own = content.gesture;
    paintLive(context._context, { ...content, gesture: null }, view, editor.scene);
    if (own && frozen.paint(context._context, own, { ...view, viewport, pixelRatio })) return;
    const alone = { gesture: own, remote: [], cuts: NO_CUTS, followers: NO_FOLLOWERS, lasers: [] };
    paintLive(context._context, alone, view, editor.scene);
  };

  useEffect(() => {
    const redraw = (): void => {
      const node = layer.current;
      if (!node) return;
      const visible = !isLiveEmpty(contentOf(editor, remoteGestures));
      if (!editor.gesture.get()) frozen.forget();
      // A layer without content costs a copy of its canvas in each frame unless it is hidden.
      if (node.visible() !== visible) node.visible(visible);
      if (visible) node.batchDraw();
    };
    redraw();
    const stops = [
      editor.gesture.subscribe(redraw),
      editor.cuts.subscribe(redraw),
      editor.followers.subscribe(redraw),
      editor.lasers.subscribe(redraw),
      editor.camera.subscribe(redraw),
      editor.scene.onChange(redraw),
      remoteGestures.subscribe(redraw),
      remoteGestures.follow(editor.board),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [editor, remoteGestures, frozen]);

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
