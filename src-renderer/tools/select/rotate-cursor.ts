const SIZE_PX = 22;
const MIDDLE_PX = SIZE_PX / 2;

// Three quarters of a circle with an arrow head, dark with a light edge: it shows on any ink.
const PATH = 'M15.4 6.6A6.2 6.2 0 1 0 17.2 11M17.4 3.4V7.4H13.4';
const STROKES = [
  { stroke: '#ffffff', width: 4 },
  { stroke: '#1d1e20', width: 1.75 },
]
  .map(
    ({ stroke, width }) =>
      `<path d="${PATH}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`,
  )
  .join('');
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE_PX}" height="${SIZE_PX}">${STROKES}</svg>`;

/** CSS cursor over what turns the selection. */
export const ROTATE_CURSOR = `url("data:image/svg+xml,${encodeURIComponent(SVG)}") ${MIDDLE_PX} ${MIDDLE_PX}, grab`;
