import { cornersAt, partOf, polygonOutline } from '../outlined/outline.ts';

const SIDES = [0.5, 0, 1, 0.5, 0.5, 1, 0, 0.5];

export const diamondOutline = polygonOutline(cornersAt(SIDES), (box) =>
  partOf(box, 0.22, 0.25, 0.78, 0.75),
);
