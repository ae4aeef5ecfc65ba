import type { InputPoint, NewElement } from '../../src-renderer/board/element.ts';

/** A repeatable source of chance (mulberry32), so that two runs measure the same board. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Handwriting-like strokes: the pen's heading drifts, its speed and pressure rise and fall, and each
 * sample trembles a little, as 120 Hz pens give it (2 to 9 units between points at zoom 1).
 */
export function handwrittenStrokes(count: number, pointsEach: number, seed = 7): NewElement[] {
  const random = seeded(seed);
  const strokes: NewElement[] = [];
  for (let n = 0; n < count; n++) {
    let x = random() * 20_000;
    let y = random() * 20_000;
    let heading = random() * Math.PI * 2;
    let turn = 0;
    const points: InputPoint[] = [];
    for (let i = 0; i < pointsEach; i++) {
      const along = i / pointsEach;
      const speed = 2 + 7 * Math.sin(Math.PI * along) * (0.8 + 0.4 * random());
      turn += (random() - 0.5) * 0.12;
      turn *= 0.95;
      heading += turn;
      x += Math.cos(heading) * speed + (random() - 0.5) * 0.3;
      y += Math.sin(heading) * speed + (random() - 0.5) * 0.3;
      const pressure = 0.25 + 0.5 * Math.sin(Math.PI * along) + (random() - 0.5) * 0.03;
      points.push([x, y, Math.min(1, Math.max(0, pressure))]);
    }
    strokes.push({ type: 'stroke', points, color: n % 3 === 0 ? 'blue' : 'black' });
  }
  return strokes;
}
