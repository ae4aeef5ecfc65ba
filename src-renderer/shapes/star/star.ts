import { cornersAt, partOf, polygonOutline } from '../outlined/outline.ts';

const POINTS = 5;
/** Distance of the inner corners from the middle, of that of the points: a little fuller than drawn in one line. */
const INNER = 0.45;

/** Corners of a star with its first point on top, stretched to fill its box. */
function starCorners(): number[] {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let i = 0; i < POINTS * 2; i += 1) {
    const angle = (i / (POINTS * 2)) * Math.PI * 2 - Math.PI / 2;
    const reach = i % 2 === 0 ? 1 : INNER;
    xs.push(Math.cos(angle) * reach);
    ys.push(Math.sin(angle) * reach);
  }
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  return xs.flatMap((x, i) => [(x - left) / (right - left), ((ys[i] ?? 0) - top) / (bottom - top)]);
}

export const starOutline = polygonOutline(cornersAt(starCorners()), (box) =>
  partOf(box, 0.26, 0.36, 0.74, 0.76),
);
