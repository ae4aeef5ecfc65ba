import type Konva from 'konva';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { Layer, Shape } from 'react-konva';
import type { PathSource } from '../shapes/shape.ts';
import { onWholePixels } from './camera.ts';
import type { Editor } from './editor.ts';
import { applyPixelRatio, type LayerProps } from './layer.ts';
import { isLiveEmpty, type LiveContent, paintLive } from './live-painter.ts';
import type { RemoteGestures } from './remote-gestures.ts';

export interface LiveLayerProps extends LayerProps {
  readonly remoteGestures: RemoteGestures;
  readonly paths: PathSource;
}

function contentOf(editor: Editor, remoteGestures: RemoteGestures): LiveContent {
  return {
    gesture: editor.gesture.get(),
    remote: remoteGestures.previews(),
    lift: editor.lift.get(),
    remoteLifts: [...editor.remoteLifts.all().values()].map(({ lift }) => lift),
  };
}

/** What is in motion: this person's gesture, lifted elements, and what others are drawing. */
export function LiveLayer(props: LiveLayerProps) {
  const { editor, theme, viewport, pixelRatio, remoteGestures, paths } = props;
  const layer = useRef<Konva.Layer>(null);

  const paint = (context: Konva.Context): void => {
    const view = { camera: onWholePixels(editor.camera.get(), pixelRatio), theme };
    paintLive(context._context, contentOf(editor, remoteGestures), view, editor.scene, paths);
  };

  useEffect(() => {
    const redraw = (): void => {
      const node = layer.current;
      if (!node) return;
      const visible = !isLiveEmpty(contentOf(editor, remoteGestures));
      // A layer without content costs a copy of its canvas in each frame unless it is hidden.
      if (node.visible() !== visible) node.visible(visible);
      if (visible) node.batchDraw();
    };
    redraw();
    const stops = [
      editor.gesture.subscribe(redraw),
      editor.lift.subscribe(redraw),
      editor.remoteLifts.subscribe(redraw),
      editor.camera.subscribe(redraw),
      editor.scene.onChange(redraw),
      remoteGestures.subscribe(redraw),
      remoteGestures.follow(editor.board),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [editor, remoteGestures]);

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
