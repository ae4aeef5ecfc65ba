import type { BoardElement, ElementType } from '../board/element.ts';
import type { PictureHash, RegisterValues } from '../board/registers.ts';
import type { Bounds, Box } from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';
import type { PathSink } from '../ink/path-sink.ts';
import type { Theme } from './palette.ts';
import type { TextArea } from './text/text-area.ts';

/** Everything a painter or a hit test needs to know of an element, from the document or from a gesture. */
export interface ShapeElement
  extends RegisterValues,
    Pick<
      BoardElement,
      | 'id'
      | 'type'
      | 'box'
      | 'rotation'
      | 'color'
      | 'fill'
      | 'fillStyle'
      | 'opacity'
      | 'size'
      | 'pressure'
      | 'version'
    > {
  /** x, y, pressure triples in board coordinates, unrotated. Empty for shapes without points. */
  readonly points: ArrayLike<number>;
  /**
   * The points that a person sets of a line whose `points` are the way between them, which goes around
   * shapes or in a curve; absent where they are the same.
   */
  readonly controls?: ArrayLike<number> | undefined;
  readonly text: string;
  /** Of a text: its lines are broken at the width of the box, which else is as wide as they are. */
  readonly wraps: boolean;
  /** The text is in a field over the canvas, which shows it: painters leave its place empty. */
  readonly inField: boolean;
}

/** The part of a 2D context that painters use. A real context has it, and so has a test's recorder. */
export interface PaintContext extends PathSink {
  fillStyle: string | CanvasGradient | CanvasPattern;
  strokeStyle: string | CanvasGradient | CanvasPattern;
  globalAlpha: number;
  globalCompositeOperation: GlobalCompositeOperation;
  lineWidth: number;
  lineJoin: CanvasLineJoin;
  lineCap: CanvasLineCap;
  font: string;
  textBaseline: CanvasTextBaseline;
  textAlign: CanvasTextAlign;
  direction: CanvasDirection;
  textRendering: CanvasTextRendering;
  save(): void;
  restore(): void;
  translate(x: number, y: number): void;
  rotate(radians: number): void;
  scale(x: number, y: number): void;
  beginPath(): void;
  rect(x: number, y: number, width: number, height: number): void;
  clip(): void;
  fill(): void;
  fill(path: Path2D): void;
  stroke(): void;
  stroke(path: Path2D): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  strokeRect(x: number, y: number, width: number, height: number): void;
  clearRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  setLineDash(segments: number[]): void;
  drawImage(image: CanvasImageSource, x: number, y: number, width: number, height: number): void;
}

/** Has the pixels of pictures, as far as they are there. */
export interface PictureSource {
  /**
   * A picture in about the size in which it is to be painted; null while there is nothing to paint.
   * Asking for it has it made ready.
   * @param width in pixels of the surface, and so is the height.
   */
  pixels(picture: PictureHash, width: number, height: number): CanvasImageSource | null;
}

/** Keeps built paths of elements. `null` in place of one means: trace into the context each time. */
export interface PathSource {
  path(element: ShapeElement, trace: (sink: PathSink) => void): Path2D;
}

export interface PaintOptions {
  readonly paths: PathSource | null;
  /** Without any, and for those that are not there, a picture's place is painted. */
  readonly pictures?: PictureSource | undefined;
  /** Pixels of the surface per board unit; 1 when absent. */
  readonly scale?: number | undefined;
}

/**
 * Paints one element. The context is in board units and already turned about the element's centre.
 * A pure function of its arguments: screen, tiles, thumbnails and exports all use it.
 */
export type ShapePainter = (
  ctx: PaintContext,
  element: ShapeElement,
  theme: Theme,
  options: PaintOptions,
) => void;

/** All of it in the element's own space: board units, not turned. */
export interface ShapeGeometry {
  /** What painting can touch: the box with stroke width and arrow heads. */
  inkBounds(element: ShapeElement): Bounds;
  /**
   * Whether a point touches the element.
   * @param tolerance how far off it may be, in board units.
   * @param solid the inside counts too, although it is not filled.
   */
  hit(element: ShapeElement, point: Point, tolerance: number, solid: boolean): boolean;
  /** Whether the element's ink and a convex or concave polygon touch. */
  touches(element: ShapeElement, polygon: readonly Point[]): boolean;
}

/** What the document has of an element's place, and what else its seen box depends on. */
export type StoredPlace = Pick<BoardElement, 'box' | 'rotation' | 'size'>;

/** One kind of element. */
export interface ShapeDefinition {
  readonly type: ElementType;
  readonly paint: ShapePainter;
  readonly geometry: ShapeGeometry;
  /** The outline that lines can hold on to: x and y in turn, the first point again at the end. */
  readonly outline?: (element: ShapeElement) => ArrayLike<number>;
  /** Where its text goes, for what can have some. */
  readonly textArea?: (element: ShapeElement) => TextArea;
  /** The box in which it is seen with a text, where that is another than the stored one. */
  readonly seenBox?: (text: string, stored: StoredPlace) => Box;
  /** CSS colour of its text, where that does not follow from its stroke and fill. */
  readonly textColor?: (element: ShapeElement, theme: Theme) => string;
  /** Its ink leaves room for the text. */
  readonly gapForText?: boolean;
  /**
   * A coarse centre line for small scales, where many elements are stroked as one path.
   * @param spacing least distance of two points, in board units.
   */
  readonly traceFar?: (element: ShapeElement, spacing: number, sink: PathSink) => void;
}

/** The stroke covers this much of the fill's edge, so that no light shows between the two. */
const FILL_UNDERLAP = 0.1;

/**
 * How far the fill of a shape ends inside of its outline. Where the element is translucent the fill
 * keeps from under the stroke, or one would shine through the other.
 */
export function fillInset(element: ShapeElement): number {
  return element.opacity === 1 ? 0 : Math.max(0, element.size / 2 - FILL_UNDERLAP);
}

/** Fills the element's path with the current fill style, from the cache where there is one. */
export function fillTraced(
  ctx: PaintContext,
  element: ShapeElement,
  options: PaintOptions,
  trace: (sink: PathSink) => void,
): void {
  if (options.paths) {
    ctx.fill(options.paths.path(element, trace));
    return;
  }
  ctx.beginPath();
  trace(ctx);
  ctx.fill();
}
