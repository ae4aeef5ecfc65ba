import type { Theme } from '../../shapes/palette.ts';
import type { PaintContext } from '../../shapes/shape.ts';
import type { LaserTrail } from './laser-trails.ts';

/** At its head, in CSS pixels; towards its tail it is thinner. */
const WIDTH_PX = 5;
const OWN_COLOR = { light: '#e5262f', dark: '#ff5a52' } as const;

/** Paints a laser's trail. The context is in board units. */
export function paintLaser(
  ctx: PaintContext,
  { color, spots }: LaserTrail,
  theme: Theme,
  zoom: number,
): void {
  ctx.strokeStyle = color ?? OWN_COLOR[theme.name];
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  spots.forEach((spot, i) => {
    const before = spots[i - 1] ?? spot;
    // Each piece has its own width: opaque, so that none shows where two of them meet.
    ctx.lineWidth = (WIDTH_PX / zoom) * spot.life;
    ctx.beginPath();
    ctx.moveTo(before.x, before.y);
    ctx.lineTo(spot.x, spot.y);
    ctx.stroke();
  });
}
