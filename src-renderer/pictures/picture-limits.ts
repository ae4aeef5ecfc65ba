/** A picture's file is no larger, wherever it comes from. */
export const PICTURE_MAX_BYTES = 50 * 1024 * 1024;
export const PICTURE_SIDE_MAX_PX = 30_000;
/** Decoded it would else take more memory (4 bytes each) than many computers have to give. */
export const PICTURE_MAX_PIXELS = 200_000_000;
