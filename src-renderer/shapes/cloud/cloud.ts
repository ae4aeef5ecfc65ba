import { type Box, boundsOfPoints, centreOfBox } from '../../geometry/box.ts';
import { FlatPath } from '../outlined/flatten.ts';
import { insetBox, type Outline, partOf } from '../outlined/outline.ts';

/** How wide a puff is about, as a part of the shorter side. */
const PUFF_PART = 0.55;
/** Puffs of the smallest and of the longest cloud; four by four, so that one lies at each side. */
const PUFFS = { step: 4, min: 8, max: 24 } as const;
/** How far the control points of a puff stand out, and how far aside, per its width. */
const CONTROL_OUT = 0.42;
const CONTROL_ASIDE = 0.06;
/** Points of the inner ellipse among which the ends of the puffs are looked for. */
const SAMPLES = 240;

/** The ends of puffs of one width along an ellipse, one puff in the middle of each side: x, y pairs. */
function endsOfPuffs({ width, height }: Box): number[] {
  const lengths = [0];
  const angleOf = (sample: number): number => (sample / SAMPLES) * Math.PI * 2 - Math.PI / 2;
  const at = (sample: number): readonly [number, number] => {
    const angle = angleOf(sample);
    return [(width / 2) * Math.cos(angle), (height / 2) * Math.sin(angle)];
  };
  for (let i = 1; i <= SAMPLES; i += 1) {
    const [fromX, fromY] = at(i - 1);
    const [toX, toY] = at(i);
    lengths.push((lengths[i - 1] ?? 0) + Math.hypot(toX - fromX, toY - fromY));
  }
  const length = lengths[SAMPLES] ?? 0;
  const puff = Math.min(width, height) * PUFF_PART;
  const wanted = puff > 0 ? Math.round(length / puff / PUFFS.step) * PUFFS.step : PUFFS.max;
  const count = Math.min(PUFFS.max, Math.max(PUFFS.min, wanted));
  const ends: number[] = [];
  let sample = 1;
  for (let i = 0; i < count; i += 1) {
    const target = ((i + 0.5) / count) * length;
    while (sample < SAMPLES && (lengths[sample] ?? 0) < target) sample += 1;
    const before = lengths[sample - 1] ?? 0;
    const part = (target - before) / Math.max(1e-9, (lengths[sample] ?? 0) - before);
    ends.push(...at(sample - 1 + part));
  }
  return ends;
}

/** A puff from each end to the next: two control points and the end of each, as x, y pairs. */
function puffsBetween(ends: readonly number[]): number[] {
  const puffs: number[] = [];
  for (let i = 0; i < ends.length; i += 2) {
    const next = (i + 2) % ends.length;
    const [fromX = 0, fromY = 0] = [ends[i], ends[i + 1]];
    const [toX = 0, toY = 0] = [ends[next], ends[next + 1]];
    const [dx, dy] = [toX - fromX, toY - fromY];
    // Outwards is to the left of a side that runs clockwise (y goes down).
    const [outX, outY] = [dy * CONTROL_OUT, -dx * CONTROL_OUT];
    const [asideX, asideY] = [dx * CONTROL_ASIDE, dy * CONTROL_ASIDE];
    puffs.push(fromX + outX - asideX, fromY + outY - asideY);
    puffs.push(toX + outX + asideX, toY + outY + asideY);
    puffs.push(toX, toY);
  }
  return puffs;
}

/** Round puffs around an ellipse. They keep their form in a long cloud: there are more of them. */
export const cloudOutline: Outline = {
  trace: ({ box: whole }, inset, sink) => {
    const box = insetBox(whole, inset);
    const ends = endsOfPuffs(box);
    const puffs = puffsBetween(ends);
    // They stand out of the ellipse: shrunk together they fill the box.
    const { scaleX, scaleY } = fitting(ends, puffs, box);
    const { x: middleX, y: middleY } = centreOfBox(box);
    const x = (i: number, of = puffs): number => middleX + (of[i] ?? 0) * scaleX;
    const y = (i: number, of = puffs): number => middleY + (of[i] ?? 0) * scaleY;
    sink.moveTo(x(0, ends), y(1, ends));
    for (let i = 0; i < puffs.length; i += 6) {
      sink.bezierCurveTo(x(i), y(i + 1), x(i + 2), y(i + 3), x(i + 4), y(i + 5));
    }
    sink.closePath();
  },
  padding: 0,
  room: (box) => partOf(box, 0.15, 0.16, 0.85, 0.84),
};

/** What makes puffs around the origin as wide and as high as a box. */
function fitting(
  ends: readonly number[],
  puffs: readonly number[],
  { width, height }: Box,
): { readonly scaleX: number; readonly scaleY: number } {
  const flat = new FlatPath();
  flat.moveTo(ends[0] ?? 0, ends[1] ?? 0);
  for (let i = 0; i < puffs.length; i += 6) {
    const [ax = 0, ay = 0, bx = 0, by = 0, toX = 0, toY = 0] = puffs.slice(i, i + 6);
    flat.bezierCurveTo(ax, ay, bx, by, toX, toY);
  }
  const bounds = boundsOfPoints(
    flat.points.flatMap((x, i) => (i % 2 === 0 ? { x, y: flat.points[i + 1] ?? 0 } : [])),
  );
  // Round about the origin, where it reaches as far to either side.
  const reach = (most: number | undefined, side: number): number =>
    most && most > 0 ? side / 2 / most : 1;
  return { scaleX: reach(bounds?.maxX, width), scaleY: reach(bounds?.maxY, height) };
}
