/** Width and height in pixels. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** No level has more pixels: 64 MB each. Of a larger picture the finest level is a coarser one. */
export const LEVEL_MAX_PIXELS = 16 * 1024 * 1024;
/** Nothing is gained by levels with a shorter longer side. */
const COARSEST_SIDE_PX = 64;

/** Level 0 is the picture itself, and each further one has half its width and height. */
export function sizeOfLevel({ width, height }: PixelSize, level: number): PixelSize {
  const part = 2 ** level;
  return {
    width: Math.max(1, Math.ceil(width / part)),
    height: Math.max(1, Math.ceil(height / part)),
  };
}

export function bytesOfLevel(picture: PixelSize, level: number): number {
  const { width, height } = sizeOfLevel(picture, level);
  return width * height * 4;
}

export function coarsestLevel({ width, height }: PixelSize): number {
  return Math.max(0, Math.ceil(Math.log2(Math.max(width, height) / COARSEST_SIDE_PX)));
}

/** The coarsest level that has at least a pixel for each that is to be painted. */
export function levelFor(picture: PixelSize, shown: PixelSize): number {
  const ratio = Math.min(
    picture.width / Math.max(1, shown.width),
    picture.height / Math.max(1, shown.height),
  );
  const fitting = ratio > 1 ? Math.floor(Math.log2(ratio)) : 0;
  const surplus = (picture.width * picture.height) / LEVEL_MAX_PIXELS;
  const finest = surplus > 1 ? Math.ceil(Math.log2(surplus) / 2) : 0;
  return Math.min(Math.max(fitting, finest), Math.max(finest, coarsestLevel(picture)));
}
