import rough from 'roughjs';
import type { ElementId } from '../../board/element.ts';
import { type Bounds, inflate } from '../../geometry/box.ts';
import type { PathSink } from '../../ink/path-sink.ts';

const generator = rough.generator();

/** How far from the true line a hand strays, for a thin and for each unit of a thick one. */
const ROUGHNESS_BASE = 0.7;
const ROUGHNESS_PER_SIZE = 0.14;
/** Each of the two lines is so much thinner than a line of that width, or they would be one. */
const WIDTH_PART = 0.6;
/** How much long sides bend, by the library's measure. */
const BOWING = 0.8;
/** Points stray by at most so many board units, per roughness. */
const STRAY = 2;
/** Long sides bend out by at most this part of their length, per roughness. */
const BOWING_PART = (BOWING * STRAY) / 200;

/** Width of the lines by hand for a stroke width, in board units. */
export const sketchWidth = (size: number): number => size * WIDTH_PART;

const roughnessOf = (size: number): number => ROUGHNESS_BASE + ROUGHNESS_PER_SIZE * size;

/** A number that is the same for an element everywhere: everybody sees the same hand. */
function seedOf(id: ElementId): number {
  let hash = 2_166_136_261;
  for (let i = 0; i < id.length; i += 1) hash = Math.imul(hash ^ id.charCodeAt(i), 16_777_619);
  // 0 would stand for "another one each time".
  return hash >>> 1 || 1;
}

/** Room for what a hand-drawn line strays and bends. Board units. */
export function sketchBounds(bounds: Bounds, size: number): Bounds {
  const longest = Math.hypot(bounds.maxX - bounds.minX, bounds.maxY - bounds.minY);
  return inflate(bounds, roughnessOf(size) * 2 * (STRAY + longest * BOWING_PART));
}

/** Traces a path as a hand would draw it: twice, never quite straight, always the same for an id. */
export function traceSketch(
  id: ElementId,
  size: number,
  trace: (sink: PathSink) => void,
  sink: PathSink,
): void {
  const path = new SvgPath();
  trace(path);
  if (path.data === '') return;
  const drawn = generator.path(path.data, {
    seed: seedOf(id),
    roughness: roughnessOf(size),
    bowing: BOWING,
    maxRandomnessOffset: STRAY,
    preserveVertices: false,
  });
  for (const { ops } of drawn.sets) {
    for (const { op, data } of ops) {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = data;
      if (op === 'move') sink.moveTo(a, b);
      else if (op === 'lineTo') sink.lineTo(a, b);
      else sink.bezierCurveTo(a, b, c, d, e, f);
    }
  }
}

/** Distance of a Bézier control point that makes a quarter of a circle of radius 1. */
const QUARTER_CIRCLE = 0.5522847498;
/** Finer than anybody sees, and short. */
const DECIMALS = 100;

/** Takes a path and writes it as the data of an SVG path, which is what the library reads. */
class SvgPath implements PathSink {
  data = '';

  moveTo(...numbers: number[]): void {
    this.#write('M', numbers);
  }
  lineTo(...numbers: number[]): void {
    this.#write('L', numbers);
  }
  quadraticCurveTo(...numbers: number[]): void {
    this.#write('Q', numbers);
  }
  bezierCurveTo(...numbers: number[]): void {
    this.#write('C', numbers);
  }
  ellipse(x: number, y: number, rx: number, ry: number): void {
    const cx = rx * QUARTER_CIRCLE;
    const cy = ry * QUARTER_CIRCLE;
    this.moveTo(x + rx, y);
    this.bezierCurveTo(x + rx, y + cy, x + cx, y + ry, x, y + ry);
    this.bezierCurveTo(x - cx, y + ry, x - rx, y + cy, x - rx, y);
    this.bezierCurveTo(x - rx, y - cy, x - cx, y - ry, x, y - ry);
    this.bezierCurveTo(x + cx, y - ry, x + rx, y - cy, x + rx, y);
  }
  closePath(): void {
    this.#write('Z', []);
  }

  #write(letter: string, numbers: readonly number[]): void {
    const rounded = numbers.map((number) => Math.round(number * DECIMALS) / DECIMALS);
    this.data += `${letter}${rounded.join(' ')}`;
  }
}
