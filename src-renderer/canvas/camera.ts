import type { Bounds } from '../geometry/box.ts';
import type { BoardPoint, ScreenPoint } from '../geometry/point.ts';

/** Which part of the board is seen. */
export interface Camera {
  /** Board point at the canvas's left edge. */
  readonly x: number;
  /** Board point at the canvas's top edge. */
  readonly y: number;
  /** Screen pixels per board unit; 1 = 100 %. */
  readonly zoom: number;
}

/** Size of the canvas in CSS pixels. */
export interface Viewport {
  readonly width: number;
  readonly height: number;
}

export const MIN_ZOOM = 0.05;
export const MAX_ZOOM = 16;
/** Zoom levels of the zoom-in and zoom-out commands. */
export const ZOOM_STEPS: readonly number[] = [
  0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16,
];
/** Space kept free around fitted content, in CSS pixels. */
export const FIT_MARGIN_PX = 64;
/** Fitting small content never zooms in beyond this. */
export const MAX_FIT_ZOOM = 1;

export function clampZoom(zoom: number): number {
  return Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
}

export function toBoard(camera: Camera, point: ScreenPoint): BoardPoint {
  return { x: camera.x + point.x / camera.zoom, y: camera.y + point.y / camera.zoom };
}

export function toScreen(camera: Camera, point: BoardPoint): ScreenPoint {
  return { x: (point.x - camera.x) * camera.zoom, y: (point.y - camera.y) * camera.zoom };
}

/** The camera after zooming so that the board point under `around` stays there. */
export function zoomAround(camera: Camera, zoom: number, around: ScreenPoint): Camera {
  const next = clampZoom(zoom);
  const fixed = toBoard(camera, around);
  return { x: fixed.x - around.x / next, y: fixed.y - around.y / next, zoom: next };
}

/**
 * The camera moved by less than a pixel so that the board's origin lies on a whole device pixel. All
 * layers draw with it: what is drawn live and what is kept in tiles then fall on the same pixels.
 */
export function onWholePixels(camera: Camera, pixelRatio: number): Camera {
  const scale = camera.zoom * pixelRatio;
  return {
    x: Math.round(camera.x * scale) / scale,
    y: Math.round(camera.y * scale) / scale,
    zoom: camera.zoom,
  };
}

/** The part of the board that a viewport shows. */
export function visibleBounds(camera: Camera, viewport: Viewport): Bounds {
  return {
    minX: camera.x,
    minY: camera.y,
    maxX: camera.x + viewport.width / camera.zoom,
    maxY: camera.y + viewport.height / camera.zoom,
  };
}

/** The camera that shows all of `bounds`, centred. */
export function fitCamera(bounds: Bounds, viewport: Viewport, maxZoom = MAX_FIT_ZOOM): Camera {
  const width = Math.max(1, bounds.maxX - bounds.minX);
  const height = Math.max(1, bounds.maxY - bounds.minY);
  // A window too small for the margin still shows something.
  const room = (length: number): number => Math.max(length * 0.5, length - 2 * FIT_MARGIN_PX);
  const zoom = clampZoom(
    Math.min(maxZoom, room(viewport.width) / width, room(viewport.height) / height),
  );
  return {
    x: (bounds.minX + bounds.maxX) / 2 - viewport.width / zoom / 2,
    y: (bounds.minY + bounds.maxY) / 2 - viewport.height / zoom / 2,
    zoom,
  };
}

/** Where a view of `length` that begins at `start` must begin to show `from` to `to`; board units. */
function shifted(start: number, length: number, from: number, to: number, margin: number): number {
  const least = from - margin;
  const most = to + margin;
  if (most - least > length) return (from + to) / 2 - length / 2;
  return Math.max(Math.min(start, least), most - length);
}

/** The camera, moved no farther than needed, that shows all of `bounds`, or their middle. */
export function revealing(camera: Camera, viewport: Viewport, bounds: Bounds): Camera {
  const { x, y, zoom } = camera;
  if (viewport.width === 0 || viewport.height === 0) return camera;
  const margin = FIT_MARGIN_PX / zoom;
  return {
    x: shifted(x, viewport.width / zoom, bounds.minX, bounds.maxX, margin),
    y: shifted(y, viewport.height / zoom, bounds.minY, bounds.maxY, margin),
    zoom,
  };
}

/** The next fixed zoom level in a direction. */
export function nextZoomStep(zoom: number, direction: 1 | -1): number {
  // A zoom of 0.999 counts as 1: the step is the next one that can be seen.
  const margin = zoom * 0.01;
  const steps = direction === 1 ? ZOOM_STEPS : [...ZOOM_STEPS].reverse();
  const next = steps.find((step) => (step - zoom) * direction > margin);
  return next ?? clampZoom(zoom);
}
