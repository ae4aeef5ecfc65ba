/** Radius of the eraser, in CSS pixels. */
export const ERASER_RADIUS_PX = 6;
const SIZE_PX = 2 * ERASER_RADIUS_PX + 6;
const MIDDLE_PX = SIZE_PX / 2;

// A dark ring with a light one around it: it shows on any ink and on both canvases.
const RINGS = [
  { stroke: '#ffffff', width: 3.5 },
  { stroke: '#1d1e20', width: 1.5 },
]
  .map(
    ({ stroke, width }) =>
      `<circle cx="${MIDDLE_PX}" cy="${MIDDLE_PX}" r="${ERASER_RADIUS_PX}" fill="none" stroke="${stroke}" stroke-width="${width}"/>`,
  )
  .join('');
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE_PX}" height="${SIZE_PX}">${RINGS}</svg>`;

/** CSS cursor that shows how far the eraser reaches. */
export const ERASER_CURSOR = `url("data:image/svg+xml,${encodeURIComponent(SVG)}") ${MIDDLE_PX} ${MIDDLE_PX}, crosshair`;
