import type Konva from 'konva';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Layer, Shape } from 'react-konva';
import type { ElementId } from '../board/element.ts';
import { type Bounds, boundsOfBox, inflate, intersects } from '../geometry/box.ts';
import type { PaintContext } from '../shapes/shape.ts';
import { type Camera, visibleBounds } from './camera.ts';
import { NO_IDS } from './gesture.ts';
import { paintGrid } from './grid.ts';
import { applyPixelRatio, type LayerProps, onFontsLoaded } from './layer.ts';
import type { BoardPainter } from './painter.ts';
import { RepaintQueue } from './repaint-queue.ts';

/** A region of the board as whole device pixels, given in CSS pixels: clipping it leaves no seams. */
function pixelBounds(region: Bounds, camera: Camera, pixelRatio: number): Bounds {
  const down = (value: number): number => Math.floor(value * pixelRatio) / pixelRatio;
  const up = (value: number): number => Math.ceil(value * pixelRatio) / pixelRatio;
  return {
    minX: down((region.minX - camera.x) * camera.zoom),
    minY: down((region.minY - camera.y) * camera.zoom),
    maxX: up((region.maxX - camera.x) * camera.zoom),
    maxY: up((region.maxY - camera.y) * camera.zoom),
  };
}

function toBoardBounds(screen: Bounds, camera: Camera): Bounds {
  return {
    minX: screen.minX / camera.zoom + camera.x,
    minY: screen.minY / camera.zoom + camera.y,
    maxX: screen.maxX / camera.zoom + camera.x,
    maxY: screen.maxY / camera.zoom + camera.y,
  };
}

/**
 * The board itself, as one shape. It keeps its pixels between frames and repaints only what became
 * stale, or everything when the camera moved.
 */
export function BoardLayer(props: LayerProps & { readonly painter: BoardPainter }) {
  const { editor, theme, viewport, pixelRatio, painter } = props;
  const layer = useRef<Konva.Layer>(null);
  const [queue] = useState(() => new RepaintQueue());

  const paintRegion = (ctx: CanvasRenderingContext2D, screen: Bounds, camera: Camera): void => {
    const width = screen.maxX - screen.minX;
    const height = screen.maxY - screen.minY;
    ctx.save();
    ctx.beginPath();
    ctx.rect(screen.minX, screen.minY, width, height);
    ctx.clip();
    ctx.clearRect(screen.minX, screen.minY, width, height);
    const bounds = toBoardBounds(screen, camera);
    const target: PaintContext = ctx;
    if (editor.grid.get()) paintGrid(target, bounds, camera, theme);
    painter.paint(target, bounds, camera, theme, {
      hidden: editor.hidden.get(),
      faded: editor.erasing.get(),
    });
    ctx.restore();
  };

  const paint = (context: Konva.Context): void => {
    const camera = editor.camera.get();
    const screen = boundsOfBox({ x: 0, y: 0, ...viewport });
    const stale = queue.take();
    if (stale === 'all') {
      paintRegion(context._context, screen, camera);
      return;
    }
    for (const region of stale) {
      const pixels = pixelBounds(region, camera, pixelRatio);
      if (intersects(pixels, screen)) paintRegion(context._context, pixels, camera);
    }
  };

  useEffect(() => {
    const draw = (): void => {
      layer.current?.batchDraw();
    };
    const drawAll = (): void => {
      queue.all();
      draw();
    };
    const add = (regions: readonly Bounds[]): void => {
      const camera = editor.camera.get();
      // A pixel more: antialiasing reaches beyond the exact bounds.
      const padded = regions.map((region) => inflate(region, 1 / camera.zoom));
      if (queue.add(padded, visibleBounds(camera, editor.viewport.get()))) draw();
    };
    const inkOf = (ids: Iterable<ElementId>): Bounds[] => editor.scene.pick(ids);
    let hidden: ReadonlySet<ElementId> = NO_IDS;
    const onHidden = (): void => {
      const now = editor.hidden.get();
      add(inkOf([...hidden, ...now]));
      hidden = now;
    };
    let faded: ReadonlySet<ElementId> = NO_IDS;
    const onErasing = (): void => {
      const now = editor.erasing.get();
      const differing = [
        ...[...now].filter((id) => !faded.has(id)),
        ...[...faded].filter((id) => !now.has(id)),
      ];
      faded = now;
      add(inkOf(differing));
    };
    const stops = [
      editor.camera.subscribe(drawAll),
      editor.grid.subscribe(drawAll),
      editor.scene.onDirty(add),
      editor.hidden.subscribe(onHidden),
      editor.erasing.subscribe(onErasing),
      onFontsLoaded(drawAll),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [editor, queue]);

  // A new size or pixel ratio empties the canvas, another theme changes every colour.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are the reasons to repaint
  useLayoutEffect(() => {
    queue.all();
    applyPixelRatio(layer.current, pixelRatio);
    layer.current?.batchDraw();
  }, [queue, theme, viewport, pixelRatio, painter]);

  return (
    <Layer ref={layer} listening={false} clearBeforeDraw={false}>
      <Shape listening={false} perfectDrawEnabled={false} sceneFunc={paint} />
    </Layer>
  );
}
