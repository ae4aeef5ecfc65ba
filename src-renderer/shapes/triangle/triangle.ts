import { cornersAt, partOf, polygonOutline } from '../outlined/outline.ts';

/** Standing on its base. */
const CORNERS = [0.5, 0, 1, 1, 0, 1];

export const triangleOutline = polygonOutline(cornersAt(CORNERS), (box) =>
  partOf(box, 0.25, 0.48, 0.75, 0.98),
);
