import type { PathSink } from '../../ink/path-sink.ts';

/** Straight pieces that stand for one curve: on a screen nobody sees a difference. */
const PIECES_OF_CURVE = 12;
const PIECES_OF_ELLIPSE = 96;

/** Takes a path and keeps it as straight pieces, x and y in turn: for hit tests and for lengths. */
export class FlatPath implements PathSink {
  readonly points: number[] = [];
  #x = 0;
  #y = 0;

  moveTo(x: number, y: number): void {
    this.#to(x, y);
  }

  lineTo(x: number, y: number): void {
    this.#to(x, y);
  }

  quadraticCurveTo(cpx: number, cpy: number, x: number, y: number): void {
    const fromX = this.#x;
    const fromY = this.#y;
    this.bezierCurveTo(
      fromX + (2 / 3) * (cpx - fromX),
      fromY + (2 / 3) * (cpy - fromY),
      x + (2 / 3) * (cpx - x),
      y + (2 / 3) * (cpy - y),
      x,
      y,
    );
  }

  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void {
    const fromX = this.#x;
    const fromY = this.#y;
    for (let i = 1; i <= PIECES_OF_CURVE; i += 1) {
      const t = i / PIECES_OF_CURVE;
      const u = 1 - t;
      const [p, q, r, s] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
      this.#to(p * fromX + q * ax + r * bx + s * x, p * fromY + q * ay + r * by + s * y);
    }
  }

  ellipse(x: number, y: number, rx: number, ry: number): void {
    for (let i = 0; i <= PIECES_OF_ELLIPSE; i += 1) {
      const angle = (i / PIECES_OF_ELLIPSE) * Math.PI * 2;
      this.#to(x + rx * Math.cos(angle), y + ry * Math.sin(angle));
    }
  }

  closePath(): void {
    const { points } = this;
    if (points.length < 2) return;
    this.#to(points[0] ?? 0, points[1] ?? 0);
  }

  #to(x: number, y: number): void {
    this.#x = x;
    this.#y = y;
    this.points.push(x, y);
  }
}

/** A path as straight pieces: x and y in turn. */
export function flatten(trace: (sink: PathSink) => void): readonly number[] {
  const flat = new FlatPath();
  trace(flat);
  return flat.points;
}

/** Length of a path of straight pieces. @param stride numbers per point; the first two are x and y */
export function lengthOfFlat(points: ArrayLike<number>, stride = 2): number {
  let length = 0;
  for (let i = stride; i < points.length; i += stride) {
    length += Math.hypot(
      (points[i] ?? 0) - (points[i - stride] ?? 0),
      (points[i + 1] ?? 0) - (points[i - stride + 1] ?? 0),
    );
  }
  return length;
}
